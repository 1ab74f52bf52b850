using GateDsl.Algebra;
using GateDsl.Ir;
using Xunit;

namespace GateDsl.Dsl.Tests.Algebra;

/// <summary>A series claims no more terms than it knows: whatever it says with few terms, it says with more.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void Terms_that_a_series_claims_are_those_of_a_longer_one()
    {
        var random = new Random(11);
        int compared = 0;
        for (int n = 0; n < 300; n++)
        {
            var ring = new Ring(Budget.Unlimited);
            Atom t = ring.Input("t", 0);
            Sum of = Any(ring, ring.Of(t), random, 3);
            try
            {
                Series few = Series.Of(ring, of, t, 5), many = Series.Of(ring, of, t, 12);
                for (int k = few.First; k < few.First + few.Terms.Length && k < many.First + many.Terms.Length; k++, compared++)
                {
                    Assert.True(ReferenceEquals(many[k], few[k]), $"program {n}: t ** {k}");
                }
            }
            catch (Series.None) { }
            catch (Exception wrong) when (wrong is Ring.TooLong or OverflowException) { }
        }
        Assert.True(compared > 300, $"{compared} terms were compared");
    }

    static Sum Any(Ring ring, Sum t, Random random, int depth)
    {
        if (depth == 0) return random.Next(3) == 0 ? ring.Number(random.Next(1, 4)) : t;
        Sum a = Any(ring, t, random, depth - 1);
        return random.Next(8) switch
        {
            0 or 1 => ring.Add(a, Any(ring, t, random, depth - 1)),
            2 => ring.Multiply(a, Any(ring, t, random, depth - 1)),
            3 or 4 => ring.Multiply(a, ring.Power(t, -random.Next(1, 4))),
            5 => Functions.Of(ring, Op.Sin, 0, ring.Multiply(t, a)),
            6 => ring.Exp(ring.Multiply(t, a)),
            _ => Functions.Of(ring, Op.Cos, 0, t),
        };
    }
}
