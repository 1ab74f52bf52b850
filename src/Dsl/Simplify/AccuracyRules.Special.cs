using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

static partial class AccuracyRules
{
    public static readonly Rule[] Special =
    [
        new(x * y) { Differs = "far out, where the tail underflows", Make = ScaledTails.Product },
        new(x / y) { Differs = "far out, where the tail underflows", Make = ScaledTails.Product },
        new(NormPdf(x) / NormCdf(y), SqrtTwoOverPi / Erfcx(-SqrtHalf * y)) { Differs = "below -38, where both underflow", If = match => AreSameOrOpposite(match) },
        new(NormCdf(y) / NormPdf(x), Erfcx(-SqrtHalf * y) / SqrtTwoOverPi) { Differs = "below -38, where both underflow", If = match => AreSameOrOpposite(match) },
    ];

    static bool AreSameOrOpposite(Match match) => match[x] == match[y] || AreOpposite(match.Graph, match[x], match[y]);
}
