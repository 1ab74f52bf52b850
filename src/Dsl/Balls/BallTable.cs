using GateDsl.Ir;

namespace GateDsl.Balls;

/// <summary>What an operation means on balls: the result contains every result on numbers of the arguments.</summary>
/// <param name="bits">The node's own constant: see <see cref="Op"/>.</param>
delegate Ball OnBalls(long bits, Ball x, Ball y, Ball z, Precision p);

/// <summary>The meaning on balls of every operation that has arguments, Select and Host apart.</summary>
static class BallTable
{
    static readonly OnBalls?[] table = ByOp();

    public static OnBalls Of(Op op) => table[(int)op] ?? throw new ArgumentException($"{op} has no meaning on balls", nameof(op));

    public static bool Has(Op op) => table[(int)op] is not null;

    static OnBalls?[] ByOp()
    {
        var byOp = new OnBalls?[256];
        void Add(Op op, OnBalls meaning) => byOp[(int)op] = meaning;
        void Add1(Op op, Func<Ball, Precision, Ball> meaning) => Add(op, (_, x, _, _, p) => meaning(x, p));
        void Add2(Op op, Func<Ball, Ball, Precision, Ball> meaning) => Add(op, (_, x, y, _, p) => meaning(x, y, p));
        void Compare(Op op, Func<int, bool> holds) => Add(op, (_, x, y, _, _) => x.IsNaN || y.IsNaN ? Ball.OfTruth(op == Op.NotEqual)
            : Arithmetic.Compare(x, y) is { } order ? Ball.OfTruth(holds(order)) : Ball.Unknown);

        Add1(Op.Not, (a, _) => a.IsUnknown ? a : Ball.OfTruth(a.IsZero));
        Add2(Op.And, (a, b, _) => a.IsZero || b.IsZero ? Ball.Zero : a.IsUnknown ? a : b);
        Add2(Op.Or, (a, b, _) => IsTrue(a) || IsTrue(b) ? Ball.One : a.IsUnknown ? a : b);
        Add2(Op.Xor, (a, b, _) => a.IsUnknown || b.IsUnknown ? Ball.Unknown : Ball.OfTruth(a.IsZero != b.IsZero));
        Add2(Op.Same, (a, b, _) => a.IsUnknown || b.IsUnknown ? Ball.Unknown : Ball.OfTruth(a.IsZero == b.IsZero));
        Compare(Op.Less, order => order < 0);
        Compare(Op.LessEqual, order => order <= 0);
        Compare(Op.Greater, order => order > 0);
        Compare(Op.GreaterEqual, order => order >= 0);
        Compare(Op.Equal, order => order == 0);
        Compare(Op.NotEqual, order => order != 0);

        Add1(Op.Negate, (x, _) => -x);
        Add1(Op.Complement, (x, p) => Arithmetic.Subtract(Ball.One, x, p.Bits));
        Add2(Op.Add, (x, y, p) => Arithmetic.Add(x, y, p.Bits));
        Add2(Op.Subtract, (x, y, p) => Arithmetic.Subtract(x, y, p.Bits));
        Add2(Op.Multiply, (x, y, p) => Arithmetic.Multiply(x, y, p.Bits));
        Add2(Op.Divide, (x, y, p) => Arithmetic.Divide(x, y, p.Bits));
        Add2(Op.Modulo, (x, y, p) => Steps.Modulo(x, y, p.Bits));
        Add(Op.Fma, (_, x, y, z, p) => Arithmetic.Add(Arithmetic.Multiply(x, y, 2 * p.Bits), z, p.Bits));
        Add1(Op.Sqrt, (x, p) => Arithmetic.Sqrt(x, p.Bits));
        Add2(Op.Power, Powers.Pow);
        Add(Op.PowerInt, (n, x, _, _, p) => Powers.PowInt(n, x, p));
        Add1(Op.Cbrt, Powers.Cbrt);
        Add2(Op.Hypot, Powers.Hypot);

        Add1(Op.Abs, (x, _) => Fixed.Abs(x));
        Add1(Op.Sign, (x, _) => Steps.Sign(x));
        Add1(Op.Floor, (x, _) => Steps.Floor(x));
        Add1(Op.Ceil, (x, _) => Steps.Ceiling(x));
        Add1(Op.Round, (x, _) => Steps.Round(x));
        Add1(Op.Truncate, (x, _) => Steps.Truncate(x));
        Add2(Op.Max, (x, y, p) => Steps.Max(x, y, p.Bits));
        Add2(Op.Min, (x, y, p) => Steps.Min(x, y, p.Bits));
        Add(Op.Clamp, (_, x, low, high, p) => Steps.Clamp(x, low, high, p.Bits));
        Add1(Op.Relu, (x, p) => Steps.Relu(x, p.Bits));

        Add1(Op.Exp, Exponentials.Exp);
        Add1(Op.Exp2, Exponentials.Exp2);
        Add1(Op.Expm1, Exponentials.Expm1);
        Add1(Op.Log, Exponentials.Log);
        Add1(Op.Log2, Exponentials.Log2);
        Add1(Op.Log10, Exponentials.Log10);
        Add1(Op.Log1p, Exponentials.Log1p);
        Add1(Op.Sigmoid, Exponentials.Sigmoid);
        Add1(Op.Softplus, Exponentials.Softplus);
        Add2(Op.LogSumExp, Exponentials.LogSumExp);
        Add2(Op.XLogY, Exponentials.XLogY);
        Add2(Op.XLog1pY, Exponentials.XLog1pY);

        Add1(Op.Sin, Circular.Sin);
        Add1(Op.Cos, Circular.Cos);
        Add1(Op.Tan, Circular.Tan);
        Add1(Op.Asin, Circular.Asin);
        Add1(Op.Acos, Circular.Acos);
        Add1(Op.Atan, Circular.Atan);
        Add2(Op.Atan2, Circular.Atan2);
        Add1(Op.Sinh, Circular.Sinh);
        Add1(Op.Cosh, Circular.Cosh);
        Add1(Op.Tanh, Circular.Tanh);
        Add1(Op.Asinh, Circular.Asinh);
        Add1(Op.Acosh, Circular.Acosh);
        Add1(Op.Atanh, Circular.Atanh);
        Add1(Op.Sech2, Circular.Sech2);
        Add1(Op.LogCosh, Circular.LogCosh);

        Add1(Op.Erf, Errors.Erf);
        Add1(Op.Erfc, Errors.Erfc);
        Add1(Op.Erfcx, Errors.Erfcx);
        Add1(Op.NormCdf, Errors.NormCdf);
        Add1(Op.NormPdf, Errors.NormPdf);
        Add1(Op.LogNormCdf, Errors.LogNormCdf);
        Add1(Op.Lgamma, Gammas.Lgamma);
        Add1(Op.Digamma, Gammas.Digamma);
        Add(Op.Polygamma, (n, x, _, _, p) => Gammas.Polygamma(n, x, p));
        return byOp;
    }

    static bool IsTrue(Ball a) => !a.IsZero && !a.IsUnknown;
}

