using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Bench.Claims;

/// <summary>The loss of the 2-2-1 net over a data set, with its gradient: one step of training.</summary>
[Claim("net loss summed over rows and its 9 partials, a row", 1, Target = 0.8)]
public unsafe class NetLoss : Measurement
{
    readonly Memory<double> x = Columns.Random(1, -1, 1), y = Columns.Random(2, -1, 1), target = Columns.Random(3, 0, 1);
    readonly double[] weights = Workloads.WeightValues, sums = new double[10];

    BatchFunction Batch => field ??= Workloads.NetError.CompileBatch(BatchOutputs.ValueAndGradient, Workloads.Weights, threads: 1);

    Action<double[], double[]> Framework => field ??= FrameworkPeers.Compile(Workloads.NetError, Outputs.ValueAndGradient, Workloads.Weights);

    public override Memory<double>[] Results => [sums];

    [Benchmark(Description = "gate", OperationsPerInvoke = Columns.Rows)]
    public void Gate()
    {
        double[] w = weights;
        Batch.InvokeSum(Columns.Rows, [w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], x, y, target], sums);
    }

    [Benchmark(Description = "gcc", OperationsPerInvoke = Columns.Rows, Baseline = true), Peer(Needs = Needs.Gcc)]
    public void Gcc()
    {
        fixed (double* w = weights, to = sums)
        {
            ((delegate* unmanaged<long, double*, double*, double*, double*, double*, void>)NativePeers.Symbol("net_loss"))(
                Columns.Rows, x.Address(), y.Address(), target.Address(), w, to);
        }
    }

    [Benchmark(Description = "Vector512 by hand", OperationsPerInvoke = Columns.Rows), Peer(Needs = Needs.Vector512)]
    public void HandWrittenVector512() => HandVector.NetLoss(x.Span, y.Span, target.Span, weights, sums);

    [Benchmark(Description = "TensorPrimitives", OperationsPerInvoke = Columns.Rows)]
    public void TensorPrimitives() => Tensors.NetLoss(x.Span, y.Span, target.Span, weights, sums);

    [Benchmark(Description = "C# by hand", OperationsPerInvoke = Columns.Rows)]
    public void HandWritten() => HandScalar.NetLoss(x.Span, y.Span, target.Span, weights, sums);

    [Benchmark(Description = "Expression.Compile, a call a row", OperationsPerInvoke = Columns.Rows)]
    public void ExpressionCompile()
    {
        Action<double[], double[]> call = Framework;
        double[] at = [.. weights, 0, 0, 0], results = new double[10];
        sums.AsSpan().Clear();
        for (int i = 0; i < Columns.Rows; i++)
        {
            (at[9], at[10], at[11]) = (x.Span[i], y.Span[i], target.Span[i]);
            call(at, results);
            for (int k = 0; k < results.Length; k++) sums[k] += results[k];
        }
    }
}
