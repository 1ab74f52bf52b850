using BenchmarkDotNet.Attributes;
using GateDsl.Compiler;

namespace GateDsl.Bench.Claims;

/// <summary>The Black–Scholes price of a call with its partial derivatives up to an order, plainly and in numbers that know their error.</summary>
public abstract class CertifiedPrice(bool isBounds) : Measurement
{
    const int Rows = 1 << 16;

    readonly Memory<double>[] c = [.. Columns.Options().Select(column => column[..Rows])];

    /// <summary>How many there are of a row: the value, with its partial derivatives, with all second ones.</summary>
    [Params(1, 6, 21)]
    public int Numbers { get; set; }

    BatchOutputs Wanted => Numbers switch { 1 => BatchOutputs.Value, 6 => BatchOutputs.ValueAndGradient, _ => BatchOutputs.ValueGradientHessian };

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
[Claim("bounds of a call price, a row", 4, At = 1)]
public class PriceBounds() : CertifiedPrice(isBounds: true);

/// <summary>Each correctly rounded.</summary>
[Claim("certified call price, a row", 40, At = 1)]
public class PriceCertified() : CertifiedPrice(isBounds: false);
