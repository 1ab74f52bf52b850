using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using GateDsl.Compiler;

namespace GateDsl.Bench;

#pragma warning disable CA1822 // BenchmarkDotNet wants instance methods

/// <summary>A scalar call.</summary>
public class SigmoidCall
{
    readonly Func<double, double> hand = HandScalar.Sigmoid, compiled = Workloads.Sigmoid.Compile<Func<double, double>>(),
        framework = Workloads.Sigmoid.ToExpression<Func<double, double>>().Compile();
    double x = 0.1;

    /// <summary>A static method behind a delegate.</summary>
    [Benchmark(Baseline = true)]
    public double HandWritten() => hand(x);

    /// <summary>The gate.</summary>
    [Benchmark]
    public double Gate() => compiled(x);

    /// <summary>The gate's tree, compiled by the framework.</summary>
    [Benchmark]
    public double ExpressionCompile() => framework(x);
}

/// <summary>The 2-2-1 net's squared error with its nine partials, a call.</summary>
public class NetGradient
{
    readonly GradientFunction hand = HandScalar.NetGradient, compiled = Workloads.NetError.CompileGradient(Workloads.Weights);
    readonly double[] x = [0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05, 0.5, -1, 1], partials = new double[9];

    /// <summary>Derivatives by hand.</summary>
    [Benchmark(Baseline = true)]
    public double HandWritten() => hand(x, partials);

    /// <summary>The gate's own derivatives.</summary>
    [Benchmark]
    public double Gate() => compiled(x, partials);
}

/// <summary>Sigmoid of an affine column.</summary>
public unsafe class SigmoidBatch
{
    const int Rows = 1 << 20;
    readonly double[] x = [.. Enumerable.Range(0, Rows).Select(i => Math.Sin(i) * 4)], y = new double[Rows];
    readonly BatchFunction batch = Workloads.Affine.CompileBatch(threads: 1);

    /// <summary>gcc -O3 -march=native -ffast-math with its vector library.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public void Gcc()
    {
        fixed (double* px = x, py = y) NativePeers.SigmoidAffine(Rows, px, 1.5, 0.25, py);
    }

    /// <summary>The gate.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Gate() => batch.Invoke(Rows, [x, 1.5, 0.25], [y]);

    /// <summary>Vector512 by hand.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void HandWrittenVector512() => HandVector.SigmoidAffine(x, 1.5, 0.25, y);

    /// <summary>TensorPrimitives, two passes.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Tensors()
    {
        TensorPrimitives.Multiply(x, 1.5, y);
        TensorPrimitives.Add(y, 0.25, y);
        TensorPrimitives.Sigmoid(y, y);
    }
}
