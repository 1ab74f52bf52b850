using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Patterns around functions that lose digits or overflow as written, with what mathematics means by them. They may change what a user wrote (unless AsWritten),
/// and only where nothing else reads the intermediates. The order matters: the first that fits is taken. docs/numerics.md lists them.
/// </summary>
static partial class AccuracyRules
{
    const double Ln2 = 0.69314718055994530942, SqrtHalf = 0.70710678118654752440, SqrtTwoOverPi = 0.79788456080286535588;

    public static IEnumerable<Rule> All => [.. First, .. Last];

    /// <summary>Those that find a form with a function of its own.</summary>
    public static IEnumerable<Rule> First => [.. Powers, .. Logarithms, .. Exponentials, .. Circular, .. Roots, .. Special];

    /// <summary>Those for what has no such form: tried when the others find nothing more.</summary>
    public static IEnumerable<Rule> Last => [.. Products];

    static bool IsNumber(Match match, Pattern variable) => match.Graph[match[variable]].Op == Op.Number;

    /// <summary>Whether one node is the other with all signs turned.</summary>
    static bool AreOpposite(Graph graph, int p, int q) =>
        Terms.Of(graph, p) is { Count: > 0 } a && Terms.Of(graph, q) is { } b && a.Count == b.Count && a.TrueForAll(term => b.Contains(new(-term.Factor, term.Core)));
}
