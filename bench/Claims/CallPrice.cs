using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>The Black–Scholes price of a call from five columns. TensorPrimitives has no normal distribution.</summary>
[Claim("Black–Scholes call price, a row", 1, Target = 0.8)]
public unsafe class CallPrice : Measurement
{
    readonly Memory<double>[] c = Columns.Options();
    readonly Memory<double> price = Columns.Empty();

    BatchFunction Batch => field ??= Workloads.CallPrice.CompileBatch(threads: 1);

    Func<double, double, double, double, double, double> Framework =>
        field ??= Workloads.CallPrice.ToExpression<Func<double, double, double, double, double, double>>().Compile();

    public override Memory<double>[] Results => [price];

    [Benchmark(Description = "gate", OperationsPerInvoke = Columns.Rows)]
    public void Gate() => Batch.Invoke(Columns.Rows, [c[0], c[1], c[2], c[3], c[4]], [price]);

    [Benchmark(Description = "gcc", OperationsPerInvoke = Columns.Rows, Baseline = true), Peer(Needs = Needs.Gcc)]
    public void Gcc() => ((delegate* unmanaged<long, double*, double*, double*, double*, double*, double*, void>)NativePeers.Symbol("call_price"))(
        Columns.Rows, c[0].Address(), c[1].Address(), c[2].Address(), c[3].Address(), c[4].Address(), price.Address());

    [Benchmark(Description = "Vector512 by hand", OperationsPerInvoke = Columns.Rows), Peer(Needs = Needs.Vector512)]
    public void HandWrittenVector512() => HandVector.CallPrice(c[0].Span, c[1].Span, c[2].Span, c[3].Span, c[4].Span, price.Span);

    [Benchmark(Description = "C# by hand", OperationsPerInvoke = Columns.Rows)]
    public void HandWritten() => HandScalar.CallPrice(c[0].Span, c[1].Span, c[2].Span, c[3].Span, c[4].Span, price.Span);

    [Benchmark(Description = "Expression.Compile, a call a row", OperationsPerInvoke = Columns.Rows)]
    public void ExpressionCompile()
    {
        Func<double, double, double, double, double, double> call = Framework;
        Span<double> s = c[0].Span, k = c[1].Span, t = c[2].Span, r = c[3].Span, v = c[4].Span, to = price.Span;
        for (int i = 0; i < to.Length; i++) to[i] = call(s[i], k[i], t[i], r[i], v[i]);
    }
}
