using System.Text;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>The result for a ball is not much wider than the values in it: what is wider costs digits, and rows that end undecided.</summary>
public sealed class WidthTests
{
    const int Bits = 300;

    static readonly double[] sizes = [1e-200, 1e-20, 1e-5, 0.1, 0.4, 0.9, 1.1, 2.3, 6.5, 25, 300, 7e3, 2.5e4, 1e6, 1e8, 1e12, 1e20, 1e100];

    [Fact]
    public void Every_function_of_a_ball_is_as_wide_as_its_values_are_apart()
    {
        var wide = new StringBuilder();
        foreach (Primitive primitive in PrimitiveTable.All.Where(primitive => primitive.Arity == 1 && primitive.Method.ReturnType == typeof(double) && primitive.Op != Op.Sign))
        {
            foreach (long bits in primitive.Op == Op.Polygamma ? (long[])[1, 2, 5] : primitive.TakesBits ? [-3, -1, 2, 7] : [0])
            {
                foreach (double x in sizes.Concat(sizes.Select(size => -size)))
                {
                    Ball middle = Ball.Of(x);
                    Mag radius = middle.Most.Scale(-150);
                    if (HasPole(primitive.Op, x, radius)) continue;
                    string? difference = Difference(primitive.Op, bits, middle, radius);
                    if (difference is not null) wide.AppendLine($"{primitive.Op} {bits} at {x:R}: {difference}");
                }
            }
        }
        Assert.True(wide.Length == 0, wide.ToString());
    }

    [Fact]
    public void Every_function_of_two_balls_is_as_wide_as_its_values_are_apart()
    {
        var wide = new StringBuilder();
        double[] both = [.. sizes.Concat(sizes.Select(size => -size))];
        foreach (Primitive primitive in PrimitiveTable.All.Where(primitive => primitive.Arity == 2 && primitive.Method.ReturnType == typeof(double) && primitive.Op != Op.Modulo))
        {
            foreach (double x in both)
            {
                foreach (double y in both)
                {
                    if (Difference(primitive.Op, x, y) is { } difference) wide.AppendLine($"{primitive.Op} at {x:R}, {y:R}: {difference}");
                }
            }
        }
        Assert.True(wide.Length == 0, wide.ToString());
    }

    static string? Difference(Op op, double x, double y)
    {
        Ball a = Ball.Of(x), b = Ball.Of(y);
        Mag around = a.Most.Scale(-150), beside = b.Most.Scale(-150);
        if (op == Op.Power && x < 0) beside = Mag.Zero;      // a power of a negative number is one for whole exponents only
        Ball[] ends = [Of(Moved(a, around, -1), b), Of(Moved(a, around, 1), b), Of(a, Moved(b, beside, -1)), Of(a, Moved(b, beside, 1))];
        Ball result = Of(a.Widened(around), b.Widened(beside));
        if (!ends.All(end => end.IsFinite)) return null;
        if (!result.IsFinite) return $"{result.Kind}, and finite at the ends";
        Mag apart = Arithmetic.Subtract(ends[0], ends[1], Bits).Most + Arithmetic.Subtract(ends[2], ends[3], Bits).Most, allowed = apart * 64 + ends[0].Most.Scale(-140);
        return allowed < result.Radius ? $"2^{result.Radius.Top} wide, values 2^{apart.Top} apart, of a size of 2^{ends[0].Top}" : null;

        Ball Of(Ball first, Ball second) => BallTable.Of(op)(0, first, second, default, Precision.Of(Bits));
    }

    static Ball Moved(Ball x, Mag by, int sign) => sign < 0 ? Arithmetic.Subtract(x, Ball.Around0(by).High, 2_000) : Arithmetic.Add(x, Ball.Around0(by).High, 2_000);

    static bool HasPole(Op op, double x, Mag radius) => op is Op.Lgamma or Op.Digamma or Op.Polygamma ? x < 0 && double.IsInteger(x) : op == Op.Tan && radius.Top > 0;

    static string? Difference(Op op, long bits, Ball middle, Mag radius)
    {
        OnBalls function = BallTable.Of(op);
        Ball low = Moved(middle, radius, -1), high = Moved(middle, radius, 1);
        Ball atLow = function(bits, low, default, default, Precision.Of(Bits)), atHigh = function(bits, high, default, default, Precision.Of(Bits)), result = function(bits, middle.Widened(radius), default, default, Precision.Of(Bits));
        if (!atLow.IsFinite || !atHigh.IsFinite) return null;
        if (!result.IsFinite) return $"{result.Kind}, and finite at both ends";
        Mag apart = Arithmetic.Subtract(atHigh, atLow, Bits).Most, allowed = apart * 64 + Mag.Max(atLow.Most, atHigh.Most).Scale(-140);
        return allowed < result.Radius ? $"2^{result.Radius.Top} wide, values 2^{apart.Top} apart, of a size of 2^{atLow.Top}" : null;
    }
}
