// Optimisers of MathNet.Numerics, driven by compiled gradients: nobody writes a derivative, and none is approximated.
// Run: dotnet run --project examples/optimizer
using System.Globalization;
using GateDsl;
using GateDsl.Compiler;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
GateModule gates = GateModule.Parse("""
    /// Rosenbrock's valley: its minimum is 0, at (1, 1).
    let valley x y = (1 - x) ** 2 + 100 * (y - x ** 2) ** 2

    /// A peak on a sloping ground, as a detector sees it.
    let peak height centre width ground slope t =
        height * exp (-(((t - centre) / width) ** 2) / 2) + ground + slope * t
    """);

// BFGS asks for value and gradient at a point: one call gives both.
GradientFunction valley = gates["valley"].CompileGradient();
var partials = new double[2];
int calls = 0;
IObjectiveFunction objective = ObjectiveFunction.Gradient(x =>
{
    calls++;
    double value = valley(x.AsArray(), partials);
    return (value, Vector<double>.Build.DenseOfArray(partials));
});
MinimizationResult lowest = new BfgsMinimizer(1e-9, 1e-9, 1e-9).FindMinimum(objective, Vector<double>.Build.Dense([-1.2, 1]));
Console.WriteLine($"valley: ({lowest.MinimizingPoint[0]:F6}, {lowest.MinimizingPoint[1]:F6}), value below 1e-12: {lowest.FunctionInfoAtMinimum.Value < 1e-12}, under 100 calls: {calls < 100}");

// Levenberg and Marquardt fit the peak to measurements. Model and Jacobian come from one batch over all measurements: parameters are numbers, t is a column.
Gate peak = gates["peak"];
string[] unknown = ["height", "centre", "width", "ground", "slope"];
double[] truth = [5, 0.4, 0.15, 1, -0.5], t = [.. Enumerable.Range(0, 200).Select(i => i / 200.0)];
double[] measured = [.. t.Select((at, i) => peak.Evaluate([.. truth, at]) + 0.01 * Math.Sin(1000.0 * i))];   // noise that is the same at every run

BatchFunction model = peak.CompileBatch(BatchOutputs.ValueAndGradient, unknown);
double[][] columns = [.. model.OutputNames.Select(_ => new double[t.Length])];
double[][] Computed(Vector<double> p)
{
    model.Invoke(t.Length, [p[0], p[1], p[2], p[3], p[4], t], [.. columns.Select(column => column.AsMemory())]);
    return columns;
}

IObjectiveModel fit = ObjectiveFunction.NonlinearModel(
    (p, _) => Vector<double>.Build.DenseOfArray(Computed(p)[0]),
    (p, _) => Matrix<double>.Build.DenseOfColumns(Computed(p)[1..]),
    Vector<double>.Build.Dense(t), Vector<double>.Build.Dense(measured));
NonlinearMinimizationResult best = new LevenbergMarquardtMinimizer().FindMinimum(fit, Vector<double>.Build.Dense([3, 0.5, 0.2, 0, 0]));
for (int i = 0; i < unknown.Length; i++) Console.WriteLine($"{unknown[i],-7} {best.MinimizingPoint[i]:F2}");
