using System.Globalization;
using Xunit;

namespace GateDsl.Dsl.Tests.Simplify;

/// <summary>What a gate does about rounding itself stays as it does it.</summary>
public sealed class AsWrittenTests
{
    // Kahan's log (1 + x): the rounded 1 + x is read twice, and its rounding cancels.
    [Theory]
    [InlineData("let f x =\n    let u = 1 + x\n    if u = 1 then x else log u * x / (u - 1)\n")]
    // a sum that carries its rounding error along
    [InlineData("let f x =\n    let s = 1e16 + x\n    let back = s - 1e16\n    let lost = x - back\n    (s - 1e16) + lost\n")]
    // rounding to whole numbers
    [InlineData("let f x = (x + 6755399441055744) - 6755399441055744\n")]
    [InlineData("let f x = (x + 1e8) - 1e8\n")]
    // Veltkamp's splitting
    [InlineData("let f x =\n    let c = 134217729 * x\n    let high = c - (c - x)\n    (high, x - high) |> fst\n")]
    // Kahan's exp x - 1
    [InlineData("let f x =\n    let u = exp x\n    if u = 1 then x else if u - 1 = -1 then -1 else (u - 1) * x / log u\n")]
    public void Rounding_tricks_keep_their_bits(string source)
    {
        Gate improved = GateModule.Parse(source)["f"], plain = GateModule.Parse(source, new GateOptions { AsWritten = true })["f"];
        foreach (double x in (double[])[1e-18, 1e-10, -3e-5, 0.1, 0.7, 2.5, 3.4999, 12345.678])
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(plain.Evaluate(x)), BitConverter.DoubleToInt64Bits(improved.Evaluate(x)));
        }
    }

    [Theory]
    [InlineData("let f x = log (1 + x)\n", 1e-20, 1e-20)]
    [InlineData("let f x = x - sin x\n", 1e-6, 1.6666666666665834e-19)]
    [InlineData("let f x = 1 / (1 + exp (-x))\n", -800.0, 0.0)]
    public void Patterns_are_off_as_written_and_on_by_default(string source, double at, double value)
    {
        Assert.Equal(value, GateModule.Parse(source)["f"].Evaluate(at), Math.Abs(value) * 1e-14);
        Gate plain = GateModule.Parse(source, new GateOptions { AsWritten = true })["f"];
        double written = source.Contains("log") ? Math.Log(1 + at) : source.Contains("sin") ? at - Math.Sin(at) : 1 / (1 + Math.Exp(-at));
        Assert.Equal(written, plain.Evaluate(at));
    }

    // F#'s ** is Math.Pow, whatever the exponent.
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(10), InlineData(100)]
    [InlineData(-1), InlineData(-2), InlineData(-3), InlineData(-5), InlineData(0.5), InlineData(-0.5), InlineData(1.5), InlineData(1e300)]
    public void Powers_have_the_bits_of_FSharp(double exponent)
    {
        Gate literal = Plain(string.Create(CultureInfo.InvariantCulture, $"x ** ({exponent:R})"), "x: float"), varying = Plain("x ** y", "x: float", "y: float");
        foreach (double x in Hard)
        {
            AssertBits(Math.Pow(x, exponent), literal.Evaluate(x));
            AssertBits(Math.Pow(x, exponent), varying.Evaluate(x, exponent));
        }
    }

    [Theory]
    [InlineData(0.50791346278708749, -7, 114.67583974856461)]     // what F# Interactive answers
    [InlineData(96.701972661680571, -2, 0.00010693732913415889)]
    [InlineData(0.00013109550116628614, 5, 3.8720320266690211e-20)]
    [InlineData(322.17133995617951, 10, 1.2046726039176371e+25)]
    [InlineData(2.9655235698192883, -3, 0.038343862587008622)]
    [InlineData(-1.5, 3, -3.375), InlineData(7.3, 0, 1), InlineData(7.3, 1, 7.3), InlineData(0, -1, double.PositiveInfinity), InlineData(double.NaN, 0, 1)]
    public void Whole_powers_are_the_products_of_FSharp(double x, int n, double value) => AssertBits(value, Plain($"pown x ({n})", "x: float").Evaluate(x));

    static readonly double[] Hard =
    [
        0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 5e-324, 1e-320, -1e200, 1.7e308,
        .. Enumerable.Range(0, 500).Select(i => Math.Exp(Math.Sin(i * 1.7) * 12) * (i % 2 == 0 ? 1 : -1)),
    ];

    static Gate Plain(string formula, params string[] parameters) => Gate.FromFormula(formula, parameters, new() { AsWritten = true });

    static void AssertBits(double wanted, double found) => Assert.Equal(BitConverter.DoubleToInt64Bits(wanted), BitConverter.DoubleToInt64Bits(found));

    // p is read by log p and by 1 - p alone: both have a form without it.
    [Fact]
    public void Patterns_share_the_intermediates_that_all_their_readers_give_up()
    {
        Gate loss = GateModule.Parse("let loss y x =\n    let p = 1 / (1 + exp (-x))\n    -(y * log p + (1 - y) * log (1 - p))\n")["loss"];
        Assert.Equal(800, loss.Evaluate(0, 800));
        Assert.Equal(800, loss.Evaluate(1, -800));
        Assert.Equal(4.248354255291589e-18, loss.Evaluate(1, 40), 1e-31);
    }

    // p is a result too: somebody else reads it, and log p stays the logarithm of what was rounded.
    [Fact]
    public void An_intermediate_that_is_a_result_stays()
    {
        Gate both = GateModule.Parse("let f x =\n    let u = 1 + x\n    (u, log u)\n")["f"];
        Assert.Equal([1.0, 0.0], both.EvaluateAll(1e-20));
    }
}
