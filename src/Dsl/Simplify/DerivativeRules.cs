using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

/// <summary>Rules for derivative code: as accurate as the left side, or better.</summary>
static class DerivativeRules
{
    public static readonly Rule[] All =
    [
        new(0 * x, 0) { Differs = "at infinities and NaN: a factor 0 of a derivative is an exact 0" },
        new(0 / x, 0) { Differs = "at 0 and NaN" },
        new(x + 0, x) { Differs = "at -0" },
        new(0 - x, -x) { Differs = "at 0" },
        new(x.Pow(1), x) { Differs = "nowhere" },
        new(x.Pow(0), 1) { Differs = "at NaN" },
        new(Power(x, k))
        {
            Differs = "in the last place",
            Make = (match, build) => IsWhole(match.Number(k)) && Math.Abs(match.Number(k)) <= 64 ? build.Make(Op.PowerInt, match[x], bits: (long)match.Number(k)) : null,
        },

        // a branch that is not taken contributes an exact 0: the factor is computed where the branch is
        new(y * Select(a, x, 0), Select(a, y * x, 0)) { Differs = "where y is infinite and the branch is 0" },
        new(y * Select(a, 0, x), Select(a, 0, y * x)) { Differs = "where y is infinite and the branch is 0" },
        new(Select(a, x, 0) / y, Select(a, x / y, 0)) { Differs = "where y is 0 and the branch is 0" },
        new(Select(a, 0, x) / y, Select(a, 0, x / y)) { Differs = "where y is 0 and the branch is 0" },
        new(-Select(a, x, 0), Select(a, -x, 0)) { Differs = "in the sign of 0" },
        new(Select(a, x, 0) + Select(Not(a), y, 0), Select(a, x, y)) { Differs = "in the sign of 0" },

        // the share of one of two exponentials, where both may overflow
        new(Exp(x) / (b + a * Exp(x)), 1 / (b * Exp(-x) + a)) { Differs = "where exp overflows" },
        new(Exp(x) / (b + Exp(x)), 1 / (b * Exp(-x) + 1)) { Differs = "where exp overflows" },

        new(NormPdf(x) / NormCdf(x), 0.79788456080286535588 / Erfcx(-0.70710678118654752440 * x)) { Differs = "below -38, where both underflow" },
        new(Cos(x).Pow(2) + Sin(x).Pow(2), 1) { Differs = "in the last place" },
        new(Exp(x) / (1 + Exp(x)).Pow(2), Sigmoid(x) * Sigmoid(-x)) { Differs = "where exp overflows" },
    ];
}
