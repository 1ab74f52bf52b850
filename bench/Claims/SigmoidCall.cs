using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>A call of a delegate.</summary>
[Claim("sigmoid, a call", 1.05)]
public unsafe class SigmoidCall : Measurement
{
    const int Calls = 10_000, LuaTimes = 100;

    readonly double[] sum = new double[1];

    Func<double, double> Compiled => field ??= Workloads.Sigmoid.Compile<Func<double, double>>();

    Func<double, double> Hand { get; } = HandScalar.Sigmoid;

    Func<double, double> Framework => field ??= Workloads.Sigmoid.ToExpression<Func<double, double>>().Compile();

    public override Memory<double>[] Results => [sum];

    [Benchmark(Description = "gate", OperationsPerInvoke = Calls)]
    public void Gate() => Sum(Compiled);

    [Benchmark(Description = "C# by hand behind a delegate", OperationsPerInvoke = Calls, Baseline = true)]
    public void HandWritten() => Sum(Hand);

    [Benchmark(Description = "Expression.Compile", OperationsPerInvoke = Calls)]
    public void ExpressionCompile() => Sum(Framework);

    [Benchmark(Description = "gcc, a call from C#", OperationsPerInvoke = Calls), Peer(Needs = Needs.Gcc)]
    public void Gcc()
    {
        var call = (delegate* unmanaged[SuppressGCTransition]<double, double>)NativePeers.Symbol("sigmoid_call");
        double total = 0;
        for (int i = 0; i < Calls; i++) total += call(i * 1e-3 - 5);
        sum[0] = total;
    }

    [Benchmark(Description = "LuaJIT, inlined into its loop", OperationsPerInvoke = Calls * LuaTimes), Peer(Needs = Needs.LuaJit)]
    public void LuaJit() => LuaPeers.Run("sigmoid", sum, Calls, LuaTimes);

    // Optimised at once: else the runtime guesses which delegate it will be, rightly for one and wrongly for another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Sum(Func<double, double> call)
    {
        double total = 0;
        for (int i = 0; i < Calls; i++) total += call(i * 1e-3 - 5);
        sum[0] = total;
    }
}
