using System.Globalization;
using System.Text.Json;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>Numbers with a certificate through loops: against references to 20 digits, and what is known without them.</summary>
public sealed class CertifiedLoopsTests
{
    public static TheoryData<string> Rows => [.. File.ReadLines(Repository.PathOf("tests", "conformance", "arrays.jsonl"))];

    [Theory, MemberData(nameof(Rows))]
    public void Values_are_those_of_the_references(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        Gate gate = GateModule.Parse(row.GetProperty("source").GetString()!)[row.GetProperty("entry").GetString()!];
        foreach (JsonElement point in row.GetProperty("points").EnumerateArray())
        {
            GateValue[] arguments = [.. point.GetProperty("args").EnumerateArray().Select(Of)];
            Certified value = Assert.Single(gate.CertifyValues(arguments));
            double expected = double.Parse(point.GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
            Assert.True(value.IsDecided, line);
            Assert.Equal(expected, value.Value, 1e-15 * Math.Abs(expected));
        }
    }

    static GateValue Of(JsonElement value) => value.ValueKind == JsonValueKind.Array ? new GateValue.Array([.. value.EnumerateArray().Select(Of)]) : value.GetDouble();

    [Theory]
    [InlineData("let f (n: int) r x = iterate n (fun x -> r * x * (1 - x)) x", "f 100 4 0.25", 0.75)]
    [InlineData("let f a x = iterateWhile 50 (fun y -> y > 1) (fun y -> y * a) x", "f 0.5 100", 0.78125)]
    [InlineData("let f xs ys x = interp xs ys x", "f'x [| 0; 1; 3 |] [| 0; 10; 0 |] 2", -5)]
    [InlineData("let f (v: float[]) = Array.sum (Array.scatterAdd 3 [| 0; 2; 0 |] v)", "f [| 0.1; 0.2; 0.3 |]", 0.6)]
    [InlineData("let f (t: float[]) = Array.sumBy (fun i -> t.[(i * 2) % 3]) [| 0; 1; 2 |]", "f [| 1; 2; 4 |]", 7)]
    [InlineData("let f (xs: float[]) = Array.sort xs |> Array.mapi (fun i x -> float i * x) |> Array.sum", "f [| 3; 1; 2 |]", 8)]
    [InlineData("let f x = Array.sumBy (fun i -> x ** float i) [| 0 .. 200 |]", "f 0.5", 2)]
    [InlineData("let f x = Array.sumBy (fun i -> x) [| 1 .. 1000 |]", "f 0.001 - 1", 2.0816681711721685e-17)]
    public void Loops_of_every_kind_are_written_out(string source, string expression, double expected)
    {
        Gate gate = GateModule.Parse(source + "\n").Expression(new Source("", expression)).ToGate()!;
        Certified value = gate.Certify([]);
        Assert.True(value.IsDecided);
        Assert.Equal(expected, value.Value, 1e-15 * Math.Abs(expected));
    }

    [Fact]
    public void Arrays_are_certified_element_by_element()
    {
        Gate gate = GateModule.Parse("let f (xs: float[]) = Array.sum xs, Array.map (fun x -> x * x) xs")["f"];
        Assert.Equal([0.1 + 0.2, 0.1 * 0.1, 0.2 * 0.2], gate.CertifyValues([new double[] { 0.1, 0.2 }]).Select(number => number.Value));
    }

    [Fact]
    public void What_depends_on_numbers_that_have_to_be_computed_first_is_refused()
    {
        Gate gate = GateModule.Parse("let f a = root (fun x -> x * x - a) 0 a")["f"];
        Assert.Throws<NotSupportedException>(() => gate.CertifyValues([2.0]));
    }
}
