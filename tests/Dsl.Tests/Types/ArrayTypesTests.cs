using System.Text.Json;
using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>Programs with arrays have the types that the real F# compiler gives them.</summary>
public class ArrayTypesTests
{
    public static TheoryData<string> Programs => [.. File.ReadLines(Repository.PathOf("tests", "conformance", "fsharp-arrays.jsonl"))];

    [Theory, MemberData(nameof(Programs))]
    public void A_program_has_the_type_that_FSharp_gives_it(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        var bag = new Bag();
        CheckedModule module = Check.Module(new Source("t.gate", row.GetProperty("source").GetString() + "\n"), GateOptions.Default, bag);
        if (row.GetProperty("expect").GetString() == "error")
        {
            Assert.Equal(row.GetProperty("when").GetString() == "compile", bag.HasErrors);
            return;
        }
        Assert.True(!bag.HasErrors, string.Join('\n', bag.All));
        Assert.Equal(row.GetProperty("type").GetString()!.Replace(" array", "[]"), module.Items.OfType<CheckedResult>().Last().Value.Type.ToString());
    }

    [Theory]
    [InlineData("let v = [| 1; 2 |]", "float[]")]
    [InlineData("let v = [||]", "'a[]")]
    [InlineData("let v = [| 1, true; 2, false |]", "(float * bool)[]")]
    [InlineData("let v = [| [| 1 |]; [| 2 |] |]", "float[][]")]
    [InlineData("let v : int[] = [| 1; 2 |]", "int[]")]
    [InlineData("let v (xs: float array) (m: float array array) = xs, m", "float[] -> float[][] -> float[] * float[][]")]
    [InlineData("let v (xs: ('a * bool)[]) = xs", "('a * bool)[] -> ('a * bool)[]")]
    [InlineData("let v xs = xs.[0]", "'a[] -> 'a")]
    [InlineData("let v xs i = xs[i + 1]", "'a[] -> int -> 'a")]
    [InlineData("let v m i j = m.[i].[j] * 2", "float[][] -> int -> int -> float")]
    [InlineData("let v xs a = xs.[a..], xs.[..a], xs.[a..a]", "'a[] -> int -> 'a[] * 'a[] * 'a[]")]
    [InlineData("let v xs = xs.Length", "'a[] -> int")]
    [InlineData("let v xs = xs = [| 1 |]", "float[] -> bool")]
    [InlineData("let v xs ys = Array.map2 (+) xs ys", "float[] -> float[] -> float[]")]
    [InlineData("let v xs = xs |> Array.map (fun (a, b) -> a * b) |> Array.sum", "(float * float)[] -> float")]
    [InlineData("let v f xs = Array.map f xs", "('a -> 'b) -> 'a[] -> 'b[]")]
    [InlineData("let v = Array.map sin >> Array.sum", "float[] -> float")]
    // ints: of a range, of what counts, of what is converted
    [InlineData("let v = [| 0 .. 4 |]", "int[]")]
    [InlineData("let v = [| 0.0 .. 4 |]", "float[]")]
    [InlineData("let v = [| 0 .. 4 |] |> Array.map sqrt", "float[]")]
    [InlineData("let v n = [| 0 .. 2 .. n - 1 |]", "int -> int[]")]
    [InlineData("let v n = [| for i in 0 .. n -> i |]", "int -> int[]")]
    [InlineData("let v n = [| for i in 0 .. n -> 0.5 * i |]", "float -> float[]")]
    [InlineData("let v n = [| for i in 0 .. n -> 0.5 * float i |]", "int -> float[]")]
    [InlineData("let v xs = [| for a, b in xs -> a, b * 2 |]", "('a * float)[] -> ('a * float)[]")]
    [InlineData("let v n = float n / 2", "int -> float")]
    [InlineData("let v x = int x", "float -> int")]
    [InlineData("let v xs = Array.sum xs / float (Array.length xs)", "float[] -> float")]
    [InlineData("let v xs = Array.mapi (fun i x -> float i * x) xs", "float[] -> float[]")]
    [InlineData("let v n x = iterate n (fun y -> y / 2) x", "int -> float -> float")]
    [InlineData("let v p = iterate 3 (fun (a, b) -> b, a + b) p", "float * float -> float * float")]
    // a whole number at the top is a float and an int
    [InlineData("let n = 3\nlet v = [| 1; 2 |].[n]", "float")]
    [InlineData("let n = 3\nlet last = n - 1\nlet v xs = xs.[last], n / 2", "'a[] -> 'a * float")]
    [InlineData("let n = 3\nlet v = n", "float")]
    // derivatives: each float of the result is replaced by partials of the shape of the array
    [InlineData("let f xs = Array.sum xs\nlet v = f'xs", "float[] -> float[]")]
    [InlineData("let f xs = Array.sum xs\nlet v = f'", "float[] -> float[]")]
    [InlineData("let f xs = Array.sum xs\nlet v = f'xs'xs", "float[] -> float[][]")]
    [InlineData("let f xs = Array.map sin xs\nlet v = f'xs", "float[] -> float[][]")]
    [InlineData("let f a xs = Array.sumBy (fun x -> a * x) xs, a\nlet v = f'xs", "float -> float[] -> float[] * float[]")]
    [InlineData("let f a xs = Array.sumBy (fun x -> a * x) xs\nlet v = f'a'xs, f'xs'a", "(float -> float[] -> float[]) * (float -> float[] -> float[])")]
    [InlineData("let f a xs = Array.map (fun x -> a * x) xs\nlet v = f'a", "float -> float[] -> float[]")]
    [InlineData("let f (m: float[][]) = m.[0].[0]\nlet v = f'm", "float[][] -> float[][]")]
    [InlineData("let f ps = Array.sumBy (fun (x, y) -> x * y) ps\nlet v = f'ps", "(float * float)[] -> (float * float)[]")]
    [InlineData("let f ps = Array.sumBy (fun (x, on) -> if on then x else 0.0) ps\nlet v = f'ps", "(float * bool)[] -> float[]")]
    [InlineData("let f (xs, k) = Array.sum xs * k\nlet v = f'xs", "float[] * float -> float[]")]
    [InlineData("let f g xs = g (Array.sum xs)\nlet v = f'xs (fun s -> s, s)", "float[] -> float[] * float[]")]
    [InlineData("let f w (m: float[][]) (ks: int[]) = w * m.[ks.[0]].[0]\nlet v = grad f", "float -> float[][] -> int[] -> float * float[][]")]
    [InlineData("let f xs = Array.sum xs\nlet v = grad f", "float[] -> float[]")]
    [InlineData("let f xs a = Array.map (fun x -> a * x) xs\nlet v = grad f", "float[] -> float -> (float[] * float)[]")]
    [InlineData("let v = diff (fun t -> [| t; t * t |])", "float -> float[]")]
    [InlineData("let v = soft (fun bs -> Array.forall id bs)", "float[] -> float")]
    [InlineData("let v = grad (fun (w: float[]) -> Array.dot w (grad (fun (u: float[]) -> Array.sum u) w))", "float[] -> float[]")]
    public void A_definition_has_this_type(string text, string type) => Assert.Equal(type, Checked.TypeOf(text, "v"));

    [Theory]
    [InlineData("let concat xs ys = Array.concat [| xs; ys |]")]
    [InlineData("let concat = [| [| 1 |]; [| 2; 3 |] |] |> Array.concat |> Array.sum")]
    [InlineData("let xs = Array.map2 (+) [| 1; 2 |] [| for x in [| 1; 2 |] -> x |]")]
    [InlineData("let square n = Array.init n (fun i -> Array.init n (fun j -> if i = j then 1 else 0))")]
    [InlineData("let f xs = Array.map (fun i -> Array.take 2 xs) [| 0 .. 3 |]")]
    [InlineData("let f x = [| 1; 2 |] = [| 1; 2; 3 |]")]
    [InlineData("let Array = 1\nlet f x = Array + x")]
    [InlineData("let f (xs: float[]) = xs.[0], xs[0], (xs).[0], [| 1 |].[0], xs.[0..1].[0], xs.[0 .. 1].Length")]
    [InlineData("let f x = [| x; x |]\nf(3).[0] + f(3)[1] + float (f(1).Length) + Array.rev(f 2).[0]")]
    public void A_program_is_right(string text) => Checked.Good(text);
}
