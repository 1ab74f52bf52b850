using GateDsl.Tools;

namespace GateDsl.Dsl.Tests.Checking;

/// <summary>Derivatives in arrays against numeric ones, element by element.</summary>
public class ArrayCheckTests
{
    [Theory]
    [InlineData("let f m xs = Array.sumBy (fun x -> (x - m) ** 2) xs", "f'm f'xs")]
    [InlineData("let f (m: float[][]) v = Array.map (fun row -> Array.dot row v) m", "f'm f'v")]
    [InlineData("let f (table: float[]) (i: int) = sin table.[i]", "f'table")]
    [InlineData("let f (xs, k) = Array.map (fun x -> k * x) xs, Array.sum xs", "f.1'xs f.1'k f.2'xs f.2'k")]
    [InlineData("let f ps = Array.sumBy (fun (x, y) -> x * exp (y / 4)) ps", "f'ps1")]
    [InlineData("let f xs = Array.fold (fun s x -> s * x + 1) 1 xs", "f'xs")]
    [InlineData("let f xs = Array.sort xs |> Array.mapi (fun i x -> float (i + 1) * x)", "f'xs")]
    [InlineData("let f (xs: float[]) = xs.[4] * xs.[1]", "f'xs")]
    public void Agree(string source, string partials)
    {
        DerivativeCheck check = DerivativeCheck.Of(GateModule.Parse(source)["f"]);
        Assert.Equal(partials.Split(' '), check.Partials.Select(partial => partial.Name));
        Assert.All(check.Partials, partial => Assert.True(partial.Agrees, $"{partial}"));
    }

    /// <summary>Not the gates are wrong: of one element the value is 0 whatever it is, and the largest int, as far as a sum of exponentials goes, is no place to look at.</summary>
    [Theory]
    [InlineData("let f (xs: float[]) = 2 * Array.sum (Array.mapi (fun i x -> float (i + 1) * x) (Array.sort xs)) / (float xs.Length * Array.sum xs) - (float xs.Length + 1) / float xs.Length")]
    [InlineData("let f (m: float[][]) (labels: float[]) = Array.average (Array.map2 (fun row y -> log (Array.sumBy exp row) - row.[int y]) m labels)")]
    public void Nothing_is_found_where_nothing_is_wrong(string source) => Assert.True(DerivativeCheck.Of(GateModule.Parse(source)["f"]).Agrees);

    [Fact]
    public void A_wrong_derivative_is_found()
    {
        GateOptions options = new() { Functions = HostFunctions.Empty.Add("twice", (double x) => 2 * x, (double x) => 3.0) };
        DerivativeCheck check = DerivativeCheck.Of(GateModule.Parse("let f xs = twice (Array.sum xs)", options)["f"]);
        Assert.True(Assert.Single(check.Partials).Disagreements > 0);
    }

    [Fact]
    public void An_array_whose_length_does_not_fit_is_not_checked()
    {
        DerivativeCheck check = DerivativeCheck.Of(GateModule.Parse("let f xs ys = Array.dot xs ys + xs.[99]")["f"]);
        Assert.Equal(0, check.Points);
        Assert.Equal(["f'xs", "f'ys"], check.Partials.Select(partial => partial.Name));
    }

    [Theory]
    [InlineData("let f xs ys = Array.dot (Array.append xs xs) ys")]
    [InlineData("let f (xs: float[]) (ys: float[]) = Array.dot (Array.tail xs) ys")]
    [InlineData("let f (m: float[][]) (v: float[]) = Array.sum (Array.map (fun row -> Array.dot row (Array.append v [| 1 |])) m)")]
    [InlineData("let f (a: float[][]) (b: float[][]) = Array.map2 (fun r s -> Array.dot (Array.take 2 r) s) a b")]
    [InlineData("let f (values: float[]) = Array.fold (fun best (v, w) -> Array.mapi (fun c b -> if c >= w then max b (best.[c - w] + v) else b) best) (Array.create 9 0.0) (Array.zip values [| 2; 3; 4; 5 |]) |> Array.last")]
    public void Lengths_that_go_together_are_found(string source)
    {
        DerivativeCheck check = DerivativeCheck.Of(GateModule.Parse(source)["f"]);
        Assert.True(check.Points > 0 && check.Agrees);
    }

    /// <summary>What is wrong only with no element, or with one, is found too.</summary>
    [Fact]
    public void A_derivative_that_is_wrong_at_one_length_is_found()
    {
        GateOptions options = new() { Functions = HostFunctions.Empty.Add("twice", (double x) => 2 * x, (double x) => 3.0) };
        DerivativeCheck check = DerivativeCheck.Of(GateModule.Parse("let f xs = if Array.length xs = 1 then twice (Array.sum xs) else Array.sum xs", options)["f"]);
        Assert.True(Assert.Single(check.Partials).Disagreements > 0);
    }
}
