using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Every function at its singular points in a branch that is not taken: it contributes an exact 0 to value, gradient and Hessian by every route.</summary>
public class UntakenTests
{
    static readonly double[] singular = [0, -0.0, 1, -1, -2, 0.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e308, -1e308];

    static readonly Primitive[] primitives = [.. PrimitiveTable.All.Where(p => p.Type is not null && p.Method.ReturnType == typeof(double) && !p.TakesBits && p.Arity <= 2)];

    public static TheoryData<string> Names => [.. primitives.Select(p => p.Name).Union(["/", "%", "**", "xlogy"])];

    [Theory, MemberData(nameof(Names))]
    public void Contributes_nothing(string name)
    {
        bool two = primitives.FirstOrDefault(p => p.Name == name) is not { Arity: 1 };
        string Call(string u, string v) => name switch
        {
            "xlogy" => $"({u}) * log ({v})",
            "~-" => $"-({u})",
            _ when !char.IsLetter(name[0]) => $"({u}) {name} ({v})",
            _ => two ? $"{name} ({u}) ({v})" : $"{name} ({u})",
        };
        string[] formulas =
        [
            $"if a then {Call("x", "y")} else 3 * y",
            $"(if a then {Call("x", "y")} else 0) * x * y + 3 * y",
            $"3 * y + exp (if a && x = x then {Call("x * y", "x - y")} else 0)",
            $"(if a then {Call("if b then x else y", "y")} else 0) + 3 * y",
        ];
        foreach (string formula in formulas)
        {
            Gate gate = GateModule.Parse($"let f x y (a: bool) (b: bool) = {formula}")["f"];
            HessianFunction hessian = gate.CompileHessian(), interpreted = gate.CompileHessian(null, new Target(false, 2));
            Gate inX = gate.Derivative("x"), inY = gate.Derivative("y");
            double[] partials = new double[2], second = new double[4];
            double[][] points = [.. singular.SelectMany(x => singular.Where(double.IsFinite).SelectMany(y => (double[][])[[x, y, 0, 0], [x, y, 0, 1]])).Where(x => double.IsFinite(x[0]) || formula.StartsWith("if", StringComparison.Ordinal))];
            double[][] columns = [.. Enumerable.Range(0, 6).Select(_ => new double[points.Length])];
            gate.CompileBatch(BatchOutputs.ValueGradientHessian, null, 1).Invoke(points.Length, [.. Enumerable.Range(0, 4).Select(k => (BatchColumn)points.Select(point => point[k]).ToArray())], [.. columns.Select(c => c.AsMemory())]);
            for (int i = 0; i < points.Length; i++)
            {
                double[] point = points[i];
                foreach (HessianFunction h in (HessianFunction[])[hessian, interpreted])
                {
                    h(point, partials, second);
                    Is(0, partials[0], "the slope in x");
                    Is(3, partials[1], "the slope in y");
                    Assert.All(second, value => Is(0, value, "a second derivative"));
                }
                Is(0, inX.Evaluate(point), "the slope in x by name");
                Is(3, inY.Evaluate(point), "the slope in y by name");
                Is(0, columns[1][i], "the slope in x in a batch");
                Is(3, columns[2][i], "the slope in y in a batch");
                for (int k = 3; k < 6; k++) Is(0, columns[k][i], "a second derivative in a batch");

                void Is(double expected, double found, string what)
                {
                    Assert.True(expected == found, $"{formula} at x = {point[0]}, y = {point[1]}: {what} is {found}");
                }
            }
        }
    }
}
