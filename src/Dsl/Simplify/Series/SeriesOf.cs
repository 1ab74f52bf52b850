using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The power series of the functions of the language, of arguments that are power series.</summary>
static class SeriesOf
{
    /// <summary>The series; null where the function is not analytic at that point, or not known to be.</summary>
    public static PowerSeries? Function(Op op, PowerSeries[] arguments, int terms)
    {
        PowerSeries x = arguments[0], one = PowerSeries.Constant(Wide.One, terms);
        PowerSeries y = arguments.Length > 1 ? arguments[1] : one;
        return op switch
        {
            Op.Exp => x.Exp(),
            Op.Exp2 => (Wide.Ln2 * x).Exp(),
            Op.Expm1 => Minus(x.Exp(), one),
            Op.Log => x.Log(),
            Op.Log2 => Times(Wide.One / Wide.Ln2, x.Log()),
            Op.Log10 => Times(Wide.One / Wide.Ln10, x.Log()),
            Op.Log1p => (one + x).Log(),
            Op.XLogY => Times(x, y.Log()),
            Op.XLog1pY => Times(x, (one + y).Log()),
            Op.Sigmoid => (-1 * x).Exp() is { } e ? one / (one + e) : null,
            Op.Softplus => x.Exp() is { } e ? (one + e).Log() : null,
            Op.LogSumExp => x.Exp() is { } e && y.Exp() is { } f ? (e + f).Log() : null,
            Op.Sin => x.SinCos()?.Sin,
            Op.Cos => x.SinCos()?.Cos,
            Op.Tan => x.SinCos() is var (s, c) ? s / c : null,
            Op.Sinh => x.SinCos(hyperbolic: true)?.Sin,
            Op.Cosh => x.SinCos(hyperbolic: true)?.Cos,
            Op.Tanh => x.SinCos(hyperbolic: true) is var (s, c) ? s / c : null,
            Op.Sech2 => x.SinCos(hyperbolic: true) is var (_, c) ? one / (c * c) : null,
            Op.LogCosh => x.SinCos(hyperbolic: true)?.Cos.Log(),
            Op.Asin => x.OddFunction((one - x * x).Power(-Half)),
            Op.Acos => x.OddFunction((one - x * x).Power(-Half)) is { } asin ? PowerSeries.Constant(Wide.Pi / 2, terms) - asin : null,
            Op.Atan => x.OddFunction(one / (one + x * x)),
            Op.Asinh => x.OddFunction((one + x * x).Power(-Half)),
            Op.Atanh => x.OddFunction(one / (one - x * x)),
            Op.Sqrt => x.Power(Half),
            Op.Cbrt => x.Power(Wide.One / 3),
            Op.Hypot => (x * x + y * y).Power(Half),
            Op.Power when y.IsZero || (y.First == 0 && IsConstant(y)) => x.Power(y.IsZero ? Wide.Zero : y[0]),
            Op.Power => x.Log() is { } log ? (y * log).Exp() : null,
            Op.Erf => Erf(x, one),
            Op.Erfc => Minus(one, Erf(x, one)),
            Op.Erfcx => Times((x * x).Exp(), Minus(one, Erf(x, one))),
            Op.NormPdf => Times(Wide.One / Wide.Sqrt(2 * Wide.Pi), Gauss(x)),
            Op.NormCdf => Erf(Wide.Sqrt(Half) * x, one) is { } erf ? Half * (one + erf) : null,
            _ => null,
        };
    }

    static Wide Half { get; } = Wide.One / 2;

    static bool IsConstant(PowerSeries series)
    {
        for (int i = 1; i < series.Count; i++)
        {
            if (!series[i].IsZero) return false;
        }
        return true;
    }

    static PowerSeries? Gauss(PowerSeries x) => (-Half * (x * x)).Exp();

    static PowerSeries? Erf(PowerSeries x, PowerSeries one) =>
        x.OddFunction(Times(2 * (Wide.One / Wide.Sqrt(Wide.Pi)), (-1 * (x * x)).Exp()));

    static PowerSeries? Minus(PowerSeries? x, PowerSeries? y) => x is null || y is null ? null : x - y;

    static PowerSeries? Times(Wide k, PowerSeries? x) => x is null ? null : k * x;

    static PowerSeries? Times(PowerSeries? x, PowerSeries? y) => x is null || y is null ? null : x * y;
}
