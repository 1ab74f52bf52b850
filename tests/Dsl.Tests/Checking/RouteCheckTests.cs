using GateDsl.Tools;
using Xunit;

namespace GateDsl.Tests.Checking;

/// <summary>What the check of points of trouble sees: numbers that are spoiled on purpose at one of them.</summary>
public class RouteCheckTests
{
    [Theory]
    [InlineData("x * x", 0, 0, double.NaN, RouteCheck.FailureKind.NoNumber)]
    [InlineData("x * x", 1, 0, 1, RouteCheck.FailureKind.Wrong)]
    [InlineData("x * x", 1, 1, 2 + 1e-6, RouteCheck.FailureKind.Digits)]
    [InlineData("x * x", 2, -1, double.PositiveInfinity, RouteCheck.FailureKind.NoNumber)]
    [InlineData("max x 0 + log1p (exp (-(abs x)))", 1, 0, 1, RouteCheck.FailureKind.Kink)]
    [InlineData("sin x / x", 0, 0, double.NaN, RouteCheck.FailureKind.Hole)]
    [InlineData("sin (x - 1) / (x - 1)", 1, 1, double.NaN, RouteCheck.FailureKind.Hole)]
    [InlineData("x / (1 + exp (-x))", 1, 800, 0, RouteCheck.FailureKind.Wrong)]
    [InlineData("1 / (1 + x * x)", 2, -800, double.NaN, RouteCheck.FailureKind.NoNumber)]
    [InlineData("log (2 + x)", 1, -1, 1.5, RouteCheck.FailureKind.Wrong)]
    [InlineData("sqrt (x * x + 3)", 1, 3, 0.8661, RouteCheck.FailureKind.Digits)]
    public void A_number_that_is_wrong_at_one_point_is_seen_and_its_kind_named(string formula, int output, double at, double instead, RouteCheck.FailureKind kind)
    {
        Gate gate = GateModule.Parse($"let f x = {formula}\n")["f"];
        Assert.Empty(RouteCheck.Of(gate, [new("right", Rows)]).Failures);

        RouteCheck.Failure failure = Assert.Single(RouteCheck.Of(gate, [new("spoiled", (points, derivatives) => Spoiled(points, derivatives))]).Failures);
        Assert.Equal((gate.OutputNames(2)[output], kind, at), (failure.Name, failure.Kind, failure.At[0]));
        Assert.Equal(["spoiled"], failure.Routes);
        Assert.Equal(instead, failure.Computed);

        double[][] Rows(double[][] points, int derivatives)
        {
            double[] row = new double[gate.OutputNames(derivatives).Count];
            double[][] results = [.. row.Select(_ => new double[points.Length])];
            for (int k = 0; k < points.Length; k++)
            {
                gate.EvaluateAll(points[k], row, derivatives);
                for (int i = 0; i < row.Length; i++) results[i][k] = row[i];
            }
            return results;
        }

        double[][] Spoiled(double[][] points, int derivatives)
        {
            double[][] results = Rows(points, derivatives);
            Assert.Contains(points, point => point[0] == at);
            for (int k = 0; k < points.Length; k++)
            {
                if (points[k][0] == at) results[output][k] = instead;
            }
            return results;
        }
    }

    [Theory]
    [InlineData("let f s v k = v * s / (k + s)"), InlineData("let f k s v = v * s / (k + s)"), InlineData("let f a b = max a b + log1p (exp (-(abs (a - b))))"), InlineData("let f x y = sqrt (x * x + y * y)")]
    [InlineData("let f y x = atan2 y x"), InlineData("let f x = abs x ** 2"), InlineData("let f x = 1 / x + log x"), InlineData("let f x k v = (1 + exp (-k * x)) ** (-1 / v)")]
    [InlineData("let f n r1 r2 = 1 / ((n - 1) * (1 / r1 - 1 / r2))"), InlineData("let f x y = if x > y then x * y else sin y"), InlineData("let f (a: int) x = pown x a"), InlineData("let f x y = (x * y, x / y)")]
    [InlineData("let f v s km ki = v * s / (km + s + s ** 2 / ki)"), InlineData("let f x = tan (1 / x)"), InlineData("let f x y = (x > y, x)")]
    public void What_is_right_or_has_no_number_there_is_no_failure(string source)
    {
        Assert.Equal([], RouteCheck.Of(GateModule.Parse(source + "\n")["f"]).Failures.Select(failure => $"{failure.Name} {failure.Kind} at {string.Join(" ", failure.At)}: {failure.Computed} not {failure.Exact} by {string.Join(", ", failure.Routes)}"));
    }
}
