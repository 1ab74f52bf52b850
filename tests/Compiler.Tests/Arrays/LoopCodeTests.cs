using System.Text.Json;
using GateDsl.Compiler.Lower;
using GateDsl.Dsl.Tests.Arrays;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>Compiled loops have the bits of interpreted ones.</summary>
public sealed class LoopCodeTests
{
    int calls, gaveUp;          // what no trip needs, of empty arrays mostly, may be a fault for code that computes it early

    [Theory]
    [InlineData("arrays.jsonl", 35)]
    [InlineData("arrays-more.jsonl", 50)]
    public void Gates_with_known_values_have_the_same_bits(string file, int compiled)
    {
        int found = 0;
        foreach (string line in File.ReadLines(Repository.PathOf("tests", "conformance", file)))
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            GateModule module = GateModule.Parse(row.GetProperty("source").GetString()!);
            Gate gate = module[row.GetProperty("entry").GetString()!];
            JsonElement[] points = [.. row.GetProperty("points").EnumerateArray()];
            bool all = true;
            foreach (Gate each in (Gate[])[gate, .. Derivatives(gate), .. Derivatives(gate).Take(1).SelectMany(Derivatives)])
            {
                Circuit circuit = each.Circuit(Outputs.Value);
                if (Loops.ArrayProgram.Of(circuit, Target.Machine) is not { } program)
                {
                    all &= !circuit.HasArrays;
                    continue;
                }
                foreach (JsonElement point in points)
                {
                    GateValue[] arguments = [.. point.GetProperty("args").EnumerateArray().Zip(gate.ParameterTypes).Select(pair => Value(pair.First, pair.Second))];
                    SameBits(circuit, program, GateValues.Inputs(each, arguments), $"{each.Name} of {row.GetProperty("source").GetString()} at {point.GetProperty("args")}");
                }
            }
            if (all) found++;
        }
        Assert.True(found >= compiled, $"only {found} are compiled as a whole");
        Assert.True(gaveUp <= calls / 20, $"compiled code gives up {gaveUp} of {calls} times");
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    public void Random_programs_have_the_same_bits(int seed, int programs)
    {
        if (Repository.Long) programs *= 20;
        var random = new Random(seed);
        for (int n = 0; n < programs; n++)
        {
            string source = $"let f (xs: float[]) (c: float) =\n{ArrayProgram.Of(random).Text}";
            Gate gate = GateModule.Parse(source)["f"], gradient = gate.Derivative("xs");
            foreach (Gate each in (Gate[])[gate, gradient, gate.Derivative("c"), gradient.Derivative("xs")])
            {
                Circuit circuit = each.Circuit(Outputs.Value);
                if (Loops.ArrayProgram.Of(circuit, Target.Machine) is not { } program) continue;
                foreach (int length in (int[])[0, 1, 2, 5, 17, 40])
                {
                    double[] xs = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() * 2 - 1)];
                    SameBits(circuit, program, GateValues.Inputs(each, [xs, random.NextDouble()]), $"{each.Name}, {length} elements, of\n{source}");
                }
            }
        }
        Assert.True(gaveUp <= calls / 20, $"compiled code gives up {gaveUp} of {calls} times");
    }

    void SameBits(Circuit circuit, Loops.ArrayProgram program, Cell[] inputs, string where)
    {
        Cell[]? expected = null;
        try { expected = Machine.Run(circuit, inputs); }
        catch (GateRunException) { }
        Cell[]? found = program.TryRun(inputs, default);
        if (expected is null)
        {
            Assert.True(found is null, $"compiled code sees no fault: {where}");
            return;
        }
        calls++;
        if (found is null)
        {
            gaveUp++;
            return;
        }
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.True(Bits(expected[k]).SequenceEqual(Bits(found[k])),
                $"output {k} is [{string.Join(", ", Numbers(found[k]))}], interpreted [{string.Join(", ", Numbers(expected[k]))}]: {where}");
        }
    }

    static IEnumerable<long> Bits(Cell cell) => Numbers(cell).Select(number => double.IsNaN(number) ? -1 : BitConverter.DoubleToInt64Bits(number))
        .Concat(cell.Object is ArrayData array ? array.Lengths.Select(length => (long)length) : []);

    static double[] Numbers(Cell cell) => cell.Object is ArrayData array ? array.Flat().ToArray() : [cell.Number];

    static Gate[] Derivatives(Gate gate) => [.. gate.Leaves.Where(leaf => leaf.IsFloat).Select(leaf =>
    {
        try { return gate.Derivative(leaf.Name); }
        catch (ArgumentException) { return null; }
    }).OfType<Gate>()];

    static GateValue Value(JsonElement json, GateType type) => type switch
    {
        GateType.Array array => new GateValue.Array([.. json.EnumerateArray().Select(item => Value(item, array.Element))]),
        GateType.Tuple tuple => new GateValue.Tuple([.. json.EnumerateArray().Zip(tuple.Items).Select(pair => Value(pair.First, pair.Second))]),
        _ => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : json.GetDouble(),
    };
}
