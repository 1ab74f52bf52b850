using GateDsl.Compiler;
using GateDsl.Tools;

namespace GateDsl.Cli.Commands;

/// <summary>The ways to a gate's numbers that go through generated code.</summary>
static class Routes
{
    public static RouteCheck.Route[] Of(Gate gate) =>
    [
        new("batch", (points, derivatives) => Batch(gate, (BatchOutputs)derivatives, points)),
        new("batch without values", (points, derivatives) => [.. Batch(gate, BatchOutputs.Value, points), .. Batch(gate, BatchOutputs.Gradient, points)]),
        .. gate.ResultType == GateType.Float ? [new RouteCheck.Route("compiled", (points, derivatives) => Compiled(gate, points, derivatives))] : (RouteCheck.Route[])[],
    ];

    static double[][] Batch(Gate gate, BatchOutputs what, double[][] points)
    {
        BatchFunction batch = gate.CompileBatch(what, threads: 1);
        double[][] outputs = [.. batch.OutputNames.Select(_ => new double[points.Length])];
        BatchColumn[] columns = [.. gate.Inputs.Select((_, i) => (BatchColumn)points.Select(point => point[i]).ToArray())];
        batch.Invoke(points.Length, columns, [.. outputs.Select(column => column.AsMemory())]);
        return outputs;
    }

    // The value, the gradient and of the Hessian what is on and above the diagonal.
    static double[][] Compiled(Gate gate, double[][] points, int derivatives)
    {
        int n = gate.Partials.Count;
        double[] gradient = new double[n], hessian = new double[n * n];
        int[] upper = [.. Enumerable.Range(0, n * n).Where(place => place % n >= place / n)];
        var first = derivatives < 2 ? gate.CompileGradient() : null;
        var second = derivatives < 2 ? null : gate.CompileHessian();
        double[][] rows = [.. points.Select(point =>
        {
            double value = second is null ? first!(point, gradient) : second(point, gradient, hessian);
            return (double[])[value, .. gradient, .. second is null ? [] : upper.Select(place => hessian[place])];
        })];
        return [.. Enumerable.Range(0, rows[0].Length).Select(output => rows.Select(row => row[output]).ToArray())];
    }
}
