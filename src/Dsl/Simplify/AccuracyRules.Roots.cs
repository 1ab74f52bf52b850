using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

static partial class AccuracyRules
{
    public static readonly Rule[] Powers =
    [
        new(Power(x, k))
        {
            Differs = "in the last place: a whole power is a few multiplications",
            Make = (match, build) => IsWhole(match.Number(k)) && Math.Abs(match.Number(k)) <= 64
                ? match.Number(k) == 1 ? build.Now(match[x]) : build.Make(Op.PowerInt, build.Now(match[x]), bits: (long)match.Number(k)) : null,
        },
        new(Power(x, 0.5), Sqrt(x)) { Differs = "at -0 and -infinity" },
        new(Power(x, a) / Power(y, a), Power(x / y, a)) { Differs = "where a power overflows or underflows" },
    ];

    public static readonly Rule[] Circular =
    [
        new(Pattern.Of(Op.Acos, 1 - x), 2 * Pattern.Of(Op.Asin, Sqrt(0.5 * x))) { Differs = "near 0" },
    ];

    public static readonly Rule[] Roots =
    [
        new(Sqrt(x)) { Differs = "where a square overflows or underflows", Make = Lengths.Make },
        new(Sqrt(x) - Sqrt(y)) { Differs = "near equal arguments", Make = (match, build) => SumPairs.Conjugate(build, build.Now(match[x]), build.Now(match[y]), isValue: false) },
        new(Sqrt(1 - x.Pow(2)), Sqrt((1 - x) * (1 + x))) { Differs = "near 1 and -1" },
    ];
}
