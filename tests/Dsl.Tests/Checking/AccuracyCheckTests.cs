using GateDsl.Tools;
using Xunit;

namespace GateDsl.Dsl.Tests.Checking;

/// <summary>The digits that gates lose, against formulas whose loss is known without certified numbers.</summary>
public class AccuracyCheckTests
{
    // Half a unit in the last place, relatively: what one rounding may cost.
    const double Rounding = 1.0 / (1L << 53);

    [Theory]
    [InlineData("/// x in [1e-9, 1e-7]\nlet f x = (1 + x) - 1", 7, 10)]         // 1 + x keeps x to 2^-53 only: about -log10 x digits
    [InlineData("/// x in [1e-13, 1e-12]\nlet f x = (1 + x) - 1", 11, 16)]
    [InlineData("/// x in [1, 2]\nlet f x = (1 + x) - 1", 0, 0.7)]
    [InlineData("/// x in [1e9, 1e10]\nlet f x = sqrt (x * x + 1.5) - sqrt (x * x) + 0.0 * x", 0, 16)]
    public void A_cancellation_loses_as_many_digits_as_cancel(string source, double least, double most)
    {
        AccuracyCheck.Number value = AccuracyCheck.Of(GateModule.Parse(source)["f"]).Numbers[0];
        Assert.Equal("f", value.Name);
        Assert.InRange(value.Worst!.Lost, least, most);
        Assert.InRange(value.MedianLost, 0, value.Worst.Lost);
        Assert.Equal(value.Worst.Lost > 8, value.IsPoor);
    }

    [Fact]
    public void The_worst_point_loses_what_it_says()
    {
        Gate gate = GateModule.Parse("/// x in [1e-9, 1e-7]\nlet f x = (1 + x) - 1")["f"];
        AccuracyCheck.Loss worst = AccuracyCheck.Of(gate).Numbers[0].Worst!;
        Assert.Equal(worst.At[0], worst.Exact);                 // the true value is x
        Assert.Equal(1 + worst.At[0] - 1, worst.Computed);
        Assert.Equal(worst.Computed, gate.Evaluate(worst.At[0]));
        Assert.Equal(Math.Log10(Math.Abs(worst.Computed - worst.Exact) / worst.Exact / Rounding), worst.Lost, 1e-9);
        Assert.Contains("- 1", worst.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_mended_loses_less_than_as_written()
    {
        AccuracyCheck check = AccuracyCheck.Of(GateModule.Parse("/// x in [-1e-6, 1e-6]\nlet f x = (exp x - 1 - x) / x ** 2")["f"]);
        Assert.Equal(["f", "f'x"], check.Numbers.Select(number => number.Name));
        Assert.All(check.Numbers, number =>
        {
            Assert.InRange(number.Worst!.Lost, 0, 2);
            Assert.InRange(number.AsWrittenWorstLost, 8, 16);       // x² is below 1e-12: half a unit of 1 is 1e-4 of it at best
            Assert.InRange(number.AsWrittenMedianLost, 3, number.AsWrittenWorstLost);
            Assert.False(number.IsPoor);
        });
    }

    [Fact]
    public void Every_float_of_a_result_and_each_of_its_partials_is_checked()
    {
        Gate gate = GateModule.Parse("/// x in [1, 2]\n/// y in [1, 2]\nlet f x y = x * y, x > y, x / y")["f"];
        Assert.Equal(gate.OutputNames(1).Where(name => !name.StartsWith("f.2", StringComparison.Ordinal)), AccuracyCheck.Of(gate).Numbers.Select(number => number.Name));
    }

    [Fact]
    public void Points_where_the_true_value_is_0_or_none_do_not_count()
    {
        AccuracyCheck.Number nothing = AccuracyCheck.Of(GateModule.Parse("let f x = x - x")["f"]).Numbers[0];
        Assert.Equal((0, null), (nothing.Points, nothing.Worst));
        AccuracyCheck.Number root = AccuracyCheck.Of(GateModule.Parse("let f x = sqrt x")["f"]).Numbers[0];
        Assert.True(root.Worst!.At[0] > 0);
    }

    [Fact]
    public void A_seed_chooses_the_points()
    {
        Gate gate = GateModule.Parse("/// x in [1e-3, 1e-2]\nlet f x = (1 + x) - 1")["f"];
        Assert.Equal(AccuracyCheck.Of(gate, 5).Numbers[0].MedianLost, AccuracyCheck.Of(gate, 5).Numbers[0].MedianLost);
        Assert.NotEqual(AccuracyCheck.Of(gate, 5).Numbers[0].MedianLost, AccuracyCheck.Of(gate, 6).Numbers[0].MedianLost);
    }

    [Fact]
    public void A_function_of_the_host_is_named()
    {
        var options = new GateOptions { Functions = HostFunctions.Empty.Add("rate", (double x) => x, "1.0 + 0.0 * x") };
        Gate gate = GateModule.Parse("let f x = rate x + 1", options)["f"];
        Assert.Contains("rate", Assert.Throws<InvalidOperationException>(() => AccuracyCheck.Of(gate)).Message, StringComparison.Ordinal);
    }
}
