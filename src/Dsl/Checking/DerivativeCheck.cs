using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Checking;

/// <summary>
/// Compares the partial derivatives of a circuit with numeric ones at sampled points. A difference counts only where the numeric estimate is
/// good: it comes from one smooth piece of the function, its own error estimate is small, and rounding does not explain the difference.
/// </summary>
sealed class DerivativeCheck
{
    // What one check may cost, in operations of the circuit.
    const double Work = 3e8;
    const int MostPoints = 48, FewestPoints = 6, EvaluationsPerPartial = 90;

    // How much more an operation in a loop costs.
    const double LoopsCost = 8;

    // An estimate with a larger relative error is no witness.
    const double Trusted = 1e-3;

    // Numbers below have lost digits.
    const double Underflow = 1e-290;

    readonly Circuit value, gradient;
    readonly ImmutableArray<int> floats;
    readonly Random random;
    readonly Probe probe, exact;

    DerivativeCheck(Circuit value, Circuit gradient, ImmutableArray<int> floats, Random random)
    {
        (this.value, this.gradient, this.floats, this.random) = (value, gradient, floats, random);
        (probe, exact) = (new(value), new(gradient));
    }

    /// <summary>Checks a gate.</summary>
    public static CheckResult Of(Gate gate, int seed)
    {
        ImmutableArray<GateDomain?> declared = [.. gate.Leaves.Select(leaf => Types.Domains.Of(gate.Doc, leaf.Name))];
        return Of(gate.Circuit(Outputs.Value), gate.Circuit(Outputs.ValueAndGradient), [.. gate.Leaves.Select(leaf => leaf.Type)], declared, seed);
    }

    /// <summary>Checks a circuit.</summary>
    /// <param name="value">Its values.</param>
    /// <param name="gradient">Its values, then for each the partials in the float inputs.</param>
    /// <param name="types">The types of the inputs.</param>
    /// <param name="declared">Where inputs are declared to lie.</param>
    /// <param name="seed">Chooses the points.</param>
    public static CheckResult Of(Circuit value, Circuit gradient, ImmutableArray<GateType> types, ImmutableArray<GateDomain?> declared, int seed)
    {
        ImmutableArray<int> floats = [.. Enumerable.Range(0, types.Length).Where(i => types[i] == GateType.Float)];
        var random = new Random(seed);
        double cost = (double)value.Nodes.Length * Math.Max(1, floats.Length) * EvaluationsPerPartial * (gradient.HasArrays ? LoopsCost : 1);
        int points = (int)Math.Clamp(Work / cost, FewestPoints, MostPoints);
        IReadOnlyList<Sample> samples = new Sampler(value, types, Ranges.Of(value, declared), random).Find(points);
        return new DerivativeCheck(value, gradient, floats, random).Run(samples);
    }

    CheckResult Run(IReadOnlyList<Sample> samples)
    {
        int results = value.Outputs.Length;
        var partials = ImmutableArray.CreateBuilder<PartialCheck>();
        for (int output = 0; output < results; output++)
        {
            if (value.Kinds[value.Outputs[output]] == Kind.Bool) continue;
            foreach (int input in floats) partials.Add(new(output, input, 0, 0, null, 0));
        }
        var kinks = new Kinks(value, gradient, floats);
        foreach (Sample sample in samples)
        {
            double[] noise = Rounding.Of(value, sample.At, random);
            exact.MoveTo(sample.At);
            for (int p = 0; p < partials.Count; p++)
            {
                PartialCheck partial = partials[p];
                double derivative = exact.Output(results + partial.Output * floats.Length + floats.IndexOf(partial.Input));
                Estimate numeric = Estimated(sample, partial, noise[partial.Output]);
                if (derivative == 0 && !double.IsFinite(numeric.Error) && IsLevel(sample, partial)) numeric = new(0, 0);
                partials[p] = With(partial, sample, derivative, numeric);
            }
            kinks.LookFrom(sample, samples);
        }
        return new(samples.Count, partials.ToImmutable(), kinks.Found);
    }

    Estimate Estimated(Sample sample, PartialCheck partial, double noise)
    {
        double x = sample.At[partial.Input];
        double step = Step(x);
        double[] point = [.. sample.At];
        double Along(double distance)
        {
            point[partial.Input] = x + distance;
            return probe.MoveTo(point) && Probe.Same(probe.Piece(), sample.Piece) ? probe.Output(partial.Output) : double.NaN;
        }

        // A function that oscillates faster than the step may agree with itself by chance, but hardly twice.
        Estimate first = Numeric.Central(Along, step, noise), second = Numeric.Central(Along, step * 0.02, noise);
        double apart = Math.Abs(first.Value - second.Value);
        return apart <= 8 * (first.Error + second.Error) + 1e-10 * Math.Abs(first.Value) ? first.Error <= second.Error ? first : second : Estimate.None;
    }

    // Whether the value is the same a little to either side, as between fine steps.
    bool IsLevel(Sample sample, PartialCheck partial)
    {
        double[] point = [.. sample.At];
        probe.MoveTo(point);
        double here = probe.Output(partial.Output), x = point[partial.Input], least = Math.ScaleB(Step(x), -44);
        for (int places = -8; places <= 8; places++)
        {
            point[partial.Input] = x + places * least;
            if (!probe.MoveTo(point) || !Probe.Same(probe.Piece(), sample.Piece) || probe.Output(partial.Output) != here) return false;
        }
        return true;
    }

    /// <summary>A power of two, so that x and the distances add exactly in the cases that matter.</summary>
    public static double Step(double x) => Math.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(x), 0.25)) - 1);

    PartialCheck With(PartialCheck partial, Sample sample, double derivative, Estimate numeric)
    {
        probe.MoveTo(sample.At);
        bool good = numeric.Value != 0 && numeric.Error <= Trusted * Math.Abs(numeric.Value);
        double scale = probe.Largest() / Math.Max(1, Math.Abs(sample.At[partial.Input]));
        bool small = numeric.Error <= 1e-9 * scale;                    // nearly 0 beside what it is made of, and known well enough to say so
        if (!(good || small)) return partial;

        double size = Math.Max(Math.Abs(derivative), Math.Abs(numeric.Value));
        if (!good) size = Math.Max(size, scale);
        double difference = Math.Abs(derivative - numeric.Value);
        double error = difference == 0 ? 0 : difference / size;
        bool wrong = !(difference <= 8 * numeric.Error + 1e-10 * size + Underflow) && !IsRounding(partial, sample, difference);
        bool worse = partial.Worst is null || (wrong && partial.Disagreements == 0) || (wrong == partial.Disagreements > 0 && !(error <= partial.LargestError));
        return partial with
        {
            Compared = partial.Compared + 1,
            Disagreements = partial.Disagreements + (wrong ? 1 : 0),
            LargestError = worse ? error : partial.LargestError,
            Worst = worse ? new([.. sample.At], derivative, numeric) : partial.Worst,
        };
    }

    // The exact derivative is computed with roundings too.
    bool IsRounding(PartialCheck partial, Sample sample, double difference)
    {
        double[] noise = Rounding.Of(gradient, sample.At, random);
        return difference <= 8 * noise[value.Outputs.Length + partial.Output * floats.Length + floats.IndexOf(partial.Input)];
    }
}
