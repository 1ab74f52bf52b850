using System.Numerics;

namespace GateDsl.Balls;

/// <summary>Circular and hyperbolic functions of balls and their inverses.</summary>
static class Circular
{
    /// <summary>Angles of more bits than this are not reduced: their sine is between -1 and 1.</summary>
    const int LargestAngle = 1 << 16;

    static readonly Ball unit = Ball.Around0(Mag.One);

    public static Ball Sin(Ball x, Precision p) => x.IsZero ? x : SinCos(x, p).Sin;

    public static Ball Cos(Ball x, Precision p) => SinCos(x, p).Cos;

    public static Ball Tan(Ball x, Precision p)
    {
        if (x.IsZero) return x;
        var (sin, cos) = SinCos(x, p.More(8));
        return Arithmetic.Divide(sin, cos, p.Bits);
    }

    static (Ball Sin, Ball Cos) SinCos(Ball x, Precision p)
    {
        x = x.AsFinite;
        if (x.IsInfinite || x.IsNaN) return (Ball.NaN, Ball.NaN);
        if (x.IsUnknown) return (x, x);
        if (!x.IsFinite || x.Radius.Top > 2) return (unit, unit);
        if (x.IsZero) return (x, Ball.One);
        long top = x.Top;
        if (top < -p.Bits / 2 - 8)
        {
            // sin x within x^3 of x, cos x within x^2 of 1
            Mag square = x.Most * x.Most;
            return (x.Widened(square * x.Most), Ball.One.Widened(square));
        }
        if (top > LargestAngle) return (unit, unit);
        var (sin, cos) = OfMiddle(x, top, p);
        return (sin.Widened(x.Radius), cos.Widened(x.Radius));
    }

    static (Ball Sin, Ball Cos) OfMiddle(Ball x, long top, Precision p)
    {
        // x = n pi / 2 + r
        int places = p.Bits + 12 + (int)Math.Max(-top, 0), more = (int)Math.Max(top, 0) + 4;
        BigInteger scaled = Fixed.Of(x, places + more), right = Constants.Pi(places + more, p.Deadline) >> 1;
        BigInteger n = top < 0 ? BigInteger.Zero : Fixed.Floor(2 * scaled + right, 2 * right);
        var (sin, cos) = Elementary.SinCos((scaled - n * right) >> more, places, p.Deadline);
        int quadrant = (int)(n & 3);
        if ((quadrant & 1) != 0) (sin, cos) = (cos, -sin);
        if ((quadrant & 2) != 0) (sin, cos) = (-sin, -cos);
        return (Fixed.Ball(sin, places, 12, p.Bits), Fixed.Ball(cos, places, 12, p.Bits));
    }

    public static Ball Atan(Ball x, Precision p)
    {
        if (x.IsZero || x.IsNaN || x.IsUnknown || x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return x;
        Ball right = Constants.Pi(p.More(8)).Scale(-1);
        if (x.IsInfinite) return x.Sign < 0 ? -right : right;
        if (!x.IsFinite) return Arithmetic.Subtract(x.Sign < 0 ? -right : right, Arithmetic.Divide(Ball.One, x, p.Bits), p.Bits);
        if (x.Digits.IsZero) return x;
        long top = x.Exponent + Mag.BitsOf(x.Digits);
        Ball result;
        if (top < -p.Bits / 2 - 8) result = x.Middle.Widened(x.Most * x.Most * x.Most);
        else if (top <= 1)
        {
            int places = p.Bits + 8 + (int)Math.Max(-top, 0);
            result = Fixed.Ball(Elementary.Atan(Fixed.Of(x, places), places, p.Deadline), places, 12, p.Bits);
        }
        else
        {
            // pi/2 - atan (1/x)
            Ball rest = Atan(Arithmetic.Divide(Ball.One, x.Middle, p.Bits + 8), p.More(4));
            result = Arithmetic.Subtract(x.Digits.Sign < 0 ? -right : right, rest, p.Bits);
        }
        if (x.Radius.IsZero) return result;

        // the slope is 1 / (1 + x^2)
        Mag least = x.Least, slope = Mag.One < least ? Mag.One / least / least : Mag.One;
        return result.Widened(x.Radius * slope);
    }

    public static Ball Asin(Ball x, Precision p)
    {
        if (x.IsZero || x.IsNaN || x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return x;
        Ball inside = Inside(x, p);
        if (inside.IsZero) return Atan(Ball.Infinity(x.Sign!.Value), p);
        return Atan(Arithmetic.Divide(x, Arithmetic.Sqrt(inside, p.Bits + 8), p.Bits + 8), p);
    }

    public static Ball Acos(Ball x, Precision p)
    {
        if (Inside(x, p) is var inside && !(inside.Sign > 0)) return inside.IsZero ? x.Sign > 0 ? Ball.Zero : Constants.Pi(p) : inside.Sign < 0 || inside.IsNaN ? Ball.NaN : Ball.Unknown;
        int bits = p.Bits + 8;
        Ball quotient = Arithmetic.Divide(Arithmetic.Subtract(Ball.One, x, bits), Arithmetic.Add(Ball.One, x, bits), bits);
        return Atan(Arithmetic.Sqrt(quotient, bits), p).Scale(1);
    }

    // (1 - x) (1 + x); exact where x is 1 or -1
    static Ball Inside(Ball x, Precision p)
    {
        if (x.IsInfinite) return Ball.OfInteger(-1);
        int bits = p.Bits + 8 + (x.IsFinite ? Mag.BitsOf(x.Digits) : 0);
        return Arithmetic.Multiply(Arithmetic.Subtract(Ball.One, x, bits), Arithmetic.Add(Ball.One, x, bits), bits);
    }

    public static Ball Atan2(Ball y, Ball x, Precision p)
    {
        if (y.IsNaN || x.IsNaN) return Ball.NaN;
        if (y.IsUnknown || x.IsUnknown) return Ball.Unknown;
        Ball pi = Constants.Pi(p.More(8));
        if (y.IsZero || (y.IsInfinite && x.IsInfinite) || (x.IsInfinite && y.Sign is not null)) return OnAxis(y, x, pi, p);
        int bits = p.Bits + 8;
        bool isFlat = x.Sign > 0 && (!x.IsFinite || !y.IsFinite || x.Top >= y.Top || y.Sign is null);
        if (isFlat) return y.IsInfinite ? Turned(Ball.Zero, y, pi, p) : Atan(Arithmetic.Divide(y, x, bits), p);
        return y.Sign is null or 0 ? Ball.Unknown : y.IsInfinite || x.IsZero ? Turned(Ball.Zero, y, pi, p) : Turned(Atan(Arithmetic.Divide(x, y, bits), p.More(8)), y, pi, p);
    }

    // pi/2 with the sign of y, less an angle
    static Ball Turned(Ball angle, Ball y, Ball pi, Precision p) => Arithmetic.Subtract(y.Sign < 0 ? -pi.Scale(-1) : pi.Scale(-1), angle, p.Bits);

    // IEEE's answers: 0 and pi with the sign of y, pi/4 and 3 pi/4 for two infinities
    static Ball OnAxis(Ball y, Ball x, Ball pi, Precision p)
    {
        bool below = y.Sign < 0 || y.Kind == BallKind.NegativeZero;
        if (x.Sign is null) return Ball.Unknown;
        bool left = x.Sign < 0 || x.Kind == BallKind.NegativeZero;
        if (!y.IsInfinite) return left ? Arithmetic.Add(below ? -pi : pi, Ball.Zero, p.Bits) : Ball.SignedZero(below);
        Ball angle = left ? Arithmetic.Multiply(pi, Ball.OfInteger(3), p.Bits).Scale(-2) : pi.Scale(-2);
        return below ? -angle : angle;
    }

    public static Ball Sinh(Ball x, Precision p)
    {
        if (x.IsZero || x.IsInfinite) return x;
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return Ball.Sliver(x.Sign!.Value, x.Exponent + 1);
        int bits = p.Bits + 8;
        if (!x.IsFinite || x.Top > 1)
        {
            // from the side on which the exponential is large
            bool isNegative = Exponentials.IsNegative(x);
            Ball power = Exponentials.Exp(isNegative ? -x : x, p.More(8)), half = Arithmetic.Subtract(power, Arithmetic.Divide(Ball.One, power, bits), p.Bits).Scale(-1);
            return isNegative ? -half : half;
        }
        Ball u = Exponentials.Expm1(x, p.More(8));
        return Arithmetic.Add(u, Arithmetic.Divide(u, Arithmetic.Add(Ball.One, u, bits), bits), p.Bits).Scale(-1);
    }

    public static Ball Cosh(Ball x, Precision p)
    {
        Ball power = Exponentials.Exp(Exponentials.IsNegative(x) ? -x : x, p.More(8));
        return Arithmetic.Add(power, Arithmetic.Divide(Ball.One, power, p.Bits + 8), p.Bits).Scale(-1);
    }

    public static Ball Tanh(Ball x, Precision p)
    {
        if (x.IsZero || x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return x;
        bool isNegative = Exponentials.IsNegative(x);
        Ball u = Exponentials.Expm1((isNegative ? x : -x).Scale(1), p.More(8));         // in (-1, 0]
        Ball tanh = Arithmetic.Divide(u, Arithmetic.Add(Ball.OfInteger(2), u, p.Bits + 8), p.Bits);
        return isNegative ? tanh : -tanh;
    }

    public static Ball Sech2(Ball x, Precision p)
    {
        if (x.IsInfinite) return Ball.Zero;
        Ball power = Exponentials.Exp((Exponentials.IsNegative(x) ? x : -x).Scale(1), p.More(8)), sum = Arithmetic.Add(Ball.One, power, p.Bits + 8);
        return Arithmetic.Divide(power.Scale(2), Arithmetic.Multiply(sum, sum, p.Bits + 8), p.Bits);
    }

    public static Ball LogCosh(Ball x, Precision p)
    {
        if (x.IsZero) return Ball.Zero;
        if (x.IsInfinite) return Ball.Infinity(1);
        if (x.IsFinite && x.Top <= 0)
        {
            // log1p (sinh^2 x) / 2 keeps its digits near 0
            Ball sinh = Sinh(x, p.More(8));
            return Exponentials.Log1p(Powers.Square(sinh, p.Bits + 8), p).Scale(-1);
        }
        Ball size = Fixed.Abs(x), tail = Exponentials.Log1p(Exponentials.Exp(-size.Scale(1), p.More(8)), p.More(8));
        return Arithmetic.Add(size, Arithmetic.Subtract(tail, Constants.Ln2(p.More(8)), p.Bits + 8), p.Bits);
    }

    public static Ball Asinh(Ball x, Precision p)
    {
        if (x.IsZero || x.IsInfinite || x.IsNaN || x.IsUnknown) return x;
        if (x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return x;
        if (Exponentials.IsNegative(x)) return -Asinh(-x, p);
        if (!x.IsFinite) return Exponentials.Log(x, p);
        int bits = p.Bits + 8;
        Ball square = Powers.Square(x, bits), root = Arithmetic.Sqrt(Arithmetic.Add(Ball.One, square, bits), bits);
        return Exponentials.Log1p(Arithmetic.Add(x, Arithmetic.Divide(square, Arithmetic.Add(Ball.One, root, bits), bits), bits), p);
    }

    public static Ball Acosh(Ball x, Precision p)
    {
        if (x.Kind == BallKind.PositiveInfinity) return x;
        if (x.Kind == BallKind.Beyond) return Exponentials.Log(x, p);
        int bits = p.Bits + 8;
        Ball above = Arithmetic.Subtract(x, Ball.One, bits + (x.IsFinite ? Mag.BitsOf(x.Digits) : 0));
        if (above.IsZero) return Ball.Zero;
        if (above.Sign < 0) return Ball.NaN;
        Ball root = Arithmetic.Sqrt(Arithmetic.Multiply(above, Arithmetic.Add(above, Ball.OfInteger(2), bits), bits), bits);
        return Exponentials.Log1p(Arithmetic.Add(above, root, bits), p);
    }

    public static Ball Atanh(Ball x, Precision p)
    {
        if (x.IsZero || x.Kind is BallKind.Sliver or BallKind.NegativeSliver) return x;
        if (Exponentials.IsNegative(x)) return -Atanh(-x, p);
        if (x.IsInfinite) return Ball.NaN;
        int bits = p.Bits + 8;
        Ball below = Arithmetic.Subtract(Ball.One, x, bits + (x.IsFinite ? Mag.BitsOf(x.Digits) : 0));
        if (below.Sign < 0) return Ball.NaN;
        return Exponentials.Log1p(Arithmetic.Divide(x.Scale(1), below, bits), p).Scale(-1);
    }
}
