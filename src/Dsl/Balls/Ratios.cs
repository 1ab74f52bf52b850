using System.Numerics;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Balls;

/// <summary>
/// Circuits in rational numbers, as far as their values are rational: null where one is not, or is not known to be. No ball decides whether x / 3 * 3 is x; this does, and so the ties of
/// comparisons and the halves of roundings that are exact without being short.
/// </summary>
sealed class Ratios(Deadline deadline) : INumbers<Ratio?>
{
    public Ratio? Number(double value) => Ratio.Of(Ball.Of(value));

    public Ratio? Truth(bool value) => Of(value);

    public Ratio? Real(RealNumber value) => Reals.RatioOf(value.Text);

    public Ratio? Select(Ratio? condition, Ratio? whenTrue, Ratio? whenFalse) => condition is { } c ? c.Sign != 0 ? whenTrue : whenFalse : null;

    public Ratio? Apply(Op op, long bits, Ratio? a, Ratio? b, Ratio? c)
    {
        deadline.Check();
        if (op is Op.And or Op.Or) return Of(op, a, b);
        if (a is not { } x) return null;
        int arity = PrimitiveTable.Of(op).Arity;
        if ((arity > 1 && b is null) || (arity > 2 && c is null)) return null;
        switch (op)
        {
            case Op.Not: return Of(x.Sign == 0);
            case Op.Xor: return Of(x.Sign != b!.Value.Sign);
            case Op.Same: return Of(x.Sign == b!.Value.Sign);
            case Op.Negate: return Ratio.Negative(x);
            case Op.Abs: return x.Sign < 0 ? Ratio.Negative(x) : x;
            case Op.Sign: return new(x.Sign, 1);
            case Op.Relu: return x.Sign < 0 ? Ratio.Zero : x;
            case Op.Sqrt: return Ratio.Sqrt(x);
            case Op.PowerInt: return Ratio.Power(x, bits);
            case Op.Floor or Op.Ceil or Op.Round or Op.Truncate: return Whole(op, x);
        }
        return b is { } y ? Apply(op, x, y, c) : OfBalls(op, bits, x, null);
    }

    static Ratio? Apply(Op op, Ratio x, Ratio y, Ratio? c)
    {
        int order = op is Op.Max or Op.Min || PrimitiveTable.Of(op).Scalar is Compare ? Ratio.Compare(x, y) : 0;
        return op switch
        {
            Op.Less => Of(order < 0),
            Op.LessEqual => Of(order <= 0),
            Op.Greater => Of(order > 0),
            Op.GreaterEqual => Of(order >= 0),
            Op.Equal => Of(order == 0),
            Op.NotEqual => Of(order != 0),
            Op.Add => Ratio.Sum(x, y),
            Op.Subtract => Ratio.Difference(x, y),
            Op.Multiply => Ratio.Product(x, y),
            Op.Divide => Ratio.Quotient(x, y),
            Op.Max => order >= 0 ? x : y,
            Op.Min => order <= 0 ? x : y,
            Op.Fma => Ratio.Product(x, y) is { } product ? Ratio.Sum(product, c!.Value) : null,
            Op.Clamp => Least(Ratio.Compare(x, y) < 0 ? y : x, c!.Value),
            Op.Modulo when y.Sign != 0 => Ratio.Quotient(x, y) is { } quotient && Whole(Op.Truncate, quotient) is { } whole && Ratio.Product(y, whole) is { } taken && Ratio.Difference(x, taken) is { } rest && (rest.Sign != 0 || x.Sign > 0) ? rest : null,
            Op.Hypot => Ratio.Power(x, 2) is { } square && Ratio.Power(y, 2) is { } other && Ratio.Sum(square, other) is { } sum ? Ratio.Sqrt(sum) : null,
            Op.Power when y.IsWhole && Mag.BitsOf(y.Above) <= 31 => Ratio.Power(x, (long)y.Above),
            Op.Power when y == new Ratio(1, 2) => Ratio.Sqrt(x),
            _ => OfBalls(op, 0, x, y),
        };
    }

    static Ratio? Least(Ratio x, Ratio y) => Ratio.Compare(x, y) <= 0 ? x : y;

    // Other functions are rational where balls say so: exp 0, log2 8.
    static Ratio? OfBalls(Op op, long bits, Ratio x, Ratio? y)
    {
        Ball at = x.ToBall(128), and = y?.ToBall(128) ?? default;
        return at.IsExact && and.IsExact ? Ratio.Of(BallTable.Of(op)(bits, at, and, default, Precision.Of(128))) : null;
    }

    static Ratio? Of(Op op, Ratio? a, Ratio? b)
    {
        bool deciding = op == Op.Or;
        if ((a is { } x && x.Sign != 0 == deciding) || (b is { } y && y.Sign != 0 == deciding)) return Of(deciding);
        return a is null || b is null ? null : Of(!deciding);
    }

    static Ratio? Whole(Op op, Ratio x)
    {
        BigInteger below = Fixed.Floor(x.Above, x.Below);
        int half = op == Op.Round ? (2 * (x.Above - below * x.Below)).CompareTo(x.Below) : 0;
        bool up = op switch
        {
            Op.Ceil => !x.IsWhole,
            Op.Truncate => !x.IsWhole && x.Sign < 0,
            Op.Round => half > 0 || (half == 0 && !below.IsEven),
            _ => false,
        };
        BigInteger whole = up ? below + 1 : below;
        return whole.IsZero && x.Sign < 0 ? null : new(whole, 1);
    }

    static Ratio? Of(bool truth) => truth ? Ratio.One : Ratio.Zero;
}
