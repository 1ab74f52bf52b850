using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

static partial class AccuracyRules
{
    public static readonly Rule[] Special =
    [
        new(Exp(x.Pow(2)) * Erfc(x), Erfcx(x)) { Differs = "above 26, where erfc underflows" },
        new(Erfc(x) / Exp(-x.Pow(2)), Erfcx(x)) { Differs = "above 26, where both underflow" },
        new(NormPdf(x) / NormCdf(y), SqrtTwoOverPi / Erfcx(-SqrtHalf * y)) { Differs = "below -38, where both underflow", If = match => AreSameOrOpposite(match) },
        new(NormCdf(y) / NormPdf(x), Erfcx(-SqrtHalf * y) / SqrtTwoOverPi) { Differs = "below -38, where both underflow", If = match => AreSameOrOpposite(match) },
    ];

    static bool AreSameOrOpposite(Match match) => match[x] == match[y] || AreOpposite(match.Graph, match[x], match[y]);
}
