using GateDsl.Algebra;
using GateDsl.Ir;
using Xunit;

namespace GateDsl.Dsl.Tests.Algebra;

/// <summary>The laws of the ring: what is equal is one object, however it was made.</summary>
public sealed class RingTests
{
    readonly Ring ring = new(Budget.Unlimited);

    Sum X => ring.Of(ring.Input("x", 0));
    Sum Y => ring.Of(ring.Input("y", 1));

    [Fact]
    public void Sums_and_products_do_not_depend_on_the_order()
    {
        Assert.Same(ring.Add(X, Y, ring.One), ring.Add(ring.One, ring.Add(Y, X)));
        Assert.Same(ring.Multiply(ring.Multiply(X, Y), X), ring.Multiply(ring.Power(X, 2), Y));
        Assert.Same(ring.Zero, ring.Subtract(ring.Add(X, Y), ring.Add(Y, X)));
        Assert.Same(ring.Multiply(ring.Exp(X), ring.Exp(Y)), ring.Exp(ring.Add(X, Y)));
        Assert.Same(ring.Power(ring.Add(X, Y), 2), ring.Add(ring.Power(X, 2), ring.Scale(ring.Multiply(X, Y), 2), ring.Power(Y, 2)) is var open ? ring.AsArgument(open) : null);
    }

    [Fact]
    public void Terms_over_one_denominator_collapse()
    {
        Sum k = Y, s = X, sum = ring.Add(k, s);
        Sum slope = ring.Subtract(ring.Divide(ring.One, sum), ring.Divide(s, ring.Power(sum, 2)));
        Assert.Same(ring.Divide(k, ring.Power(sum, 2)), slope);
        Assert.Same(ring.Power(ring.Pair(X, 1), -2), ring.Scale(ring.Subtract(ring.One, ring.Power(Functions.Of(ring, Op.Tanh, 0, X), 2)), Rational.Of(1, 4)));
    }

    [Fact]
    public void Facts_are_products_of_signs()
    {
        ring.AssumeNonNegative(ring.Divide(X, Y));
        Assert.True(ring.IsNonNegative(ring.Multiply(X, Y)));
        Assert.False(ring.IsNonNegative(X));
        ring.AssumeNonNegative(Y);
        Assert.True(ring.IsNonNegative(X));
    }

    [Fact]
    public void Rationals_are_in_lowest_terms()
    {
        Assert.Equal(Rational.Of(1, 2), Rational.Of(-3, -6));
        Assert.Equal(Rational.Of(5, 6), Rational.Of(1, 2) + Rational.Of(1, 3));
        Assert.Equal(new Rational(-2, 1), Rational.Of(-3, 2).Floor());
        Assert.Throws<OverflowException>(() => new Rational(10, 1).Power(60));
    }
}
