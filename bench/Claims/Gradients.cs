using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Bench.Claims;

/// <summary>The value and the gradient of a function of n variables, a call, against its value alone.</summary>
public abstract unsafe class Gradients : Measurement
{
    const int Calls = 100, LuaCalls = 10_000;

    [Params(10, 100, 1000)]
    public int N { get; set; }

    double[] X => field ??= [.. Enumerable.Range(0, N).Select(i => Math.Sin(i + 1))];

    double[] Values => field ??= new double[N + 1];

    GradientFunction Compiled => field ??= Make(N).CompileGradient();

    ValueFunction Value => field ??= Make(N).CompileValue();

    Action<double[], double[]> Framework => field ??= FrameworkPeers.Compile(Make(N), Outputs.ValueAndGradient);

    public override Memory<double>[] Results => [Values];

    // What the workloads differ in.
    private protected abstract Gate Make(int n);
    private protected abstract string Name { get; }
    private protected abstract GradientFunction Hand { get; }
    private protected abstract GradientFunction Vector { get; }
    private protected abstract GradientFunction Tensor { get; }

    [Benchmark(Description = "gate", OperationsPerInvoke = Calls)]
    public void Gate() => Run(Compiled);

    [Benchmark(Description = "its value alone", OperationsPerInvoke = Calls, Baseline = true)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void GateValue()
    {
        ValueFunction call = Value;
        for (int i = 0; i < Calls; i++) call(X, Values.AsSpan(0, 1));
    }

    [Benchmark(Description = "C# by hand", OperationsPerInvoke = Calls)]
    public void HandWritten() => Run(Hand);

    [Benchmark(Description = "Vector512 by hand", OperationsPerInvoke = Calls), Peer(Needs = Needs.Vector512)]
    public void HandWrittenVector512() => Run(Vector);

    [Benchmark(Description = "TensorPrimitives", OperationsPerInvoke = Calls)]
    public void TensorPrimitives() => Run(Tensor);

    [Benchmark(Description = "Expression.Compile", OperationsPerInvoke = Calls)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ExpressionCompile()
    {
        Action<double[], double[]> call = Framework;
        for (int i = 0; i < Calls; i++) call(X, Values);
    }

    [Benchmark(Description = "gcc, a call from C#", OperationsPerInvoke = Calls), Peer(Needs = Needs.Gcc)]
    public void Gcc()
    {
        var call = (delegate* unmanaged[SuppressGCTransition]<long, double*, double*, double>)NativePeers.Symbol(Name);
        fixed (double* x = X, values = Values)
        {
            for (int i = 0; i < Calls; i++) values[0] = call(N, x, values + 1);
        }
    }

    [Benchmark(Description = "LuaJIT", OperationsPerInvoke = LuaCalls), Peer(Needs = Needs.LuaJit)]
    public void LuaJit() => LuaPeers.Run(Name, Values, LuaCalls, N);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Run(GradientFunction call)
    {
        double[] x = X, values = Values;
        for (int i = 0; i < Calls; i++) values[0] = call(x, values.AsSpan(1));
    }
}

/// <summary>Polynomials of neighbours.</summary>
[Claim("Rosenbrock, value and gradient, a call", 4, Target = 2.5, At = 1000)]
public class Rosenbrock : Gradients
{
    private protected override Gate Make(int n) => Workloads.Rosenbrock(n);
    private protected override string Name => "rosenbrock";
    private protected override GradientFunction Hand => HandScalar.Rosenbrock;
    private protected override GradientFunction Vector => HandVectorGradients.Rosenbrock;
    private protected override GradientFunction Tensor => Tensors.Rosenbrock;
}

/// <summary>log (1 + exp (x[i] x[i+1])).</summary>
[Claim("chain of log (1 + exp (x[i] x[i+1])), value and gradient, a call", 4, Target = 2.5, At = 1000)]
public class Chain : Gradients
{
    private protected override Gate Make(int n) => Workloads.Chain(n);
    private protected override string Name => "chain";
    private protected override GradientFunction Hand => HandScalar.Chain;
    private protected override GradientFunction Vector => HandVectorGradients.Chain;
    private protected override GradientFunction Tensor => Tensors.Chain;
}
