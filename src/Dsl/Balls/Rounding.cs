using System.Numerics;

namespace GateDsl.Balls;

/// <summary>From numbers with a big midpoint to doubles.</summary>
static class Rounding
{
    const int Digits = 53, Lowest = -1074;

    /// <summary>The double nearest to an exact number, halves to even: subnormal, 0 or infinite where it has to be.</summary>
    public static double Nearest(Ball x) => Signed(x, Whole.Nearest);

    /// <summary>The largest double at or below every number of a ball.</summary>
    public static double Below(Ball x) => x.Kind switch
    {
        BallKind.Finite => Directed(x.Low, -1),
        BallKind.NegativeZero => -0.0,
        BallKind.PositiveInfinity => double.PositiveInfinity,
        BallKind.NaN => double.NaN,
        BallKind.Beyond => x.Exponent >= 1024 ? double.MaxValue : Math.ScaleB(1, (int)x.Exponent),
        BallKind.Sliver => 0,
        BallKind.NegativeSliver => Directed(Ball.Exactly(-1, x.Exponent), -1),
        _ => double.NegativeInfinity,
    };

    /// <summary>The smallest double at or above every number of a ball.</summary>
    public static double Above(Ball x) => x.Kind == BallKind.NaN ? double.NaN : -Below(-x) + 0.0;

    /// <summary>The nearest doubles of the ends: one and the same where rounding is decided.</summary>
    public static (double Low, double High) Ends(Ball x)
    {
        switch (x.Kind)
        {
            case var _ when x.IsExact:
                double nearest = Nearest(x);
                return (nearest, nearest);
            case BallKind.Finite:
                return (Nearest(x.Low), Nearest(x.High));
            case BallKind.Beyond or BallKind.NegativeBeyond when x.Exponent >= 1024:
                double huge = x.Kind == BallKind.Beyond ? double.PositiveInfinity : double.NegativeInfinity;
                return (huge, huge);
            case BallKind.Sliver or BallKind.NegativeSliver when x.Exponent < Lowest:
                double tiny = x.Kind == BallKind.Sliver ? 0.0 : -0.0;
                return (tiny, tiny);
            default:
                return (Below(x), Above(x));
        }
    }

    enum Whole { Nearest, TowardsZero, AwayFromZero }

    static double Directed(Ball x, int direction) => Signed(x, x.Digits.Sign == direction ? Whole.AwayFromZero : Whole.TowardsZero);

    static double Signed(Ball x, Whole how)
    {
        if (!x.IsFinite) return x.Kind switch { BallKind.NegativeZero => -0.0, BallKind.PositiveInfinity => double.PositiveInfinity, BallKind.NegativeInfinity => double.NegativeInfinity, _ => double.NaN };
        double size = Size(BigInteger.Abs(x.Digits), x.Exponent, how);
        return x.Digits.Sign < 0 ? -size : size;
    }

    static double Size(BigInteger digits, long exponent, Whole how)
    {
        if (digits.IsZero) return 0;
        long top = exponent + Mag.BitsOf(digits);
        if (top > 1024) return how == Whole.TowardsZero ? double.MaxValue : double.PositiveInfinity;
        if (top < Lowest - 1) return how == Whole.AwayFromZero ? double.Epsilon : 0;
        long unit = Math.Max(top - Digits, Lowest), drop = unit - exponent;
        if (drop <= 0) return Math.ScaleB((double)(digits << (int)-drop), (int)unit);
        BigInteger kept = digits >> (int)drop, rest = digits - (kept << (int)drop);
        bool up = how switch
        {
            Whole.Nearest => rest.CompareTo(BigInteger.One << (int)(drop - 1)) is var order && (order > 0 || (order == 0 && !kept.IsEven)),
            Whole.AwayFromZero => !rest.IsZero,
            _ => false,
        };
        double size = Math.ScaleB((double)(up ? kept + 1 : kept), (int)unit);
        return how == Whole.TowardsZero && double.IsInfinity(size) ? double.MaxValue : size;
    }
}
