using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Algebra;

/// <summary>
/// Members of the kinds that go wrong where a derivative is taken of code, generated: quotients at 0 in every order of parameters, kinks that cancel, tails, holes around any point.
/// What is expected is written by hand, as a formula that has no such point.
/// </summary>
public sealed class RouteTests
{
    static readonly string[] orders = ["s v k", "s k v", "v s k", "v k s", "k s v", "k v s"];

    [Theory]
    [InlineData("v * s / (k + s)", "k * v / (k + s) ** 2"), InlineData("s * v / (s + k)", "k * v / (k + s) ** 2"), InlineData("v / (1 + k / s)", "k * v / (k + s) ** 2")]
    [InlineData("v * s / (k + s + s ** 2 / 3)", "v * (k - s ** 2 / 3) / (k + s + s ** 2 / 3) ** 2")]
    public void Quotients_at_zero_do_not_depend_on_the_order_of_parameters(string formula, string slope)
    {
        foreach (string order in orders)
        {
            Gate gate = GateModule.Parse($"let f {order} = {formula}\n")["f"], expected = GateModule.Parse($"let f {order} = {slope}\n")["f"];
            foreach (double s in (double[])[1e-300, 0.5, 3, 0])
            {
                if (s == 0 && formula.Contains("/ s)", StringComparison.Ordinal)) continue;      // not defined as written
                double[] at = [.. order.Split(' ').Select(name => name switch { "s" => s, "v" => 1.5, _ => 2 })];
                Close(gate, "s", at, expected.Evaluate(at));
            }
        }
    }

    [Theory]
    [InlineData("max x 0 + log (1 + exp (-(abs x)))", "1 / (1 + exp (-x))"), InlineData("max x 0 + log1p (exp (-(abs x)))", "1 / (1 + exp (-x))")]
    [InlineData("abs x ** 2", "2 * x"), InlineData("sqrt (x ** 2) ** 2", "2 * x"), InlineData("abs x ** 4", "4 * x ** 3"), InlineData("cos (abs x)", "-(sin x)")]
    [InlineData("exp (-(abs x ** 2))", "-2 * x * exp (-(x * x))"), InlineData("max x (-x) ** 2", "2 * x")]
    [InlineData("sin (x - 1) / (x - 1) - sin (x - 1) / (x - 1) + x", "1")]
    public void Kinks_that_cancel_are_no_kinks(string formula, string slope)
    {
        Gate gate = Gate.FromFormula(formula, ["x"]), expected = Gate.FromFormula(slope, ["x"]);
        foreach (double x in (double[])[0, 1e-8, -1e-8, 0.7, -0.7, 30, -30]) Close(gate, "x", [x], expected.Evaluate(x));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(-3.5), InlineData(23)]
    public void Holes_are_filled_around_any_point(double at)
    {
        string t = at == 0 ? "x" : at > 0 ? $"(x - {at})" : $"(x + {-at})";
        Gate sinc = Gate.FromFormula($"sin {t} / {t}", ["x"]), rate = Gate.FromFormula($"{t} / (exp {t} - 1)", ["x"]);
        foreach (double d in (double[])[0, 1e-9, -1e-5, 1e-3])
        {
            double x = at + d, exact = x - at;
            Assert.Equal(1 - exact * exact / 6 + Math.Pow(exact, 4) / 120, sinc.Evaluate(x), 14);
            Assert.Equal(-exact / 3 + Math.Pow(exact, 3) / 30, sinc.Derivative("x").Evaluate(x), 1e-14);
            Assert.Equal(-1.0 / 3 + exact * exact / 10, sinc.Derivative("x").Derivative("x").Evaluate(x), 1e-11);
            Assert.Equal(-0.5 + exact / 6 - Math.Pow(exact, 3) / 180, rate.Derivative("x").Evaluate(x), 1e-13);
        }
    }

    // By name, in one circuit with the value, and from what is printed and read back.
    static void Close(Gate gate, string by, double[] at, double expected)
    {
        Circuit circuit = gate.Circuit(Outputs.ValueAndGradient);
        var got = new double[circuit.Outputs.Length];
        Interpreter.Run(circuit, at, got);
        Gate derivative = gate.Derivative(by);
        int place = Array.FindIndex([.. gate.Parameters], parameter => parameter.Name == by);
        foreach (double found in (double[])[got[1 + place], derivative.Evaluate(at), GateModule.Parse(derivative.ToSource()).Gates[^1].Evaluate(at)])
        {
            Assert.True(Math.Abs(found - expected) <= 1e-13 * Math.Abs(expected) + 1e-300, FormattableString.Invariant($"{gate.Signature} at [{string.Join(", ", at)}] is {found:R}, not {expected:R}: {derivative.ToSource()}"));
        }
    }
}
