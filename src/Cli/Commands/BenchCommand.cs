using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using GateDsl.Cli.Output;
using GateDsl.Compiler;
using GateDsl.Tools;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate bench FILE NAME</c>: what a call and a row cost, with exact derivatives and with difference quotients.</summary>
static class BenchCommand
{
    public const string Example = "  gate bench examples/pricing.gate call_price";

    const int Rows = 1 << 16, Calls = 1 << 10;

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument(), name = SourceFiles.NameArgument();
        Option<bool> json = Json.Option();
        command.Add(file);
        command.Add(name);
        command.Add(json);
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed =>
        {
            Gate gate = SourceFiles.Find(files.Load(parsed, parsed.GetValue(file)!), parsed.GetValue(name)!);
            Run(host, gate, parsed.GetValue(json));
            return Exit.Well;
        };
    }

    static void Run(Host host, Gate gate, bool json)
    {
        double[][] points = Points(gate);
        List<(string What, string Unit, double Nanoseconds)> results = [.. Scalar(gate, points), .. Batch(gate, points)];
        if (json)
        {
            foreach (var (what, unit, ns) in results) host.Out.WriteLine(Json.Object(("what", what), ("per", unit), ("nanoseconds", ns)));
            return;
        }
        var table = new TextTable("", "nanoseconds", "per");
        foreach (var (what, unit, ns) in results) table.Add(what, ns.ToString(ns < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture), unit);
        table.Write(host.Out);
    }

    static IEnumerable<(string, string, double)> Scalar(Gate gate, double[][] points)
    {
        int floats = gate.Partials.Count;
        var values = new double[gate.OutputNames().Count];
        var partials = new double[values.Length * floats];
        ValueFunction value = gate.CompileValue();
        yield return ("value, interpreted", "call", Time(() => Each(points, x => gate.EvaluateAll(x, values)), points.Length));
        yield return ("value", "call", Time(() => Each(points, x => value(x, values)), points.Length));
        if (floats == 0) yield break;

        JacobianFunction jacobian = gate.CompileJacobian();
        yield return ("value and exact partials", "call", Time(() => Each(points, x => jacobian(x, values, partials)), points.Length));
        yield return ("value and numeric partials", "call", Time(() => Each(points, x => Differences(gate, value, x, values, partials)), points.Length));
    }

    // (f x - f (x - h)) / h in every float parameter: the numeric derivative that this project started from.
    static void Differences(Gate gate, ValueFunction value, double[] x, double[] values, double[] partials)
    {
        const double Step = 1e-6;
        Span<double> moved = x.Length <= 256 ? stackalloc double[x.Length] : new double[x.Length];
        Span<double> before = values.Length <= 256 ? stackalloc double[values.Length] : new double[values.Length];
        value(x, values);
        x.CopyTo(moved);
        for (int i = 0, p = 0; i < x.Length; i++)
        {
            if (gate.Inputs[i].Type != GateType.Float) continue;
            moved[i] = x[i] - Step;
            value(moved, before);
            moved[i] = x[i];
            for (int k = 0; k < before.Length; k++) partials[k * (partials.Length / before.Length) + p] = (values[k] - before[k]) / Step;
            p++;
        }
    }

    static IEnumerable<(string, string, double)> Batch(Gate gate, double[][] points)
    {
        double[][] columns = [.. gate.Inputs.Select((_, i) => Enumerable.Range(0, Rows).Select(row => points[row % points.Length][i]).ToArray())];
        foreach (int threads in Environment.ProcessorCount > 1 ? (int[])[1, Environment.ProcessorCount] : [1])
        {
            string suffix = threads == 1 ? "" : FormattableString.Invariant($", {threads} threads");
            foreach (var (what, name) in ((BatchOutputs, string)[])[(BatchOutputs.Value, "value"), (BatchOutputs.ValueAndGradient, "value and exact partials")])
            {
                if (what != BatchOutputs.Value && gate.Partials.Count == 0) continue;
                BatchFunction batch = gate.CompileBatch(what, threads: threads);
                BatchColumn[] inputs = [.. columns.Select(column => (BatchColumn)column)];
                Memory<double>[] outputs = [.. batch.OutputNames.Select(_ => new double[Rows].AsMemory())];
                yield return ($"{name}{suffix}", "row", Time(() => batch.Invoke(Rows, inputs, outputs), Rows));
            }
        }
    }

    /// <summary>Points at which the gate is defined, as far as they can be found.</summary>
    static double[][] Points(Gate gate)
    {
        double[][] found = [.. DerivativeCheck.PointsOf(gate, 64)];
        if (found.Length == 0) found = [[.. gate.Inputs.Select(_ => 1.0)]];
        return [.. Enumerable.Range(0, Calls).Select(i => found[i % found.Length])];
    }

    static void Each(double[][] points, Action<double[]> call)
    {
        foreach (double[] point in points) call(point);
    }

    // The best of several runs: what disturbs a measurement only ever makes it slower.
    static double Time(Action work, int units)
    {
        long warm = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warm) < TimeSpan.FromMilliseconds(150)) work();
        double best = double.PositiveInfinity;
        for (int run = 0; run < 7; run++)
        {
            long start = Stopwatch.GetTimestamp();
            int repeats = 0;
            do
            {
                work();
                repeats++;
            }
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(40));
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats / units);
        }
        return best;
    }
}
