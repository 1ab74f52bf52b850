using System.Collections.Immutable;
using GateDsl.Balls;
using GateDsl.Enclosures;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Checking;

/// <summary>How many digits a number loses at a point.</summary>
/// <param name="At">The inputs.</param>
/// <param name="Lost">Decimal digits beyond those that rounding once costs, from 0 to 16.</param>
/// <param name="Computed">What runs.</param>
/// <param name="Exact">The nearest double.</param>
/// <param name="Cause">The operation that loses them, on the numbers it gets there.</param>
sealed record Loss(ImmutableArray<double> At, double Lost, double Computed, double Exact, string Cause);

/// <summary>The digits that one number of a gate, its value or a partial derivative, loses over the points.</summary>
/// <param name="Output">Which output of the gate's circuit with gradient.</param>
/// <param name="Points">At how many points the true value is known and not 0.</param>
/// <param name="Median">Of the digits lost.</param>
/// <param name="Worst">Where most are lost; null if no point is known.</param>
/// <param name="PlainMedian">The same for the formula as written, differentiated plainly.</param>
/// <param name="PlainWorst">The most digits that this loses.</param>
sealed record NumberAccuracy(int Output, int Points, double Median, Loss? Worst, double PlainMedian, double PlainWorst)
{
    /// <summary>Half of a double's digits.</summary>
    public const double Half = 8;

    /// <summary>Whether it loses more than half its digits somewhere.</summary>
    public bool IsPoor => Worst is { Lost: > Half };
}

/// <summary>
/// Compares what runs with certified numbers, at ordinary points of the declared domains and where trouble is: how many digits are lost, where most of them, and by which operation.
/// </summary>
static class AccuracyCheck
{
    const int Ordinary = 64, Trouble = 192, MostDigits = 16;

    // What one check may cost, in operations of the circuit as written.
    const double Work = 2e6;

    static readonly CertifyLimits limits = CertifyLimits.Default with { Bits = 1024, Time = TimeSpan.FromSeconds(0.05) };

    /// <summary>Checks the values and partial derivatives of a gate.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="seed">Chooses the ordinary points.</param>
    /// <exception cref="InvalidOperationException">It calls functions of the application.</exception>
    public static ImmutableArray<NumberAccuracy> Of(Gate gate, int seed)
    {
        gate.RefuseArrays("the check of digits", inside: true);
        Circuit runs = gate.Circuit(Outputs.ValueAndGradient), written = gate.ExactCircuit(Outputs.ValueAndGradient);
        if (Gate.HostCalls(written) is [_, ..] names) throw new InvalidOperationException($"'{gate.Name}' cannot be certified: it calls {string.Join(", ", names)}, of which only doubles are known");
        double[][] points = Points(gate, written, seed);
        double?[][] exact = new ExactValues(written, limits).At(points);
        double[][] computed = Run(runs, points), plainly = Run(InDoubles(written), points);
        var numbers = ImmutableArray.CreateBuilder<NumberAccuracy>();
        int items = gate.Circuit(Outputs.Value).Outputs.Length, partials = Math.Max((runs.Outputs.Length - items) / items, 1);
        for (int i = 0; i < runs.Outputs.Length; i++)
        {
            int item = i < items ? i : (i - items) / partials;
            if (runs.Kinds[runs.Outputs[item]] == Kind.Bool) continue;      // truth values and their slopes, which are 0
            numbers.Add(Of(runs, i, points, exact[i], computed[i], plainly[i]));
        }
        return numbers.ToImmutable();
    }

    static NumberAccuracy Of(Circuit runs, int output, double[][] points, double?[] exact, double[] computed, double[] plainly)
    {
        List<double> lost = [], plain = [];
        int worst = -1;
        for (int k = 0; k < points.Length; k++)
        {
            if (exact[k] is not { } truth || !double.IsFinite(truth) || (truth == 0 && double.IsFinite(computed[k]))) continue;        // 0 has no digits to lose
            lost.Add(Lost(computed[k], truth));
            plain.Add(Lost(plainly[k], truth));
            if (worst < 0 || lost[^1] > Lost(computed[worst], exact[worst]!.Value)) worst = k;
        }
        if (worst < 0) return new(output, 0, 0, null, 0, 0);
        string cause = lost.Max() < 1 ? "" : Causes.Of(runs, output, points[worst], exact[worst]!.Value);
        return new(output, lost.Count, Median(lost), new([.. points[worst]], lost.Max(), computed[worst], exact[worst]!.Value, cause), Median(plain), plain.Max());
    }

    /// <summary>Digits lost: 0 for a number within a unit in the last place, 16 for one that has none right. Below the normal numbers digits are counted as of the smallest of those.</summary>
    static double Lost(double computed, double exact)
    {
        const double Unit = 2.2204460492503131e-16, SmallestNormal = 2.2250738585072014e-308;
        double error = Math.Abs(computed - exact) / Math.Max(Math.Abs(exact), SmallestNormal);
        return error <= Unit ? 0 : error < 1 ? Math.Log10(error / (Unit / 2)) : MostDigits;
    }

    static double Median(List<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }

    static double[][] Points(Gate gate, Circuit written, int seed)
    {
        ImmutableArray<GateType> types = [.. gate.Leaves.Select(leaf => leaf.Type)];
        ImmutableArray<GateDomain?> declared = [.. gate.Leaves.Select(leaf => Types.Domains.Of(gate.Doc, leaf.Name))];
        Circuit value = gate.Circuit(Outputs.Value);
        Primitives.Interval[] ranges = Ranges.Of(value, declared);
        double share = Math.Min(1, Work / (written.Nodes.Length * (double)(Ordinary + Trouble)));
        double[][] ordinary = [.. new Sampler(value, types, ranges, new Random(seed)).Find(Math.Max(8, (int)(share * Ordinary))).Select(sample => sample.At)];
        return [.. ordinary, .. TroublePoints.Of(InDoubles(gate.ExactCircuit(Outputs.Value)), types, ranges, ordinary, Math.Max(16, (int)(share * Trouble)))];
    }

    /// <summary>A circuit as written with the nearest doubles in the place of real numbers: plain floating point.</summary>
    public static Circuit InDoubles(Circuit circuit) => circuit with
    {
        Nodes = [.. circuit.Nodes.Select(node => node.Op == Op.Real ? Node.OfNumber(circuit.Reals[(int)node.Bits].Nearest) : node)],
    };

    /// <summary>The outputs, each at every point.</summary>
    public static double[][] Run(Circuit circuit, double[][] points)
    {
        double[][] results = [.. circuit.Outputs.Select(_ => new double[points.Length])];
        var outputs = new double[circuit.Outputs.Length];
        for (int k = 0; k < points.Length; k++)
        {
            Interpreter.Run(circuit, points[k], outputs);
            for (int i = 0; i < outputs.Length; i++) results[i][k] = outputs[i];
        }
        return results;
    }
}
