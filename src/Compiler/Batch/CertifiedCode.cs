using GateDsl.Compiler.Lower;
using GateDsl.Enclosures;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Batch;

/// <summary>Batches in numbers that know their error.</summary>
static class CertifiedCode
{
    /// <summary>Where the search for the digits of one row ends, if nothing else is asked for: a table has many.</summary>
    static readonly CertifyLimits PerRow = CertifyLimits.Default with { Time = TimeSpan.FromSeconds(1) };

    public static BatchFunction Batch(Gate gate, BatchOutputs outputs, IReadOnlyList<string>? parameters, int threads, Target target, CertifyLimits? limits = null)
    {
        Wanted exact = Exactly(gate, outputs, parameters, target.Cancellation), usual = Wanted.Of(gate, GateCompiler.Of(outputs), parameters, values: outputs != BatchOutputs.Gradient, cancellation: target.Cancellation);
        RowCode plain = target.Rows(usual.Circuit, new bool[usual.Circuit.Inputs.Length], sum: false);
        var counts = new CertifiedCounts();
        var rows = new CertifiedRows(exact.Circuit, plain, new(exact.Circuit, limits ?? PerRow), counts);
        return new(rows, gate.Signature, NamedOutputs.Of(gate, exact, outputs), threads, counts);
    }

    public static BatchFunction Bounds(Gate gate, BatchOutputs outputs, IReadOnlyList<string>? parameters, int threads, CancellationToken cancellation)
    {
        Wanted exact = Exactly(gate, outputs, parameters, cancellation);
        Circuit twice = exact.Circuit.Only([.. Enumerable.Range(0, exact.Circuit.Outputs.Length).SelectMany(i => new[] { i, i })]);
        string[] names = [.. NamedOutputs.Of(gate, exact, outputs).SelectMany(name => new[] { name + ".lower", name + ".upper" })];
        return new(new BoundedRows(twice), gate.Signature, names, threads, certified: null);
    }

    static Wanted Exactly(Gate gate, BatchOutputs outputs, IReadOnlyList<string>? parameters, CancellationToken cancellation)
    {
        Wanted wanted = Wanted.Of(gate, GateCompiler.Of(outputs), parameters, values: outputs != BatchOutputs.Gradient, exact: true, cancellation);
        gate.RefuseArrays("a certified batch", inside: true);
        if (Gate.HostCalls(wanted.Circuit) is [_, ..] calls) throw new InvalidOperationException($"'{gate.Name}' cannot be certified: it calls {string.Join(", ", calls)}, of which only doubles are known");
        return wanted with { Circuit = Tidy.Of(wanted.Circuit) };
    }
}
