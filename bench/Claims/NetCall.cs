using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Bench.Claims;

/// <summary>The squared error of a 2-2-1 net and its nine partials, a call.</summary>
[Claim("2-2-1 net, squared error and 9 partials, a call", 1.1)]
public unsafe class NetCall : Measurement
{
    const int Calls = 10_000, LuaTimes = 20;

    readonly double[] x = [.. Workloads.WeightValues, 0.5, -1, 1], results = new double[10];

    GradientFunction Compiled => field ??= Workloads.NetError.CompileGradient(Workloads.Weights);

    GradientFunction Hand { get; } = HandScalar.NetGradient;

    ValueFunction Value => field ??= Workloads.NetError.CompileValue();

    Action<double[], double[]> Framework => field ??= FrameworkPeers.Compile(Workloads.NetError, Outputs.ValueAndGradient, Workloads.Weights);

    public override Memory<double>[] Results => [results];

    [Benchmark(Description = "gate", OperationsPerInvoke = Calls)]
    public void Gate() => Run(Compiled);

    [Benchmark(Description = "C# by hand behind a delegate", OperationsPerInvoke = Calls, Baseline = true)]
    public void HandWritten() => Run(Hand);

    [Benchmark(Description = "Expression.Compile", OperationsPerInvoke = Calls)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ExpressionCompile()
    {
        Action<double[], double[]> call = Framework;
        double sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            x[9] = i * 1e-4;
            call(x, results);
            sum += results[0];
        }
        results[0] = sum;
    }

    [Benchmark(Description = "gcc, a call from C#", OperationsPerInvoke = Calls), Peer(Needs = Needs.Gcc)]
    public void Gcc()
    {
        var call = (delegate* unmanaged[SuppressGCTransition]<double*, double*, double>)NativePeers.Symbol("net_gradient");
        double sum = 0;
        fixed (double* at = x, value = results)
        {
            for (int i = 0; i < Calls; i++)
            {
                at[9] = i * 1e-4;
                sum += call(at, value + 1);
            }
        }
        results[0] = sum;
    }

    [Benchmark(Description = "LuaJIT, inlined into its loop", OperationsPerInvoke = Calls * LuaTimes), Peer(Needs = Needs.LuaJit)]
    public void LuaJit() => LuaPeers.Run("net", results, Calls, LuaTimes);

    /// <summary>The numeric derivative of the article that this language comes from, in nine parameters, of a compiled gate.</summary>
    [Benchmark(Description = "differences (f x - f (x - h)) / h", OperationsPerInvoke = Calls), Peer(Tolerance = 1e-4)]
    public void Differences() => Run(Quotients);

    // Optimised at once: else the runtime guesses which delegate it will be, rightly for one and wrongly for another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Run(GradientFunction call)
    {
        Span<double> partials = results.AsSpan(1);
        double sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            x[9] = i * 1e-4;
            sum += call(x, partials);
        }
        results[0] = sum;
    }

    double Quotients(ReadOnlySpan<double> at, Span<double> partials)
    {
        const double Step = 1e-6;
        Span<double> moved = stackalloc double[12], here = stackalloc double[1], before = stackalloc double[1];
        ValueFunction value = Value;
        at.CopyTo(moved);
        value(at, here);
        for (int i = 0; i < partials.Length; i++)
        {
            moved[i] = at[i] - Step;
            value(moved, before);
            moved[i] = at[i];
            partials[i] = (here[0] - before[0]) / Step;
        }
        return here[0];
    }
}
