using GateDsl.Numerics;

namespace GateDsl.Ir;

/// <summary>
/// The functions over lanes at a width of one, which is how <see cref="GateOptions.Reproducible"/> computes numbers. Each is named here, for where code is compiled ahead of
/// time there is only what is named; a test compares the table with the primitives.
/// </summary>
static class OneLane
{
    static readonly Operation?[] table = Table();

    /// <summary>The function of an op; null for what lanes do by themselves.</summary>
    public static Operation? Of(Op op) => table[(int)op];

    static Operation?[] Table()
    {
        var all = new Operation?[256];
        void One(Op op, Func<Scalar64, Scalar64> of) => all[(int)op] = (_, x, _, _) => of(x);
        void Two(Op op, Func<Scalar64, Scalar64, Scalar64> of) => all[(int)op] = (_, x, y, _) => of(x, y);
        One(Op.Complement, OneMinus.Of); One(Op.Cbrt, Cbrt.Of); One(Op.Sign, Sign.Of); One(Op.Sin, Sin.Of); One(Op.Cos, Cos.Of);
        One(Op.Tan, Tan.Of); One(Op.Asin, Asin.Of); One(Op.Acos, Acos.Of); One(Op.Atan, Atan.Of);
        One(Op.Sinh, Sinh.Of); One(Op.Cosh, Cosh.Of); One(Op.Tanh, Tanh.Of); One(Op.Sech2, Sech2.Of);
        One(Op.LogCosh, LogCosh.Of); One(Op.Asinh, Asinh.Of); One(Op.Acosh, Acosh.Of); One(Op.Atanh, Atanh.Of);
        One(Op.Exp, Exp.Of); One(Op.Exp2, Exp2.Of); One(Op.Expm1, Expm1.Of); One(Op.Log, Log.Of);
        One(Op.Log2, Log2.Of); One(Op.Log10, Log10.Of); One(Op.Log1p, Log1p.Of); One(Op.Sigmoid, Sigmoid.Of);
        One(Op.Softplus, Softplus.Of); One(Op.Erf, Erf.Of); One(Op.Erfc, Erfc.Of); One(Op.Erfcx, Erfcx.Of);
        One(Op.NormCdf, NormCdf.Of); One(Op.NormPdf, NormPdf.Of); One(Op.LogNormCdf, LogNormCdf.Of); One(Op.Lgamma, Lgamma.Of);
        One(Op.Digamma, Digamma.Of);
        Two(Op.Modulo, Mod.Of); Two(Op.Power, Pow.Of); Two(Op.Hypot, Hypot.Of); Two(Op.Atan2, Atan2.Of);
        Two(Op.LogSumExp, LogSumExp.Of); Two(Op.XLogY, XLogY.Of); Two(Op.XLog1pY, XLog1pY.Of);
        all[(int)Op.PowerInt] = (bits, x, _, _) => PowInt.Of<Scalar64>(x, (int)bits);
        all[(int)Op.Polygamma] = (bits, x, _, _) => Polygamma.Of<Scalar64>((int)bits, x);
        return all;
    }
}
