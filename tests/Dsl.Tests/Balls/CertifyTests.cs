using System.Diagnostics;
using System.Globalization;
using GateDsl.Balls;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>What an application asks: certified values, gradients and Hessians, kinks, limits, and what cannot be certified.</summary>
public sealed class CertifyTests
{
    static Gate Gate(string source, GateOptions? options = null) => GateModule.Parse(source, options).Gates[^1];

    [Theory]
    [InlineData("1 / 3", 30, "0.333333333333333333333333333333")]
    [InlineData("2 / 3", 5, "0.66667")]
    [InlineData("-2 / 3", 5, "-0.66667")]
    [InlineData("1 / 4", 30, "0.25")]
    [InlineData("1e22 / 3", 5, "3.3333e21")]
    [InlineData("1e22 / 3", 25, "3333333333333333333333.333")]
    [InlineData("1e-7 * 3", 3, "3.00e-07")]
    [InlineData("99999.5 + 1e-30", 5, "1.0000e05")]
    [InlineData("sqrt 2", 3, "1.41")]
    [InlineData("exp 0", 10, "1")]
    [InlineData("0 / 0", 10, "nan")]
    [InlineData("1 / 0", 10, "infinity")]
    [InlineData("exp 1e12", 12, "1.78577875159e434294481903")]
    public void Digits_are_those_of_the_true_value(string expression, int digits, string expected) =>
        Assert.Equal(expected, Gate($"let it = {expression}").Certify([], digits).ToString(digits));

    [Theory]
    // the documented answers at ties that are exact, also where no ball finds them to be
    [InlineData("abs (x - 1)", 1, 0, 0)]
    [InlineData("abs (x / 3 * 3 - 1)", 1, 0, 0)]
    [InlineData("max x (2 - x)", 1, 1, 1)]
    [InlineData("max (x / 7 * 7) (2 - x)", 1, 1, 1)]
    [InlineData("min (2 - x) (x / 7 * 7)", 1, 1, -1)]
    [InlineData("clamp x 1 2", 1, 1, 1)]
    [InlineData("relu (x - 1)", 1, 0, 0)]
    [InlineData("if x / 3 * 3 >= 1 then 2 * x else x", 1, 2, 2)]
    [InlineData("floor (x / 3 * 3)", 1, 1, 0)]
    [InlineData("round (x / 3 * 1.5)", 1, 0, 0)]
    [InlineData("sqrt x", 0, 0, double.PositiveInfinity)]
    [InlineData("x ** 2", 0, 0, 0)]
    [InlineData("if x > 0 then log x else 0", 0, 0, 0)]
    [InlineData("if x > 0 then log x else 0", -1, 0, 0)]
    [InlineData("0 / x", 0, double.NaN, double.NaN)]
    [InlineData("sqrt x", -1, double.NaN, double.NaN)]
    public void Kinks_and_ends_have_the_documented_answers(string body, double x, double value, double slope)
    {
        Gate gate = Gate($"let f x = {body}");
        Certified got = gate.Certify([x]), derivative = gate.CertifyGradient([x])[0];
        Assert.Equal((value, slope), (got.Value, derivative.Value));
        Assert.True(got.IsDecided && derivative.IsDecided);
        Assert.Equal(slope, gate.Derivative("x").Certify([x]).Value);
    }

    [Fact]
    public void What_more_digits_cannot_decide_is_said_and_not_guessed()
    {
        Gate gate = Gate("let f x = if sqrt x * sqrt x < x then 1 else 2");
        Certified got = gate.Certify([2], limits: new() { Bits = 1000 });
        Assert.Equal((Certainty.Undecided, false, 1.0, 2.0, 1000), (got.Certainty, got.IsDecided, got.Lower, got.Upper, got.Bits));
        Assert.True(double.IsNaN(got.Value));
        Assert.Equal("not decided: between 1 and 2", got.ToString());

        // halfway between two doubles, as far as can be told
        Certified tie = Gate("let f x = exp (log x) * (1 + 1.1102230246251565e-16)").Certify([1.5]);
        Assert.True(tie.IsDecided);
        Certified half = Gate("let f x = sqrt x * sqrt x / x + 1.1102230246251565e-16").Certify([2], limits: new() { Bits = 2000 });
        Assert.Equal(Certainty.Faithful, half.Certainty);
        Assert.True(half.Value is 1 or 1.0000000000000002);
    }

    [Theory]
    [InlineData("x * x", 1e-170, 0.0)]                       // 1e-340
    [InlineData("x / 2", 4.94e-324, 0.0)]                    // a tie between 0 and the smallest double: to even
    [InlineData("x * 0.75", 4.94e-324, 4.94e-324)]
    [InlineData("x * 1.5", 4.94e-324, 9.88e-324)]            // a tie again
    [InlineData("x + 9.9792015476736e291", 1.7976931348623157e308, double.PositiveInfinity)]
    [InlineData("x + 9.97920154767359e291", 1.7976931348623157e308, double.MaxValue)]
    [InlineData("1 + x", 1.1102230246251565e-16, 1.0)]
    [InlineData("1 + 3 * x", 1.1102230246251565e-16, 1.0000000000000004)]
    [InlineData("exp x", -745.2, 0.0)]
    [InlineData("exp x", -744.9, 4.94e-324)]
    [InlineData("exp x", 710.0, double.PositiveInfinity)]
    [InlineData("exp x / exp (x + 1)", 1e10, 0.36787944117144233)]
    [InlineData("-x", 0.0, -0.0)]
    public void Doubles_are_rounded_once_and_to_even(string body, double x, double expected)
    {
        Certified got = Gate($"let f x = {body}").Certify([x]);
        Assert.True(got.IsDecided);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(got.Value));
    }

    [Fact]
    public void Gradients_and_Hessians_have_the_order_of_the_parameters()
    {
        Gate gate = Gate("let f x (n: int) y (up: bool) = if up then x ** 2 * y else y");
        Assert.Equal([12.0, 4.0], gate.CertifyGradient([2, 7, 3, 1]).Select(partial => partial.Value));
        Assert.Equal([[6.0, 4.0], [4.0, 0.0]], gate.CertifyHessian([2, 7, 3, 1]).Select(row => row.Select(second => second.Value).ToArray()));
        Assert.Equal([2.0, 1.0], Gate("let g x = (x, x > 1)").CertifyAll([2]).Select(item => item.Value));
        Assert.Throws<ArgumentException>(() => Gate("let g x = (x, x > 1)").Certify([2]));
        Assert.Throws<ArgumentException>(() => Gate("let g x = (x, x > 1)").CertifyGradient([2]));
        Assert.Throws<ArgumentException>(() => gate.Certify([2]));
    }

    [Fact]
    public void Literals_are_doubles_or_with_an_option_decimals()
    {
        const string source = "let f = 0.1 * 3 - 0.3, cos (pi / 2), log e, 1_000.5e-1";
        Assert.Equal(["2.78e-17", "6.12e-17", "1.00", "100.05"], Gate(source).CertifyAll([], 20).Select((item, i) => item.ToString(i < 3 ? 3 : 5)));
        Certified[] real = Gate(source, new() { RealLiterals = true }).CertifyAll([], 20, new() { Bits = 500 });
        Assert.Equal((Certainty.Exact, 0.0), (real[0].Certainty, real[0].Value));
        Assert.Equal((Certainty.Rounded, 1.0), (real[2].Certainty, real[2].Value));
        Assert.Equal("100.05000000000000000", real[3].ToString(20));
    }

    [Fact]
    public void Functions_of_the_application_are_named_and_not_certified()
    {
        var options = new GateOptions { Functions = HostFunctions.Empty.Add("rate", Math.Sqrt, "1 / (2 * rate x)").Add("price", x => x, "1") };
        Gate gate = GateModule.Parse("let f x = rate x + price x", options)["f"];
        Assert.Contains("'f' cannot be certified: it calls rate, price", Assert.Throws<InvalidOperationException>(() => gate.Certify([2])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => gate.CertifyGradient([2]));
    }

    [Fact]
    public void Limits_of_time_and_cancellation_end_the_search()
    {
        Gate gate = Gate($"let f x = {string.Join(" + ", Enumerable.Range(1, 60).Select(k => $"lgamma (x + {k.ToString(CultureInfo.InvariantCulture)} / 7)"))}");
        var watch = Stopwatch.StartNew();
        Certified late = gate.Certify([1], digits: 50_000, new() { Time = TimeSpan.FromMilliseconds(300) });
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
        Assert.StartsWith("not decided", late.ToString(50_000), StringComparison.Ordinal);
        using var source = new CancellationTokenSource(100);
        Assert.Throws<OperationCanceledException>(() => gate.Certify([1], digits: 50_000, cancellation: source.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => gate.Certify([1], digits: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => gate.Certify([1], digits: CertifyLimits.MostDigits + 1));
    }

    [Fact]
    public void Bounds_contain_the_value_and_are_close()
    {
        Certified got = Gate("let f x = exp x - 1 - x").Certify([1e-9]);
        Assert.True(got.Lower < got.Value || got.Upper > got.Value);
        Assert.True(got.Lower <= got.Value && got.Value <= got.Upper && Math.BitIncrement(got.Lower) >= got.Upper);
        Assert.Equal(5.000000001666667e-19, got.Value);
        Assert.Equal(Certainty.Rounded, got.Certainty);
    }

    /// <summary>Where a bound is larger than what it bounds by more powers of two than memory has bits, neither is written out.</summary>
    [Theory]
    [InlineData("s * normcdf d - k * exp (-r * t) * normcdf (d - v * sqrt t)")]
    [InlineData("k * exp (-r * t) * normcdf (v * sqrt t - d) - s * normcdf (-d)")]
    public void A_point_far_out_takes_no_memory(string formula)
    {
        Gate gate = GateModule.Parse($"let f s k r v t =\n    let d = (log (s / k) + (r + v ** 2 / 2) * t) / (v * sqrt t)\n    {formula}\n")["f"];
        double[] hard = [1, 2, 1e-12, 1e-8, 1e-4, 40, 800, 1e5, -800, -10];
        var random = new Random(4);
        for (int i = 0; i < 60; i++)
        {
            double[] at = [.. Enumerable.Range(0, 5).Select(_ => hard[random.Next(hard.Length)])];
            long before = GC.GetAllocatedBytesForCurrentThread();
            gate.CertifyOutputs(at, 2, limits: CertifyLimits.Default with { Bits = 1024 });
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000_000, $"at {string.Join(" ", at)}");
        }
    }
}
