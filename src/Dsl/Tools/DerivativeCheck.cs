using GateDsl.Checking;
using GateDsl.Tracing;

namespace GateDsl.Tools;

/// <summary>
/// Compares the exact partial derivatives of a gate with numeric ones at sampled points, which know nothing of how the exact ones were made: what <c>gate check</c>
/// does. A difference counts only where the numeric estimate is good.
/// </summary>
/// <param name="Points">How many points were sampled; 0 if none was found where the gate is defined.</param>
/// <param name="Partials">One entry for each float of the result and each float input.</param>
/// <param name="Kinks">One for each kind of kink or jump that was met.</param>
public sealed record DerivativeCheck(int Points, IReadOnlyList<DerivativeCheck.Partial> Partials, IReadOnlyList<DerivativeCheck.Kink> Kinks)
{
    /// <summary>One entry for each float of the result and each float input.</summary>
    public IReadOnlyList<Partial> Partials { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Partials);

    /// <summary>One for each kind of kink or jump that was met.</summary>
    public IReadOnlyList<Kink> Kinks { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Kinks);

    /// <summary>Whether every partial derivative was compared, and agrees.</summary>
    public bool Agrees => Partials.All(partial => partial.Agrees);

    /// <summary>Checks a gate.</summary>
    /// <param name="gate">The gate. Domains that its doc comment declares are where points are sampled.</param>
    /// <param name="seed">Chooses the points.</param>
    /// <exception cref="GateException">A limit is reached.</exception>
    public static DerivativeCheck Of(Gate gate, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (Spread.IsNeeded(gate)) return OfArrays(gate, seed);
        CheckResult result = Checking.DerivativeCheck.Of(gate, seed);
        return Of(gate, result, [.. result.Partials.Select(partial => PartialOf(gate, partial))]);
    }

    static DerivativeCheck Of(Gate gate, CheckResult result, IReadOnlyList<Partial> partials) =>
        new(result.Points, partials, [.. result.Kinks.Select(kink => new Kink(kink.Name, kink.At, kink.IsJump))]) { Inputs = [.. gate.Inputs.Select(input => input.Name)] };

    // Arrays of lengths at which the gate is defined, several elements and 1 and none; the partials in the elements of one array are one. The result is that of several, or the first that does not agree.
    static DerivativeCheck OfArrays(Gate gate, int seed)
    {
        DerivativeCheck? found = null;
        foreach (int[] shape in Spread.Shapes(gate))
        {
            if (Spread.Of(gate, shape) is not { } spread || Spread.Of(gate, shape, keepsLoops: true) is not { } loops) continue;
            GateDomain?[] declared = [.. spread.Leaves.Select(leaf => Types.Domains.Of(gate.Doc, Spread.StemOf(leaf.Name)))];
            CheckResult result = Checking.DerivativeCheck.Of(spread.Circuit(Outputs.Value), loops.Circuit(Outputs.ValueAndGradient), [.. spread.Leaves.Select(leaf => leaf.Type)], [.. declared], seed);
            if (result.Points == 0) continue;
            DerivativeCheck check = Of(spread, result, [.. result.Partials.Select(partial => PartialOf(spread, partial)).GroupBy(partial => Spread.StemOf(partial.Name)).Select(Together)]);
            if (check.Partials.Any(partial => partial.Disagreements > 0)) return check;
            found ??= check;
        }
        return found ?? new(0, [.. gate.Partials.Select(name => new Partial($"{gate.Name}'{name}", 0, 0, null, 0))], []);
    }

    static Partial Together(IGrouping<string, Partial> elements)
    {
        Partial worst = elements.OrderByDescending(one => one.Disagreements).ThenByDescending(one => double.IsNaN(one.LargestError) ? double.PositiveInfinity : one.LargestError).First();
        return new(elements.Key, elements.Min(one => one.Compared), worst.LargestError, worst.Worst, elements.Sum(one => one.Disagreements));
    }

    /// <summary>The names of the numbers of a point: the inputs of the gate, and of arrays the elements, <c>xs.[0]</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init => field = Given.AllNotNull(value); } = [];

    /// <summary>Points at which a gate is defined, as far as they can be found, on both sides of its branches.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="seed">Chooses the points.</param>
    /// <returns>Of each point a number for each input of the gate.</returns>
    public static IReadOnlyList<double[]> PointsOf(Gate gate, int most, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(gate);
        gate.RefuseArrays("a sample of points");
        var circuit = gate.Circuit(Outputs.Value);
        var sampler = new Sampler(circuit, [.. gate.Inputs.Select(input => input.Type)], Ranges.Of(circuit, [.. gate.Inputs.Select(input => input.Domain)]), new Random(seed));
        return [.. sampler.Find(most).Select(sample => sample.At)];
    }

    static Partial PartialOf(Gate gate, PartialCheck partial)
    {
        string name = $"{gate.OutputNames()[partial.Output]}'{gate.Inputs[partial.Input].Name}";
        Difference? worst = partial.Worst is { } at ? new(at.At, at.Exact, at.Numeric.Value, at.Numeric.Error) : null;
        return new(name, partial.Compared, partial.LargestError, worst, partial.Disagreements);
    }

    /// <summary>What became of one partial derivative.</summary>
    /// <param name="Name">Its name: <c>f'x</c>; of an item of a tuple <c>f.1'x</c>.</param>
    /// <param name="Compared">At how many points a numeric estimate was good enough to compare with.</param>
    /// <param name="LargestError">The largest relative difference at those points; NaN or infinite where the exact one is.</param>
    /// <param name="Worst">The point of the largest difference, or of the first disagreement; null if nothing was compared.</param>
    /// <param name="Disagreements">At how many points the two differ by more than both their errors.</param>
    public sealed record Partial(string Name, int Compared, double LargestError, Difference? Worst, int Disagreements)
    {
        /// <summary>Its name: <c>f'x</c>; of an item of a tuple <c>f.1'x</c>.</summary>
        public string Name { get; init => field = Given.NotNull(value); } = Given.NotNull(Name);

        /// <summary>Whether it was compared, and nowhere differed by more than the errors.</summary>
        public bool Agrees => Compared > 0 && Disagreements == 0;
    }

    /// <summary>Both derivatives at one point.</summary>
    /// <param name="At">A number for each of <see cref="Inputs"/>.</param>
    /// <param name="Exact">The exact derivative.</param>
    /// <param name="Numeric">The numeric one.</param>
    /// <param name="NumericError">The error that the numeric one estimates of itself.</param>
    public sealed record Difference(IReadOnlyList<double> At, double Exact, double Numeric, double NumericError)
    {
        /// <summary>A number for each input of the gate.</summary>
        public IReadOnlyList<double> At { get; init => field = Given.NotNull(value); } = Given.NotNull(At);
    }

    /// <summary>A place where a derivative jumps, or the value does.</summary>
    /// <param name="Name">The operation that makes it: <c>if</c>, <c>abs</c>, <c>max</c>, …</param>
    /// <param name="At">Where it was met: a number for each input of the gate.</param>
    /// <param name="IsJump">Whether the value itself jumps.</param>
    public sealed record Kink(string Name, IReadOnlyList<double> At, bool IsJump)
    {
        /// <summary>The operation that makes it: <c>if</c>, <c>abs</c>, <c>max</c>, …</summary>
        public string Name { get; init => field = Given.NotNull(value); } = Given.NotNull(Name);

        /// <summary>Where it was met: a number for each input of the gate.</summary>
        public IReadOnlyList<double> At { get; init => field = Given.NotNull(value); } = Given.NotNull(At);
    }
}
