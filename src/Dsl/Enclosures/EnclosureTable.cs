using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>Every operation but leaves and calls of the host as a loop over rows in both kinds of arithmetic.</summary>
/// <typeparam name="T">The lanes.</typeparam>
static class EnclosureTable<T> where T : struct, ILane<T>
{
    static readonly EnclosureSteps?[] table = Table();

    static readonly EnclosureSteps ofTruths = Loops<T>.SelectTruth();

    /// <summary>The entry of an op whose result is of a kind.</summary>
    public static EnclosureSteps Of(Op op, Kind kind) => op == Op.Select && kind == Kind.Bool ? ofTruths : Find(op) ?? throw new NotSupportedException($"{op} has no enclosure");

    /// <summary>The entry of an op; null where there is none.</summary>
    public static EnclosureSteps? Find(Op op) => table[(int)op];

    /// <summary>Two operations that are cheaper together on one number, in pairs of doubles.</summary>
    public static EnclosureTwins[] Twins { get; } =
        [new(Op.NormCdf, Op.NormPdf, Loops<T>.Twins<NormalTwins<T>>()), new(Op.Sin, Op.Cos, Loops<T>.Twins<CircularTwins<T>>())];

    static EnclosureSteps?[] Table()
    {
        var steps = new EnclosureSteps?[256];
        foreach ((Op op, EnclosureSteps step) in ((Op, EnclosureSteps)[])[.. Logic(), .. Arithmetic(), .. Functions()]) steps[(int)op] = step;
        return steps;
    }

    static (Op, EnclosureSteps)[] Logic() =>
    [
        (Op.Select, Loops<T>.Select()),
        (Op.Not, Loops<T>.Logic((a, _) => !a)),
        (Op.And, Loops<T>.Logic((a, b) => a & b)),
        (Op.Or, Loops<T>.Logic((a, b) => a | b)),
        (Op.Xor, Loops<T>.Logic((a, b) => a ^ b)),
        (Op.Same, Loops<T>.Logic((a, b) => !(a ^ b))),
        (Op.Less, Loops<T>.Test<LessTest<T>>()),
        (Op.LessEqual, Loops<T>.Test<LessEqualTest<T>>()),
        (Op.Greater, Loops<T>.Test<GreaterTest<T>>()),
        (Op.GreaterEqual, Loops<T>.Test<GreaterEqualTest<T>>()),
        (Op.Equal, Loops<T>.Test<EqualTest<T>>()),
        (Op.NotEqual, Loops<T>.Test<NotEqualTest<T>>()),
    ];

    static (Op, EnclosureSteps)[] Arithmetic() =>
    [
        (Op.Negate, Loops<T>.Rule1<NegateRule<T>>()),
        (Op.Complement, Loops<T>.Rule1<ComplementRule<T>>()),
        (Op.Add, Loops<T>.Rule2<AddRule<T>>()),
        (Op.Subtract, Loops<T>.Rule2<SubtractRule<T>>()),
        (Op.Multiply, Loops<T>.Rule2<MultiplyRule<T>>()),
        (Op.Divide, Loops<T>.Rule2<DivideRule<T>>()),
        (Op.Modulo, Loops<T>.Rule2<ModuloRule<T>>()),
        (Op.Fma, Loops<T>.Rule3<FmaRule<T>>()),
        (Op.Sqrt, Loops<T>.Rule1<SqrtRule<T>>()),
        (Op.Cbrt, Loops<T>.Rule1<CbrtRule<T>>()),
        (Op.Hypot, Loops<T>.Rule2<HypotRule<T>>()),
        (Op.Power, Loops<T>.Rule2<PowerRule<T>>()),
        (Op.PowerInt, Loops<T>.RuleOf<PowIntRule<T>>()),
        (Op.Abs, Loops<T>.Rule1<AbsRule<T>>()),
        (Op.Sign, Loops<T>.Rule1<SignRule<T>>()),
        (Op.Floor, Loops<T>.Rule1<WholeRule<T, ToFloor>>()),
        (Op.Ceil, Loops<T>.Rule1<WholeRule<T, ToCeiling>>()),
        (Op.Round, Loops<T>.Rule1<WholeRule<T, ToNearest>>()),
        (Op.Truncate, Loops<T>.Rule1<WholeRule<T, ToZero>>()),
        (Op.Max, Loops<T>.Rule2<MaxRule<T>>()),
        (Op.Min, Loops<T>.Rule2<MinRule<T>>()),
        (Op.Clamp, Loops<T>.Rule3<ClampRule<T>>()),
        (Op.Relu, Loops<T>.Rule1<ReluRule<T>>()),
    ];

    static (Op, EnclosureSteps)[] Functions() =>
    [
        (Op.Exp, Loops<T>.Rule1<ExpRule<T>>()),
        (Op.Exp2, Loops<T>.Rule1<Exp2Rule<T>>()),
        (Op.Expm1, Loops<T>.Rule1<Expm1Rule<T>>()),
        (Op.Log, Loops<T>.Rule1<LogRule<T>>()),
        (Op.Log2, Loops<T>.Rule1<Log2Rule<T>>()),
        (Op.Log10, Loops<T>.Rule1<Log10Rule<T>>()),
        (Op.Log1p, Loops<T>.Rule1<Log1pRule<T>>()),
        (Op.Sigmoid, Loops<T>.Rule1<SigmoidRule<T>>()),
        (Op.Softplus, Loops<T>.Rule1<SoftplusRule<T>>()),
        (Op.LogSumExp, Loops<T>.Rule2<LogSumExpRule<T>>()),
        (Op.XLogY, Loops<T>.Rule2<XLogYRule<T>>()),
        (Op.XLog1pY, Loops<T>.Rule2<XLog1pYRule<T>>()),
        (Op.Sin, Loops<T>.Rule1<SinRule<T>>()),
        (Op.Cos, Loops<T>.Rule1<CosRule<T>>()),
        (Op.Tan, Loops<T>.Rule1<TanRule<T>>()),
        (Op.Asin, Loops<T>.Rule1<AsinRule<T>>()),
        (Op.Acos, Loops<T>.Rule1<AcosRule<T>>()),
        (Op.Atan, Loops<T>.Rule1<AtanRule<T>>()),
        (Op.Atan2, Loops<T>.Rule2<Atan2Rule<T>>()),
        (Op.Sinh, Loops<T>.Rule1<SinhRule<T>>()),
        (Op.Cosh, Loops<T>.Rule1<CoshRule<T>>()),
        (Op.Tanh, Loops<T>.Rule1<TanhRule<T>>()),
        (Op.Asinh, Loops<T>.Rule1<AsinhRule<T>>()),
        (Op.Acosh, Loops<T>.Rule1<AcoshRule<T>>()),
        (Op.Atanh, Loops<T>.Rule1<AtanhRule<T>>()),
        (Op.Sech2, Loops<T>.Rule1<Sech2Rule<T>>()),
        (Op.LogCosh, Loops<T>.Rule1<LogCoshRule<T>>()),
        (Op.Erf, Loops<T>.Rule1<ErfRule<T>>()),
        (Op.Erfc, Loops<T>.Rule1<ErfcRule<T>>()),
        (Op.Erfcx, Loops<T>.Rule1<ErfcxRule<T>>()),
        (Op.NormCdf, Loops<T>.Rule1<NormCdfRule<T>>()),
        (Op.NormPdf, Loops<T>.Rule1<NormPdfRule<T>>()),
        (Op.LogNormCdf, Loops<T>.Rule1<LogNormCdfRule<T>>()),
        (Op.Lgamma, Loops<T>.Rule1<LgammaRule<T>>()),
        (Op.Digamma, Loops<T>.Rule1<DigammaRule<T>>()),
        (Op.Polygamma, Loops<T>.RuleOf<PolygammaRule<T>>()),
    ];
}
