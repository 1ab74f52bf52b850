using System.Globalization;
using System.Text;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>Zeros with their signs, infinities, NaN and the edges of domains: on exact arguments balls answer as the table's scalar functions do.</summary>
public sealed class SpecialValueTests
{
    [Theory, InlineData(-1080), InlineData(-2000), InlineData(-1_000_000)]
    public void What_is_too_small_for_doubles_is_between_0_and_the_least_of_them(long power)
    {
        Ball tiny = Ball.One.Scale(power);
        Assert.Equal((0.0, double.Epsilon), (Rounding.Below(tiny), Rounding.Above(tiny)));
        Assert.Equal((-double.Epsilon, 0.0), (Rounding.Below(-tiny), Rounding.Above(-tiny)));
        Assert.Equal(0, Rounding.Nearest(tiny));
    }

    static readonly double[] special = [0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    [Fact]
    public void Exact_arguments_have_the_answers_of_IEEE()
    {
        var wrong = new StringBuilder();
        foreach (Primitive primitive in PrimitiveTable.All)
        {
            foreach (long bits in primitive.Op == Op.Polygamma ? (long[])[1, 2, 3] : primitive.TakesBits ? [-3, -2, -1, 0, 1, 2, 3] : [0])
            {
                foreach (double[] at in Points(primitive.Scalar is B1 or B2 ? [0, 1] : special, primitive.Arity))
                {
                    double expected = ScalarCode.Of(primitive.Op, reproducible: false)(bits, at[0], at.ElementAtOrDefault(1), at.ElementAtOrDefault(2));
                    Ball ball = BallTable.Of(primitive.Op)(bits, Ball.Of(at[0]), Ball.Of(at.ElementAtOrDefault(1)), Ball.Of(at.ElementAtOrDefault(2)), Precision.Of(100));
                    double got = Rounding.Nearest(ball.Middle);
                    bool same = expected == 0 ? got == 0 && double.IsNegative(got) == double.IsNegative(expected)
                        : got.Equals(expected) || (double.IsFinite(expected) && Math.Abs(got - expected) <= 4e-15 * Math.Abs(expected));
                    if (!same || ball.IsUnknown) wrong.AppendLine(CultureInfo.InvariantCulture, $"{primitive.Op} {bits} ({string.Join(", ", at)}) = {ball.Kind} {got}, not {expected}");
                }
            }
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void Whole_numbers_that_are_computed_are_whole_exponents()
    {
        // 800 / 400 is 2 as much as a literal is
        foreach (double n in (double[])[-3, -2, -1, 1, 2, 3, 4, 10, 0.5, 1.5, -2.5, 0.25])
        {
            foreach (double x in (double[])[10, 4, 0.25, 3, -2, 0, -0.0, double.PositiveInfinity, double.NegativeInfinity])
            {
                Ball exponent = Arithmetic.Divide(Ball.Of(n * 400), Ball.Of(400), 100), power = Powers.Pow(Ball.Of(x), exponent, Precision.Of(100));
                Assert.True(Math.Pow(x, n).Equals(Rounding.Nearest(power.Middle)) || Math.Abs(Math.Pow(x, n) - Rounding.Nearest(power.Middle)) <= 1e-15 * Math.Abs(Math.Pow(x, n)), $"{x} ** {n} = {Rounding.Nearest(power.Middle)}");
                Assert.Equal(Math.Pow(2, n), Rounding.Nearest(Exponentials.Exp2(exponent, Precision.Of(100)).Middle), 1e-15);
            }
        }
    }

    static IEnumerable<double[]> Points(double[] values, int arity) => arity switch
    {
        1 => values.Select(x => (double[])[x]),
        2 => values.SelectMany(x => values.Select(y => (double[])[x, y])),
        _ => values.SelectMany(x => values.SelectMany(y => values.Select(z => (double[])[x, y, z]))),
    };
}
