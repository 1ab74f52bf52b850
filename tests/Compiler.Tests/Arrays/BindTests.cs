using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>A gate with its data fixed, over one flat vector.</summary>
public sealed class BindTests
{
    const string Source = """
        let loss (w: float[]) (b: float) (rows: float[][]) (labels: float[]) =
            Array.average (Array.map2 (fun row y ->
                let z = Array.dot w row + b
                softplus z - y * z) rows labels)
        let deep (a: float[][]) (x: float[]) = Array.sumBy (fun row -> tanh (Array.dot row x)) a
        """;

    static readonly double[,] rows = { { 1, 2 }, { -1, 0.5 }, { 0.25, -2 } };
    static readonly double[] labels = [1, 0, 1];

    [Fact]
    public void The_gradient_is_that_of_the_parameters_that_are_left()
    {
        BoundGate bound = GateModule.Parse(Source)["loss"].Bind(("rows", rows), ("labels", labels));
        Assert.Equal(["w", "b"], bound.Parameters.Select(parameter => parameter.Name));
        FlatGradient function = bound.CompileGradient();
        Assert.Null(function.Count);
        Assert.Equal([("w", 0, 2), ("b", 2, 0)], function.Layout(3).Select(part => (part.Name, part.Offset, part.Lengths.FirstOrDefault())));
        double[] at = [0.5, -0.25, 0.1], gradient = new double[3], nowhere = new double[3];
        double value = function.Invoke(at, gradient);
        Assert.Equal(Loss(at), value, 1e-14);
        for (int i = 0; i < 3; i++)
        {
            double[] up = [.. at], down = [.. at];
            up[i] += 1e-5;
            down[i] -= 1e-5;
            Assert.Equal((function.Invoke(up, nowhere) - function.Invoke(down, nowhere)) / 2e-5, gradient[i], 1e-9);
        }
        double loss = value;
        for (int step = 0; step < 50; step++)
        {
            for (int i = 0; i < 3; i++) at[i] -= gradient[i];
            double next = function.Invoke(at, gradient);
            Assert.True(next < loss);
            loss = next;
        }
    }

    [Fact]
    public void Matrices_lie_row_after_row()
    {
        FlatGradient function = GateModule.Parse(Source)["deep"].Bind().CompileGradient(("a", [2, 3]), ("x", [3]));
        Assert.Equal(9, function.Count);
        double[] gradient = new double[9];
        function.Invoke([1, 0, 0, 0, 1, 0, 0.5, 0.25, 3], gradient);
        double first = 1 - Math.Pow(Math.Tanh(0.5), 2), second = 1 - Math.Pow(Math.Tanh(0.25), 2);
        double[] expected = [0.5 * first, 0.25 * first, 3 * first, 0.5 * second, 0.25 * second, 3 * second, first, second, 0];
        for (int i = 0; i < 9; i++) Assert.Equal(expected[i], gradient[i], 1e-14);
    }

    [Fact]
    public void The_Hessian_times_a_direction_is_how_the_gradient_changes_along_it()
    {
        FlatHessianVector function = GateModule.Parse(Source)["loss"].Bind(("rows", rows), ("labels", labels)).CompileHessianVector();
        FlatGradient slope = GateModule.Parse(Source)["loss"].Bind(("rows", rows), ("labels", labels)).CompileGradient();
        double[] at = [0.5, -0.25, 0.1], direction = [0.3, -1, 2], gradient = new double[3], product = new double[3], up = new double[3], down = new double[3], expected = new double[3];
        Assert.Equal(slope.Invoke(at, expected), function.Invoke(at, direction, gradient, product));
        Assert.Equal(expected, gradient);
        slope.Invoke([.. at.Zip(direction, (x, d) => x + 1e-5 * d)], up);
        slope.Invoke([.. at.Zip(direction, (x, d) => x - 1e-5 * d)], down);
        for (int i = 0; i < 3; i++) Assert.Equal((up[i] - down[i]) / 2e-5, product[i], 1e-9);

        FlatHessianVector deep = GateModule.Parse(Source)["deep"].Bind(("x", (double[])[0.5, 0.25, 3])).CompileHessianVector(("a", [2, 3]));
        double[] found = new double[6];
        deep.Invoke([1, 0, 0, 0, 1, 0], [1, 0, 0, 0, 0, 0], default, found);
        double t = Math.Tanh(0.5), second = -2 * t * (1 - t * t) * 0.5;
        Assert.Equal(second * 0.5, found[0], 1e-14);
        Assert.Equal(second * 3, found[2], 1e-14);
        Assert.All(found[3..], number => Assert.Equal(0, number));
    }

    [Fact]
    public void What_does_not_fit_is_an_argument_exception()
    {
        GateModule module = GateModule.Parse(Source);
        Assert.Throws<ArgumentException>(() => module["loss"].Bind(("nothing", 1)));
        Assert.Throws<ArgumentException>(() => module["loss"].Bind(("b", 1), ("b", 2)));
        Assert.Throws<ArgumentException>(() => module["loss"].Bind().CompileGradient());
        Assert.Throws<ArgumentException>(() => module["deep"].Bind(("x", labels)).CompileGradient());
        Assert.Throws<ArgumentException>(() => module["deep"].Bind(("x", labels)).CompileGradient(("a", [2])));
        FlatGradient function = module["loss"].Bind(("rows", rows), ("labels", labels)).CompileGradient(("w", [2]));
        Assert.Throws<ArgumentException>(() => function.Invoke(new double[4], new double[4]));
        Assert.Throws<ArgumentException>(() => function.Invoke(new double[3], new double[2]));
        Assert.Equal("GATE0621", Assert.Throws<GateRunException>(() => module["loss"].Bind(("rows", rows), ("labels", new double[] { 1 })).CompileGradient(("w", [2])).Invoke(new double[3], new double[3])).Diagnostic.Code);
    }

    static double Loss(double[] at)
    {
        double sum = 0;
        for (int r = 0; r < 3; r++)
        {
            double z = at[0] * rows[r, 0] + at[1] * rows[r, 1] + at[2];
            sum += Math.Log(1 + Math.Exp(z)) - labels[r] * z;
        }
        return sum / 3;
    }

    [Fact]
    public void What_cannot_be_is_an_argument_that_is_told()
    {
        Gate gate = GateModule.Parse("let f (m: float[][]) (v: float[]) = Array.sum (Array.map (fun row -> Array.dot row v) m)")["f"];
        Assert.Throws<ArgumentNullException>(() => gate.Bind(("m", new double[][] { [1, 2], null! })));
        Assert.Throws<ArgumentException>(() => gate.Bind(("m", new double[][] { [1, 2] })).CompileGradient(("v", null!)));
    }
}
