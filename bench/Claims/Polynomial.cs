using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>So little work a row that memory is what takes the time.</summary>
[Claim("x * x + 2 * x + 1, a row", 1.2)]
public unsafe class Polynomial : Measurement
{
    readonly Memory<double> x = Columns.Random(1, -1, 1), y = Columns.Empty();

    BatchFunction Batch => field ??= Workloads.Polynomial.CompileBatch(threads: 1);

    Func<double, double> Framework => field ??= Workloads.Polynomial.ToExpression<Func<double, double>>().Compile();

    public override Memory<double>[] Results => [y];

    [Benchmark(Description = "gate", OperationsPerInvoke = Columns.Rows)]
    public void Gate() => Batch.Invoke(Columns.Rows, [x], [y]);

    [Benchmark(Description = "copying the column", OperationsPerInvoke = Columns.Rows, Baseline = true), Peer(Tolerance = double.PositiveInfinity)]
    public void Copy() => x.Span.CopyTo(y.Span);

    [Benchmark(Description = "gcc", OperationsPerInvoke = Columns.Rows), Peer(Needs = Needs.Gcc)]
    public void Gcc() => ((delegate* unmanaged<long, double*, double*, void>)NativePeers.Symbol("polynomial"))(Columns.Rows, x.Address(), y.Address());

    [Benchmark(Description = "Vector512 by hand", OperationsPerInvoke = Columns.Rows), Peer(Needs = Needs.Vector512)]
    public void HandWrittenVector512() => HandVector.Polynomial(x.Span, y.Span);

    [Benchmark(Description = "TensorPrimitives", OperationsPerInvoke = Columns.Rows)]
    public void TensorPrimitives() => Tensors.Polynomial(x.Span, y.Span);

    [Benchmark(Description = "C# by hand", OperationsPerInvoke = Columns.Rows)]
    public void HandWritten() => HandScalar.Polynomial(x.Span, y.Span);

    [Benchmark(Description = "Expression.Compile, a call a row", OperationsPerInvoke = Columns.Rows)]
    public void ExpressionCompile()
    {
        Func<double, double> call = Framework;
        Span<double> from = x.Span, to = y.Span;
        for (int i = 0; i < from.Length; i++) to[i] = call(from[i]);
    }
}
