using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

/// <summary>
/// Differences of functions that go to a limit, both weighted alike: where both have nearly reached it, by what each is short of it. A normal distribution written as
/// <c>0.5 * (1 + erf (x / sqrt 2))</c> is such a function, <c>0.5 * erfc (-x / sqrt 2)</c>.
/// </summary>
static class SaturatingDifferences
{
    /// <summary>A function and how the difference at u and v is computed where both are above 0, and below; null where it is right as it is.</summary>
    sealed record Entry(Func<Pattern, Pattern> Function, Func<Wire, Wire, Wire>? Above, Func<Wire, Wire, Wire>? Below);

    static readonly Entry[] entries =
    [
        new(NormCdf, (u, v) => (-v).Apply(Op.NormCdf) - (-u).Apply(Op.NormCdf), null),
        new(Sigmoid, (u, v) => (-v).Apply(Op.Sigmoid) - (-u).Apply(Op.Sigmoid), null),
        new(Erf, (u, v) => v.Apply(Op.Erfc) - u.Apply(Op.Erfc), (u, v) => (-u).Apply(Op.Erfc) - (-v).Apply(Op.Erfc)),
        new(Erfc, null, (u, v) => (-v).Apply(Op.Erfc) - (-u).Apply(Op.Erfc)),
        new(Tanh, (u, v) => 2 * ((-2 * v).Apply(Op.Sigmoid) - (-2 * u).Apply(Op.Sigmoid)), (u, v) => 2 * ((2 * u).Apply(Op.Sigmoid) - (2 * v).Apply(Op.Sigmoid))),
    ];

    /// <summary>What both are weighted by, as a pattern and as code for a difference; a hyperbolic tangent's complement brings a factor of its own.</summary>
    static readonly (Func<Pattern, Pattern> Pattern, Func<Func<Pattern, Wire>, Wire, Wire> Code)[] weights =
    [
        (f => f, (_, difference) => difference),
        (f => a * f, (of, difference) => of(a) * difference),
        (f => f / a, (of, difference) => difference / of(a)),
        (f => a * (b * f), (of, difference) => of(a) * (of(b) * difference)),
        (f => b * f / a, (of, difference) => of(b) * difference / of(a)),
    ];

    public static readonly Rule[] Rules = [.. entries.SelectMany(entry => weights.Select(weight => new Rule(weight.Pattern(entry.Function(x)) - weight.Pattern(entry.Function(y)))
    {
        Differs = "where both have nearly reached a limit", Make = (match, build) => Make(entry, weight.Code, match, build),
    }))];

    static int? Make(Entry entry, Func<Func<Pattern, Wire>, Wire, Wire> weighted, Match match, Builder build)
    {
        Wire u = Of(x), v = Of(y), made = build.Graph.Wire(build.Same(match.Root));
        if (entry.Below is { } below) made = (u.With(Op.Less, 0) & v.With(Op.Less, 0)).Choose(weighted(Of, below(u, v)), made);
        if (entry.Above is { } above) made = (u.With(Op.Greater, 0) & v.With(Op.Greater, 0)).Choose(weighted(Of, above(u, v)), made);
        return made.Id;

        Wire Of(Pattern variable) => build.Graph.Wire(build.Now(match[variable]));
    }
}
