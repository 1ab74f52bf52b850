using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Bench.Claims;

/// <summary>What is common to random polynomials in calls and in batches: small and large programs.</summary>
public abstract class RandomPolynomials : Measurement
{
    [Params(500, 20_000)]
    public int Nodes { get; set; }

    private protected RandomPolynomial Polynomial => field ??= new(Nodes);

    private protected Gate Made => field ??= Polynomial.Gate;

    private protected nint Native => field != 0 ? field : field = NativePeers.Build(Polynomial.C);

    /// <summary>How often the polynomial is computed so that so many nodes are computed in all: theirs is the unit, and it is to be a constant for both sizes.</summary>
    private protected int Times(int nodes) => (int)Math.Round((double)nodes / Made.Circuit(Outputs.Value).Nodes.Length);
}

/// <summary>Large programs cost as much a node as small ones.</summary>
[Claim("random polynomial, a call, ns a node", 1.3, At = 20_000, AgainstItselfAt = 500)]
public unsafe class RandomPolynomialCall : RandomPolynomials
{
    const int AllNodes = 1 << 22;

    readonly double[] x = [0.3, -0.2, 0.7, 0.9], value = new double[1];

    ValueFunction Compiled => field ??= Made.CompileValue();

    Action<double[], double[]> Framework => field ??= FrameworkPeers.Compile(Made, Outputs.Value);

    int Calls => field != 0 ? field : field = Times(AllNodes);

    public override Memory<double>[] Results => [value];

    [Benchmark(Description = "gate", OperationsPerInvoke = AllNodes)]
    public void Gate()
    {
        ValueFunction call = Compiled;
        for (int i = Calls; i > 0; i--) call(x, value);
    }

    [Benchmark(Description = "gcc, a call from C#", OperationsPerInvoke = AllNodes, Baseline = true), Peer(Needs = Needs.Gcc)]
    public void Gcc()
    {
        var call = (delegate* unmanaged[SuppressGCTransition]<double*, double>)System.Runtime.InteropServices.NativeLibrary.GetExport(Native, "value");
        fixed (double* at = x)
        {
            for (int i = Calls; i > 0; i--) value[0] = call(at);
        }
    }

    [Benchmark(Description = "Expression.Compile", OperationsPerInvoke = AllNodes)]
    public void ExpressionCompile()
    {
        Action<double[], double[]> call = Framework;
        for (int i = Calls; i > 0; i--) call(x, value);
    }
}

/// <summary>The same in batches, of so few rows that the columns stay in the caches: else the small one would wait for memory.</summary>
[Claim("random polynomial in batches, ns a node and row", 1.3, At = 20_000, AgainstItselfAt = 500)]
public unsafe class RandomPolynomialBatch : RandomPolynomials
{
    const int AllNodes = 1 << 26, Rows = 1 << 12;

    readonly Memory<double>[] c = [.. Enumerable.Range(0, RandomPolynomial.Inputs).Select(i => Columns.Random(i, -1, 1, Rows))];
    readonly Memory<double> y = Columns.Empty(Rows);

    BatchFunction Batch => field ??= Made.CompileBatch(threads: 1);

    Action<double[], double[]> Framework => field ??= FrameworkPeers.Compile(Made, Outputs.Value);

    int AllRows => field != 0 ? field : field = Times(AllNodes);

    public override Memory<double>[] Results => [y];

    [Benchmark(Description = "gate", OperationsPerInvoke = AllNodes)]
    public void Gate()
    {
        for (int left = AllRows; left > 0; left -= Rows) Batch.Invoke(Math.Min(left, Rows), [c[0], c[1], c[2], c[3]], [y]);
    }

    [Benchmark(Description = "gcc", OperationsPerInvoke = AllNodes, Baseline = true), Peer(Needs = Needs.Gcc)]
    public void Gcc()
    {
        var rows = (delegate* unmanaged<long, double*, double*, double*, double*, double*, void>)System.Runtime.InteropServices.NativeLibrary.GetExport(Native, "rows");
        for (int left = AllRows; left > 0; left -= Rows)
        {
            rows(Math.Min(left, Rows), c[0].Address(), c[1].Address(), c[2].Address(), c[3].Address(), y.Address());
        }
    }

    [Benchmark(Description = "TensorPrimitives", OperationsPerInvoke = AllNodes)]
    public void TensorPrimitives()
    {
        ReadOnlyMemory<double>[] inputs = [.. c];
        for (int left = AllRows; left > 0; left -= Rows) Tensors.Random(Polynomial, inputs, Math.Min(left, Rows), y);
    }

    [Benchmark(Description = "Expression.Compile, a call a row", OperationsPerInvoke = AllNodes)]
    public void ExpressionCompile()
    {
        Action<double[], double[]> call = Framework;
        double[] x = new double[RandomPolynomial.Inputs], value = new double[1];
        for (int row = 0; row < AllRows; row++)
        {
            for (int i = 0; i < x.Length; i++) x[i] = c[i].Span[row % Rows];
            call(x, value);
            y.Span[row % Rows] = value[0];
        }
    }
}
