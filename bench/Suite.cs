using System.Reflection;
using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Claims;
using GateDsl.Bench.Peers;

namespace GateDsl.Bench;

/// <summary>All classes of benchmarks, for BenchmarkDotNet and for <see cref="Quick"/>.</summary>
static class Suite
{
    public static readonly Type[] Classes =
    [
        typeof(SigmoidCall), typeof(NetCall), typeof(SigmoidBatch), typeof(CallPrice), typeof(CallPartials), typeof(NetLoss), typeof(Polynomial),
        typeof(PriceOnTwoThreads), typeof(Rosenbrock), typeof(Chain), typeof(RandomPolynomialCall), typeof(RandomPolynomialBatch),
        typeof(PriceBounds), typeof(PriceCertified),
    ];

    /// <summary>What this machine lacks for a benchmark; null: nothing.</summary>
    public static string? Missing(MethodInfo benchmark) => benchmark.GetCustomAttribute<PeerAttribute>()?.Needs switch
    {
        Needs.Gcc when !NativePeers.Present => "no gcc",
        Needs.LuaJit when !LuaPeers.Present => "no LuaJIT",
        Needs.Vector512 when !System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated => "no 512-bit vectors",
        Needs.TwoProcessors when Environment.ProcessorCount < 2 => "no second processor",
        _ => null,
    };

    /// <summary>A class, once for each value of its parameter if it has one.</summary>
    public static IEnumerable<Case> Cases(Type type) =>
        Parameter(type)?.GetCustomAttribute<ParamsAttribute>()!.Values.Select(value => new Case(type, (int)value!)) ?? [new Case(type, 0)];

    public static PropertyInfo? Parameter(Type type) => type.GetProperties().SingleOrDefault(property => property.IsDefined(typeof(ParamsAttribute)));
}

/// <summary>One benchmark of a case.</summary>
sealed record Peer(string Name, Action Run, int Operations, bool Baseline, double Tolerance);

/// <summary>A class of benchmarks with a value of its parameter, ready to run: what this machine has of it.</summary>
sealed class Case
{
    // No number that a benchmark computes.
    const double Untouched = -1234.5678e200;

    readonly Measurement measurement;

    public Case(Type type, int parameter)
    {
        Parameter = parameter;
        measurement = (Measurement)Activator.CreateInstance(type)!;
        Suite.Parameter(type)?.SetValue(measurement, parameter);
        var peers = new List<Peer>();
        foreach (MethodInfo method in type.GetMethods())
        {
            if (method.GetCustomAttribute<BenchmarkAttribute>() is not { } benchmark || Suite.Missing(method) is not null) continue;
            Action run = method.CreateDelegate<Action>(measurement);
            double tolerance = (method.GetCustomAttribute<PeerAttribute>() ?? new()).Tolerance;
            peers.Add(new(benchmark.Description ?? method.Name, run, benchmark.OperationsPerInvoke, benchmark.Baseline, tolerance));
        }
        Gate = peers.Single(peer => peer.Run.Method.Name == nameof(Gate));
        Others = [.. peers.Where(peer => peer != Gate)];
    }

    public int Parameter { get; }

    public Peer Gate { get; }

    public IReadOnlyList<Peer> Others { get; }

    /// <summary>Where the numbers of others are not the gate's.</summary>
    public IEnumerable<string> Differences()
    {
        double[][] wanted = Results(Gate);
        foreach (Peer peer in Others)
        {
            double[][] found = Results(peer);
            double worst = found[0][0] == Untouched ? double.NaN : 0;
            for (int i = 0; i < wanted.Length; i++)
            {
                for (int row = 0; row < wanted[i].Length; row++)
                {
                    // A value alone leaves the places of the partials as they were.
                    if (found[i][row] == Untouched) continue;
                    double off = Math.Abs(found[i][row] - wanted[i][row]) / Math.Max(1e-3, Math.Abs(wanted[i][row]));
                    if (!(off <= worst)) worst = off;
                }
            }
            if (!(worst <= peer.Tolerance)) yield return FormattableString.Invariant($"{measurement.GetType().Name} {Parameter}: {peer.Name} DIFFERS from the gate by {worst:G3}");
        }
    }

    double[][] Results(Peer peer)
    {
        Memory<double>[] results = measurement.Results;
        foreach (Memory<double> result in results) result.Span.Fill(Untouched);
        peer.Run();
        return [.. results.Select(result => result.ToArray())];
    }
}
