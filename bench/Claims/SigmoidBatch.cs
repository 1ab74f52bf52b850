using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>Sigmoid of an affine column.</summary>
[Claim("sigmoid of an affine column, a row", 1, Target = 0.8)]
public unsafe class SigmoidBatch : Measurement
{
    const double A = 1.5, B = 0.25;

    readonly Memory<double> x = Columns.Random(1, -4, 4), y = Columns.Empty();

    BatchFunction Batch => field ??= Workloads.Affine.CompileBatch(threads: 1);

    Func<double, double, double, double> Framework => field ??= Workloads.Affine.ToExpression<Func<double, double, double, double>>().Compile();

    public override Memory<double>[] Results => [y];

    [Benchmark(Description = "gate", OperationsPerInvoke = Columns.Rows)]
    public void Gate() => Batch.Invoke(Columns.Rows, [x, A, B], [y]);

    [Benchmark(Description = "gcc", OperationsPerInvoke = Columns.Rows, Baseline = true), Peer(Needs = Needs.Gcc)]
    public void Gcc() =>
        ((delegate* unmanaged<long, double*, double, double, double*, void>)NativePeers.Symbol("sigmoid_affine"))(Columns.Rows, x.Address(), A, B, y.Address());

    [Benchmark(Description = "Vector512 by hand", OperationsPerInvoke = Columns.Rows), Peer(Needs = Needs.Vector512)]
    public void HandWrittenVector512() => HandVector.SigmoidAffine(x.Span, A, B, y.Span);

    [Benchmark(Description = "TensorPrimitives", OperationsPerInvoke = Columns.Rows)]
    public void TensorPrimitives() => Tensors.SigmoidAffine(x.Span, A, B, y.Span);

    [Benchmark(Description = "C# by hand", OperationsPerInvoke = Columns.Rows)]
    public void HandWritten() => HandScalar.SigmoidAffine(x.Span, A, B, y.Span);

    [Benchmark(Description = "Expression.Compile, a call a row", OperationsPerInvoke = Columns.Rows)]
    public void ExpressionCompile()
    {
        Func<double, double, double, double> call = Framework;
        Span<double> from = x.Span, to = y.Span;
        for (int i = 0; i < from.Length; i++) to[i] = call(from[i], A, B);
    }
}
