using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

/// <summary>
/// Rules whose two sides have the same bits for every argument, NaN, infinities, -0 and subnormals included (of a NaN, not its payload). They may be applied to what a
/// user wrote. So never <c>x + 0</c>, which at -0 is +0, nor <c>x * 0</c>, which at infinity is NaN. A test tries both sides of each.
/// </summary>
static class ExactRules
{
    public static readonly Rule[] All =
    [
        new(x * 1, x),
        new(x / 1, x),
        new(x * -1, -x),
        new(x / -1, -x),
        new(x - k, x) { If = match => BitConverter.DoubleToInt64Bits(match.Number(k)) == 0 },   // -0 - -0 is +0
        new(-(-x), x),
        new(x + -y, x - y),
        new(x - -y, x + y),
        new(-x * -y, x * y),
        new(-x / -y, x / y),
        new(Abs(-x), Abs(x)),
        new(Abs(Abs(x)), Abs(x)),
        new(Cos(-x), Cos(x)),
        new(Cosh(-x), Cosh(x)),
        new(Not(Not(a)), a),
        new(Pattern.Of(Op.GreaterEqual, k, x), Pattern.Of(Op.LessEqual, x, k)),
        new(Pattern.Of(Op.LessEqual, k, x), Pattern.Of(Op.GreaterEqual, x, k)),
        new(Greater(k, x), Less(x, k)),
        new(Less(k, x), Greater(x, k)),
        new(And(a, a), a),
        new(Or(a, a), a),
        new(Select(a, x, x), x),
        new(Select(Not(a), x, y), Select(a, y, x)),
        new(Select(a, Select(a, x, y), b), Select(a, x, b)),
        new(Select(a, x, Select(a, y, b)), Select(a, x, b)),
    ];

    /// <summary>Rules of truth values with a constant: what a condition that is known amounts to.</summary>
    public static readonly Rule[] Constants =
    [
        Known(Pattern.Of(Op.Select, a, x, y), a, (truth, match) => truth ? match[x] : match[y]),
        Known(And(a, b), b, (truth, match) => truth ? match[a] : match[b]),
        Known(Or(a, b), b, (truth, match) => truth ? match[b] : match[a]),
    ];

    static Rule Known(Pattern left, Pattern condition, Func<bool, Match, int> outcome) => new(left)
    {
        Make = (match, build) => match.Graph[match[condition]] is { Op: Op.Truth, Bits: var truth } ? build.Now(outcome(truth != 0, match)) : null,
    };
}
