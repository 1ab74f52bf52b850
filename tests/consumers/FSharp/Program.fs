open System
open System.Globalization
open Trading

let print (number: float) = Console.WriteLine(number.ToString("R", CultureInfo.InvariantCulture))
let partials = Array.zeroCreate 5
let second = Array.zeroCreate 25
print (Pricing.call_price (100.0, 105.0, 0.5, 0.03, 0.2))
print (Pricing.call_price_grad (100.0, 105.0, 0.5, 0.03, 0.2, Span partials))
partials |> Array.iter print
Pricing.call_price_hess (100.0, 105.0, 0.5, 0.03, 0.2, Span partials, Span second) |> ignore
print second.[0]
let column (x: float) = Array.replicate 19 x
let prices = Array.zeroCreate 19
let c = [| 100.0; 105.0; 0.5; 0.03; 0.2 |] |> Array.map column
Pricing.call_price_rows (19, ReadOnlySpan c.[0], ReadOnlySpan c.[1], ReadOnlySpan c.[2], ReadOnlySpan c.[3], ReadOnlySpan c.[4], Span prices)
print prices.[18]
