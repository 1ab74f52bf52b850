using System.Collections.Immutable;

namespace GateDsl.Checking;

/// <summary>What became of comparing one partial derivative with numeric ones.</summary>
/// <param name="Output">Which item of the result, from 0.</param>
/// <param name="Input">Which input of the circuit.</param>
/// <param name="Compared">At how many points a numeric estimate was good enough to compare with.</param>
/// <param name="LargestError">The largest relative difference at those points; NaN or infinite where the exact one is.</param>
/// <param name="Worst">The point of the largest difference, or of the first disagreement; null if nothing was compared.</param>
/// <param name="Disagreements">At how many points the two differ by more than both their errors.</param>
sealed record PartialCheck(int Output, int Input, int Compared, double LargestError, Comparison? Worst, int Disagreements)
{
    public bool Agrees => Compared > 0 && Disagreements == 0;
}

/// <summary>Both derivatives at one point.</summary>
sealed record Comparison(ImmutableArray<double> At, double Exact, Estimate Numeric);

/// <summary>A place where a derivative jumps, or the value does.</summary>
/// <param name="Name">The operation that makes it: <c>if</c>, <c>abs</c>, <c>max</c>, …</param>
/// <param name="At">Where it was met.</param>
/// <param name="IsJump">Whether the value itself jumps.</param>
sealed record Kink(string Name, ImmutableArray<double> At, bool IsJump);

/// <summary>The check of a gate.</summary>
/// <param name="Points">How many points were sampled; 0 if none was found where the gate is defined.</param>
/// <param name="Partials">One entry for each float of the result and each float input.</param>
/// <param name="Kinks">One for each kind of kink that was met.</param>
sealed record CheckResult(int Points, ImmutableArray<PartialCheck> Partials, ImmutableArray<Kink> Kinks)
{
    public bool Agrees => Partials.All(partial => partial.Agrees);
}
