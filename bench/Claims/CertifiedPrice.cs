using BenchmarkDotNet.Attributes;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>The Black–Scholes price of a call with its partial derivatives up to an order, plainly and in numbers that know their error.</summary>
public abstract class CertifiedPrice(bool isBounds) : Measurement
{
    const int Rows = 1 << 16;

    readonly Memory<double>[] c = [.. Columns.Options().Select(column => column[..Rows])];

    /// <summary>Partial derivatives up to this order.</summary>
    [Params(0, 1, 2)]
    public int Derivatives { get; set; }

    BatchOutputs Wanted => Derivatives switch { 0 => BatchOutputs.Value, 1 => BatchOutputs.ValueAndGradient, _ => BatchOutputs.ValueGradientHessian };

    BatchFunction Plainly => field ??= Workloads.CallPrice.CompileBatch(Wanted, threads: 1);

    BatchFunction Known => field ??= isBounds ? Workloads.CallPrice.CompileBounds(Wanted, threads: 1) : Workloads.CallPrice.CompileBatch(Wanted, threads: 1, certified: true);

    Memory<double>[] Plain => field ??= Empty(Plainly);

    Memory<double>[] All => field ??= isBounds ? [.. Plain.SelectMany(lower => new[] { lower, new double[Rows] })] : Plain;

    public override Memory<double>[] Results => Plain;

    [Benchmark(Description = "gate", OperationsPerInvoke = Rows)]
    public void Gate() => Known.Invoke(Rows, [c[0], c[1], c[2], c[3], c[4]], All);

    [Benchmark(Description = "a plain batch", OperationsPerInvoke = Rows, Baseline = true), Peer(Tolerance = 1e-6)]
    public void PlainBatch() => Plainly.Invoke(Rows, [c[0], c[1], c[2], c[3], c[4]], Plain);

    static Memory<double>[] Empty(BatchFunction of) => [.. of.OutputNames.Select(_ => new Memory<double>(new double[Rows]))];
}

/// <summary>A lower and an upper bound of each.</summary>
[Claim("bounds of a call price, a row", 4)]
public class PriceBounds() : CertifiedPrice(isBounds: true);

/// <summary>Each correctly rounded.</summary>
[Claim("certified call price, a row", 40)]
public class PriceCertified() : CertifiedPrice(isBounds: false);
