using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Primitives;

/// <summary>The table of primitives, entry by entry: partial derivatives against differences, values against references.</summary>
public sealed class PartialTests
{
    public static TheoryData<string> Entries => [.. PrimitiveTable.All.Where(entry => entry.Partials is not null).Select(entry => entry.Op.ToString())];

    [Theory, MemberData(nameof(Entries))]
    public void Partials_agree_with_differences(string op)
    {
        Primitive entry = PrimitiveTable.Of(Enum.Parse<Op>(op));
        var random = new Random(7);
        int compared = 0;
        for (int trial = 0; trial < 60; trial++)
        {
            var graph = new Graph(new Budget(new Limits()));
            int[] inputs = [.. Enumerable.Range(0, entry.Arity).Select(i => graph.NewInput($"x{i}", Kind.Float))];
            int node = graph.Add(new(entry.Op, inputs[0], inputs.Length > 1 ? inputs[1] : -1, inputs.Length > 2 ? inputs[2] : -1, entry.TakesBits ? 1 + trial % 3 : 0));
            int[] partials = [.. PartialsOf.Node(graph, node).Select(partial => partial.Resolve(graph).Id)];
            Circuit circuit = graph.Finish([node, .. partials], inputs);
            double[] at = [.. inputs.Select((_, i) => Inside(entry, i, random))];
            var values = new double[1 + partials.Length];
            Interpreter.Run(circuit, at, values);
            for (int i = 0; i < inputs.Length; i++)
            {
                double h = 1e-5, up = Value(circuit, at, i, h), down = Value(circuit, at, i, -h), slope = (up - down) / (2 * h);
                double coarse = (Value(circuit, at, i, 2 * h) - Value(circuit, at, i, -2 * h)) / (4 * h);
                if (!double.IsFinite(slope) || Math.Abs(slope - coarse) > 1e-6 * (1 + Math.Abs(slope))) continue;
                compared++;
                Assert.True(Math.Abs(slope - values[1 + i]) <= 1e-5 * (1 + Math.Abs(slope)), $"{op} in argument {i} at [{string.Join(", ", at)}]: {values[1 + i]:R}, differences say {slope:R}");
            }
        }
        Assert.True(compared > 20, $"{op} was compared {compared} times");
    }

    [Fact]
    public void References_are_met() => Assert.All(PrimitiveTable.All, entry =>
    {
        foreach (var (at, value) in entry.Reference)
        {
            double got = ScalarCode.Of(entry.Op, reproducible: false)(0, at[0], at.Length > 1 ? at[1] : 0, at.Length > 2 ? at[2] : 0);
            Assert.True(Math.Abs(got - value) <= 4e-16 * Math.Abs(value), $"{entry.Name} [{string.Join(", ", at)}]: {got:R}, not {value:R}");
        }
    });

    static double Inside(Primitive entry, int argument, Random random)
    {
        Interval domain = argument < entry.Domain.Length ? entry.Domain[argument] : Interval.All;
        double low = Math.Max(domain.Low, -2.5), high = Math.Min(domain.High, low + 4);
        return low + (high - low) * (0.05 + 0.9 * random.NextDouble());
    }

    static double Value(Circuit circuit, double[] at, int argument, double step)
    {
        double[] moved = [.. at];
        moved[argument] += step;
        var values = new double[circuit.Outputs.Length];
        Interpreter.Run(circuit, moved, values);
        return values[0];
    }
}
