using System.Reflection;
using BenchmarkDotNet.Attributes;
using GateDsl.Bench.Processes;

namespace GateDsl.Bench;

/// <summary>Every ratio of README.md in one run of some minutes: the same benchmarks that BenchmarkDotNet runs, in turns, without its rigour.</summary>
static class Quick
{
    /// <summary>About how long a class is measured.</summary>
    const double Seconds = 4;

    /// <summary>What is no benchmark method, for it needs processes of its own.</summary>
    static readonly (string Name, bool OnlyIfAsked, Func<IEnumerable<Row>> Measure)[] others =
        [("FirstBatch", false, FirstBatch.Measure), ("TextToDerivative", false, TextToDerivative.Measure), ("Start", true, GateStart.Measure)];

    /// <summary>Measures and prints the table.</summary>
    /// <param name="asked">Parts of names of classes; none: all.</param>
    /// <returns>1 if a peer computes other numbers.</returns>
    public static int Run(string[] asked)
    {
        bool differ = false;
        Console.WriteLine(Row.Header);
        foreach (Type type in Suite.Classes.Where(type => IsAsked(type.Name)))
        {
            foreach (Row row in Measure(type, ref differ)) Console.WriteLine(row);
        }
        foreach (var (name, onlyIfAsked, measure) in others.Where(other => IsAsked(other.Name) && !(other.OnlyIfAsked && asked.Length == 0)))
        {
            foreach (Row row in measure()) Console.WriteLine(row);
        }
        return differ ? 1 : 0;

        bool IsAsked(string name) => asked.Length == 0 || asked.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    static List<Row> Measure(Type type, ref bool differ)
    {
        foreach (MethodInfo method in type.GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute))))
        {
            if (Suite.Missing(method) is { } missing) Console.Error.WriteLine($"{type.Name}: {missing} here, so {method.Name} is left out");
        }
        Case[] cases = [.. Suite.Cases(type)];
        foreach (string difference in cases.SelectMany(one => one.Differences()))
        {
            Console.Error.WriteLine($"!!! {difference}");
            differ = true;
        }
        Peer[] peers = [.. cases.SelectMany(one => one.Others.Prepend(one.Gate))];
        double[] times = Clock.Best(Seconds * cases.Length, [.. peers.Select(peer => (peer.Run, (double)peer.Operations))]);
        var time = peers.Zip(times).ToDictionary();
        return [.. cases.SelectMany(one => Rows(type, one, cases, time))];
    }

    static IEnumerable<Row> Rows(Type type, Case one, Case[] cases, Dictionary<Peer, double> time)
    {
        ClaimAttribute claim = type.GetCustomAttribute<ClaimAttribute>()!;
        bool claimed = claim.At == 0 || claim.At == one.Parameter;
        string parameter = Suite.Parameter(type)?.Name.ToLowerInvariant() ?? "", workload = parameter == "" ? claim.Workload : $"{claim.Workload}, {parameter} = {one.Parameter}";
        double ours = time[one.Gate];
        List<Row> rows = [];
        if (claimed && claim.AgainstItselfAt != 0)
        {
            Case other = cases.Single(found => found.Parameter == claim.AgainstItselfAt);
            rows.Add(new("", ours, $"itself, {parameter} = {other.Parameter}", time[other.Gate], claim.Most, claim.Target));
        }
        foreach (Peer peer in one.Others.OrderByDescending(peer => peer.Baseline))
        {
            bool limited = claimed && claim.AgainstItselfAt == 0 && peer.Baseline;
            rows.Add(limited ? new("", ours, peer.Name, time[peer], claim.Most, claim.Target) : new("", ours, peer.Name, time[peer]));
        }
        return rows.Select((row, i) => i == 0 ? row with { Workload = workload } : row);
    }
}
