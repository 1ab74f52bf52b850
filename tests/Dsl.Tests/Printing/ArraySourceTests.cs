using System.Text.Json;

namespace GateDsl.Dsl.Tests.Printing;

/// <summary>What is printed of gates over arrays, and of their derivatives, is read back and has the same values.</summary>
public class ArraySourceTests
{
    static readonly JsonElement[] Rows = [.. File.ReadLines(Repository.PathOf("tests", "conformance", "arrays.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    public static TheoryData<string> Names => [.. Rows.Select(row => row.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void A_gate_is_read_back_with_its_derivatives(string name)
    {
        JsonElement row = Rows.First(row => row.GetProperty("name").GetString() == name);
        Gate gate = GateModule.Parse(row.GetProperty("source").GetString()!)[row.GetProperty("entry").GetString()!];
        AssertReadBack(gate, [.. row.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("args"))]);
    }

    [Theory]
    [InlineData("let f a xs = Array.map (fun x -> a * sin x) xs", "[2, [1, 2, 3]]")]
    [InlineData("let f (table: float[]) (i: int) = table.[i] + table.[i / 2] * float (i % 2)", "[[1, 2, 3], 1]")]
    [InlineData("let f (xs: float[]) = Array.sort xs, Array.sortDescending xs", "[[3, 1, 2]]")]
    [InlineData("let f xs = Array.pairwise xs |> Array.map (fun (a, b) -> a * b)", "[[1, 2, 4, 8]]")]
    [InlineData("let f xs = Array.windowed 3 xs |> Array.map Array.average", "[[1, 2, 4, 8, 16]]")]
    [InlineData("let f xs = Array.append (Array.rev xs) (Array.skip 1 xs)", "[[1, 2, 4]]")]
    [InlineData("let f xs = xs.[1..2], Array.take 2 xs, Array.sub xs 1 2, xs.[2..]", "[[1, 2, 4, 8]]")]
    [InlineData("let f (m: float[][]) v = Array.map (fun row -> Array.dot row v) m", "[[[1, 2], [3, 4], [5, 6]], [7, 8]]")]
    [InlineData("let f (m: float[][]) = Array.sum (Array.concat m), Array.transpose m, m.[1]", "[[[1, 2], [3, 4], [5, 6]]]")]
    [InlineData("let f (xs: float[]) = xs.Length, [| for i in 0 .. xs.Length - 1 -> float (i * 2) * xs.[i] |]", "[[1, 2, 4]]")]
    [InlineData("let f (xs: float[]) = Array.scatterAdd 3 [| 0; 2; 0 |] xs", "[[1, 2, 4]]")]
    [InlineData("let f xs = Array.maxBy sin xs, Array.min xs, Array.exists (fun x -> x > 2) xs, Array.forall (fun x -> x > 2) xs", "[[1, 2, 4]]")]
    [InlineData("let f xs (ks: int[]) = Array.sumBy (fun k -> xs.[k] * float k) ks", "[[1, 2, 4], [2, 0, 2, 1]]")]
    [InlineData("let f ps = Array.sumBy (fun (x, y) -> x * y) ps", "[[[1, 2], [3, 4]]]")]
    [InlineData("let f xs = Array.scanBack (fun x s -> x * s) xs 1, Array.scan (fun (a, b) x -> b, a + b * x) (0, 1) xs |> Array.map fst", "[[1, 2, 4]]")]
    [InlineData("let f n x = fst (iterate n (fun (a, b) -> b, a + b * x) (x, 1))", "[5, 2]")]
    [InlineData("let f n x = iterateWhile n (fun y -> y > 1) (fun y -> y / 3) x", "[20, 100]")]
    [InlineData("let f e m = root (fun a -> a - e * sin a - m) (m - 1) (m + 1)", "[0.2, 1]")]
    [InlineData("let f xs ys x = interp xs ys x", "[[0, 1, 3], [0, 10, 0], 2]")]
    [InlineData("let f xs on = if on then Array.map (fun x -> x * x) xs else xs", "[[1, 2, 4], true]")]
    [InlineData("let f xs = Array.fold (fun s x -> Array.map2 (+) s (Array.map (fun y -> x * y) s)) xs xs", "[[1, 2]]")]
    [InlineData("let f a = Array.sumBy (fun x -> Array.sumBy (fun y -> sin (a * x * y)) [| 1; 2; 3 |]) [| 0.5; 1.5 |]", "[2]")]
    public void Other_gates_are_read_back_too(string source, string arguments) =>
        AssertReadBack(GateModule.Parse(source)["f"], [JsonDocument.Parse(arguments).RootElement]);

    static void AssertReadBack(Gate gate, JsonElement[] points)
    {
        List<Gate> gates = [gate];
        foreach (GateParameter input in gate.Inputs.Where(input => Bottom(input.Type) == GateType.Float))
        {
            if (HasBool(gate.ResultType)) continue;
            gates.Add(gate.Derivative(input.Name));
            if (gate.Inputs.Count == 1) gates.Add(gate.Derivative(input.Name).Derivative(input.Name));
        }
        foreach (Gate one in gates)
        {
            string text = one.ToSource();
            Assert.True(GateModule.TryParse(new Source("printed", text), null, out GateModule? module, out var diagnostics), $"{text}\n{string.Join('\n', diagnostics)}");
            Gate again = module.Gates[^1];
            Assert.True(one.Type == again.Type, $"{one.Type}, read back as {again.Type}\n{text}");
            foreach (JsonElement point in points)
            {
                GateValue[] arguments = [.. point.EnumerateArray().Select((argument, i) => Value(argument, gate.Parameters[i].Type))];
                AssertNear(one.Evaluate(arguments, CancellationToken.None), again.Evaluate(arguments, CancellationToken.None), text);
            }
        }
    }

    static bool HasBool(GateType type) => type switch
    {
        GateType.Tuple tuple => tuple.Items.Any(HasBool),
        GateType.Array array => HasBool(array.Element),
        _ => type != GateType.Float,
    };

    static GateType Bottom(GateType type) => type is GateType.Array array ? Bottom(array.Element) : type;

    static GateValue Value(JsonElement json, GateType type) => type switch
    {
        GateType.Array array => new GateValue.Array([.. json.EnumerateArray().Select(item => Value(item, array.Element))]),
        GateType.Tuple tuple => new GateValue.Tuple([.. json.EnumerateArray().Select((item, i) => Value(item, tuple.Items[i]))]),
        _ when type == GateType.Bool => new GateValue.Truth(json.GetBoolean()),
        _ => new GateValue.Number(json.GetDouble()),
    };

    static void AssertNear(GateValue expected, GateValue actual, string text)
    {
        double[] a = [.. Numbers(expected)], b = [.. Numbers(actual)];
        Assert.True(a.Length == b.Length, $"{expected}\n{actual}\n{text}");
        for (int i = 0; i < a.Length; i++) Assert.True(a[i].Equals(b[i]) || Math.Abs(a[i] - b[i]) <= 1e-11 * (1 + Math.Abs(a[i])), $"{expected}\n{actual}\n{text}");
    }

    static IEnumerable<double> Numbers(GateValue value) => value switch
    {
        GateValue.Number number => [number.Value],
        GateValue.Truth truth => [truth.Value ? 1 : 0],
        GateValue.Tuple tuple => tuple.Items.SelectMany(Numbers),
        GateValue.Array array => array.Items.SelectMany(Numbers),
        _ => throw new InvalidOperationException(),
    };
}
