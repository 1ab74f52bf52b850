using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Bench.Claims;

/// <summary>The Black–Scholes price of a call with its partials in all five columns. TensorPrimitives has no normal distribution.</summary>
[Claim("call price and its 5 partials, a row", 1, Target = 0.8)]
public unsafe class CallPartials : Measurement
{
    readonly Memory<double>[] c = Columns.Options(), y = Columns.Empties(6);

    BatchFunction Batch => field ??= Workloads.CallPrice.CompileBatch(BatchOutputs.ValueAndGradient, threads: 1);

    Action<double[], double[]> Framework => field ??= FrameworkPeers.Compile(Workloads.CallPrice, Outputs.ValueAndGradient);

    public override Memory<double>[] Results => y;

    [Benchmark(Description = "gate", OperationsPerInvoke = Columns.Rows)]
    public void Gate() => Batch.Invoke(Columns.Rows, [c[0], c[1], c[2], c[3], c[4]], y);

    [Benchmark(Description = "gcc", OperationsPerInvoke = Columns.Rows, Baseline = true), Peer(Needs = Needs.Gcc)]
    public void Gcc() =>
        ((delegate* unmanaged<long, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, void>)NativePeers.Symbol("call_partials"))(
            Columns.Rows, c[0].Address(), c[1].Address(), c[2].Address(), c[3].Address(), c[4].Address(),
            y[0].Address(), y[1].Address(), y[2].Address(), y[3].Address(), y[4].Address(), y[5].Address());

    [Benchmark(Description = "Vector512 by hand", OperationsPerInvoke = Columns.Rows), Peer(Needs = Needs.Vector512)]
    public void HandWrittenVector512() => HandVector.CallPartials(c[0].Span, c[1].Span, c[2].Span, c[3].Span, c[4].Span, y);

    [Benchmark(Description = "C# by hand", OperationsPerInvoke = Columns.Rows)]
    public void HandWritten() => HandScalar.CallPartials(c[0].Span, c[1].Span, c[2].Span, c[3].Span, c[4].Span, y);

    [Benchmark(Description = "Expression.Compile, a call a row", OperationsPerInvoke = Columns.Rows)]
    public void ExpressionCompile()
    {
        Action<double[], double[]> call = Framework;
        double[] x = new double[5], results = new double[6];
        for (int i = 0; i < Columns.Rows; i++)
        {
            for (int k = 0; k < x.Length; k++) x[k] = c[k].Span[i];
            call(x, results);
            for (int k = 0; k < results.Length; k++) y[k].Span[i] = results[k];
        }
    }
}
