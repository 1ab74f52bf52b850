using BenchmarkDotNet.Attributes;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>The same batch on two threads and on one.</summary>
[Claim("call price on two threads, a row", 0.55)]
public class PriceOnTwoThreads : Measurement
{
    readonly Memory<double>[] c = Columns.Options();
    readonly Memory<double> price = Columns.Empty();

    BatchFunction One => field ??= Workloads.CallPrice.CompileBatch(threads: 1);

    BatchFunction Two => field ??= Workloads.CallPrice.CompileBatch(threads: 2);

    public override Memory<double>[] Results => [price];

    [Benchmark(Description = "gate", OperationsPerInvoke = Columns.Rows)]
    public void Gate() => Two.Invoke(Columns.Rows, [c[0], c[1], c[2], c[3], c[4]], [price]);

    [Benchmark(Description = "one thread", OperationsPerInvoke = Columns.Rows, Baseline = true), Peer(Needs = Needs.TwoProcessors)]
    public void OneThread() => One.Invoke(Columns.Rows, [c[0], c[1], c[2], c[3], c[4]], [price]);
}
