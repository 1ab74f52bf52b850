using System.Numerics;
using GateDsl.Balls;
using GateDsl.Ir;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>What is computed faster for some arguments or precisions, against the way that serves all.</summary>
public sealed class TwoWaysTests
{
    readonly Random random = new(3);

    [Fact]
    public void Log_and_atan_by_their_table_are_within_their_error_of_those_by_exp_and_sine()
    {
        for (int i = 0; i < 400; i++)
        {
            int places = random.Next(16, i % 8 == 0 ? Limbs.MostPlaces + 1 : 400), more = 40;
            BigInteger x = i % 3 == 0 ? ((BigInteger)random.Next(64, 256) << places) >> 7 : Random(places) + (BigInteger.One << (places - 1));
            if (i % 5 == 0) x = (BigInteger.One << places) + Random(random.Next(1, places));
            if (x >> places > 1) continue;
            Within(4, Elementary.Log(x, places, Deadline.None), Elementary.LogByExp(x << more, places + more, Deadline.None), more, $"log of {x} in {places} places");
            BigInteger y = i % 4 == 0 ? Random(random.Next(1, places)) : i % 4 == 1 ? -x : x;
            Within(4, Elementary.Atan(y, places, Deadline.None), Elementary.AtanBySine(y << more, places + more, Deadline.None), more, $"atan of {y} in {places} places");
        }
    }

    [Fact]
    public void A_root_is_near_and_that_of_a_square_exact()
    {
        for (int i = 0; i < 4_000; i++)
        {
            BigInteger x = Random(random.Next(1, 4_000)), root = SquareRoot.Near(x), low = BigInteger.Max(root - 2, 0);
            Assert.True(low * low <= x && x < (root + 3) * (root + 3), $"{root} for the root of {x}");
            Assert.Equal(x, SquareRoot.OfSquare(x * x));
            if (x > 1) Assert.Null(SquareRoot.OfSquare(x * x + 1));
            if (x > 1) Assert.Null(SquareRoot.OfSquare(x * x * 8));
        }
    }

    [Fact]
    public void Lgamma_of_two_precisions_has_one_value()
    {
        for (int i = 0; i < 600; i++)
        {
            double size = random.Next(6) switch { 0 => random.NextDouble() * 0.01, 1 => random.NextDouble() * 200, 2 => Math.ScaleB(random.NextDouble(), random.Next(-80, 90)), 3 => 1 + Math.ScaleB(random.NextDouble(), -random.Next(60)), _ => random.NextDouble() * 6 };
            if (size == 0) continue;
            int bits = random.Next(24, i % 20 == 0 ? 2_000 : 300);
            OnBalls lgamma = BallTable.Of(Op.Lgamma);
            Ball few = lgamma(0, Ball.Of(size), default, default, Precision.Of(bits)), many = lgamma(0, Ball.Of(size), default, default, Precision.Of(Limbs.MostPlaces + 100 + (i % 10 == 0 ? 0 : -2_900)));
            Assert.True(few.GoodBits >= bits - 8, $"lgamma of {size:R} to {bits} bits has {few.GoodBits}");
            Assert.True(Arithmetic.Subtract(few, many, 4_000).Sign is null or 0, $"lgamma of {size:R} to {bits} bits excludes the truth");
        }
    }

    [Fact]
    public void The_product_of_consecutive_numbers_contains_the_exact_one()
    {
        for (int i = 0; i < 400; i++)
        {
            double x = random.Next(4) == 0 ? Math.ScaleB(random.NextDouble() + 0.1, -random.Next(200)) : random.NextDouble() * random.Next(1, 300);
            int count = random.Next(0, 120), bits = random.Next(24, 900);
            Ball product = Stirling.Rising(Ball.Of(x), count, Precision.Of(bits)), exact = Ball.One;
            for (int k = 0; k < count; k++) exact = Arithmetic.Multiply(exact, Arithmetic.Add(Ball.Of(x), Ball.OfInteger(k), 4_000), 400_000);
            Assert.True(product.GoodBits >= bits - 4, $"{count} factors from {x:R} to {bits} bits: {product.GoodBits}");
            Assert.True(Arithmetic.Subtract(product, exact, 400_000).Sign is null or 0, $"{count} factors from {x:R} to {bits} bits");
        }
    }

    BigInteger Random(int bits)
    {
        byte[] bytes = new byte[bits / 8 + 1];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) >> (8 - bits % 8);
    }

    static void Within(int units, BigInteger result, BigInteger truth, int more, string what)
    {
        BigInteger apart = BigInteger.Abs((result << more) - truth);
        Assert.True(apart <= ((BigInteger)units << more) + 8, $"{what}: {(double)apart / Math.Pow(2, more)} units");
    }
}
