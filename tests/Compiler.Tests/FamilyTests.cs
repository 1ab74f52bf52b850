using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>
/// Formulas at zeros, origins, ties, holes, diagonals, tails and where they cancel, kind by kind (tests/conformance/families.jsonl, by mpmath): value, gradient and Hessian of one circuit, in a batch, by
/// name, and from what is printed and read back; as written, with other names in another order, and inside another function. What is not met yet is listed beside the table, and the list is true both ways.
/// </summary>
public sealed class FamilyTests
{
    static readonly string list = Repository.PathOf("tests", "conformance", "families-open.txt");

    public static TheoryData<string> Kinds => ["zero", "power0", "origin", "even", "kink", "hole", "diagonal", "root", "tail", "saturated", "gamma", "quotient", "flat", "exponent", "bounded", "even root", "filled"];

    static readonly string[] rows = File.ReadAllLines(Repository.PathOf("tests", "conformance", "families.jsonl"));

    [Theory, MemberData(nameof(Kinds))]
    public void Every_member_of_a_kind_is_right_by_every_route(string kind)
    {
        string[] open = [.. File.ReadAllLines(list).Where(line => line.StartsWith(kind + "_", StringComparison.Ordinal))];
        HashSet<string> tried = [];
        List<string> missed = [];
        int count = 0;
        foreach (string line in rows)
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            if (row.GetProperty("kind").GetString() != kind) continue;
            var member = new Member(row);
            string? fault = null;
            foreach (int variant in Repository.Long ? (int[])[0, 1, 2, 3] : count % 3 == 1 ? [0, 1 + count / 3 % 3] : [0])
            {
                tried.Add($"{member.Id} variant {variant}");
                if ((fault = FirstFault(member, variant)) is null) continue;
                missed.Add($"{member.Id} {fault}");
                break;
            }
            count++;
        }
        Assert.True(count > 4, $"{count} members");
        string[] untried = [.. open.Where(line => !tried.Contains(line.Split(',')[0]))];
        if (Repository.Update && !Repository.Long) File.WriteAllLines(list, [.. File.ReadAllLines(list).Except(open), .. untried, .. missed.Where(line => !untried.Select(Id).Contains(Id(line)))]);
        if (Repository.Update) return;
        string[] wrong = [.. missed.Where(line => !open.Select(Id).Contains(Id(line)))];
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
        Assert.Empty(open.Except(untried).Select(Id).Except(missed.Select(Id)));

        static string Id(string line) => line[..line.IndexOf(" variant", StringComparison.Ordinal)];
    }

    /// <summary>A formula with its true numbers.</summary>
    sealed class Member(JsonElement row)
    {
        public string Id { get; } = row.GetProperty("id").GetString()!;
        public string Source { get; } = row.GetProperty("source").GetString()!;
        public string[] Names { get; } = [.. row.GetProperty("params").EnumerateArray().Select(name => name.GetString()!)];
        public double Tolerance { get; } = row.GetProperty("tol").GetDouble();
        public JsonElement Points { get; } = row.GetProperty("points");
    }

    // 0: as it is; 1: backwards; 2: with other names, turned; 3: g u = 2 * f (u / 2), which has the same slopes and half the curvature
    static string? FirstFault(Member member, int variant)
    {
        int n = member.Names.Length;
        int[] order = [.. Enumerable.Range(0, n).Select(i => variant == 1 ? n - 1 - i : variant == 2 ? (i + 1) % n : i)];
        string[] names = [.. order.Select(i => variant == 2 ? $"v{n - i}_" : member.Names[i])];
        string source = $"let f {string.Join(' ', order.Select(i => member.Names[i]))} =\n{member.Source[(member.Source.IndexOf('\n') + 1)..]}";
        if (variant == 2)
        {
            for (int i = 0; i < n; i++) source = Regex.Replace(source, $@"\b{member.Names[order[i]]}\b", names[i]);
        }
        double scale = variant == 3 ? 2 : 1;
        if (variant == 3) source += $"let g {string.Join(' ', names)} = 2 * f {string.Join(' ', names.Select(name => $"({name} / 2)"))}\n";
        Gate gate = GateModule.Parse(source).Gates[^1];
        BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueGradientHessian, null, 1);
        double[] got = new double[1 + n + n * (n + 1) / 2];
        double[][] columns = [.. got.Select(_ => new double[1])];
        var derivatives = new Dictionary<string, (Gate Named, Gate Read)>();
        foreach (JsonElement point in member.Points.EnumerateArray())
        {
            double[] at = [.. order.Select(i => scale * point.GetProperty("at")[i].GetDouble())];
            gate.EvaluateAll(at, got, 2);
            batch.Invoke(1, at.Select(x => (ReadOnlyMemory<double>)new[] { x }).ToArray(), columns.Select(column => (Memory<double>)column).ToArray());
            foreach (var (index, path, truth) in Truths(point, order))
            {
                double expected = path.Length == 0 ? scale * truth : path.Length == 2 ? truth / scale : truth;
                if (!Near(got[index], expected)) return Text("one circuit", path, at, got[index], expected);
                if (!Near(columns[index][0], expected)) return Text("a batch", path, at, columns[index][0], expected);
                if (path.Length == 0)
                {
                    if (gate.Evaluate(at) is var value && !Near(value, expected)) return Text("a value", path, at, value, expected);
                    continue;
                }
                string by = string.Concat(path.Select(i => "'" + names[i]));
                if (!derivatives.TryGetValue(by, out var derivative))
                {
                    Gate named = path.Aggregate(gate, (f, i) => f.Derivative(names[i]));
                    derivatives[by] = derivative = (named, GateModule.Parse(named.ToSource()).Gates[^1]);
                }
                if (derivative.Named.Evaluate(at) is var byName && !Near(byName, expected)) return Text("by name", path, at, byName, expected);
                if (derivative.Read.Evaluate(at) is var read && !Near(read, expected)) return Text("printed and read back", path, at, read, expected);
            }
        }
        return null;

        bool Near(double found, double truth) => found == truth || Math.Abs(found - truth) <= member.Tolerance * Math.Abs(truth) + (truth == 0 ? 1e-13 : 1e-300);

        string Text(string route, int[] path, double[] at, double found, double truth) =>
            string.Create(CultureInfo.InvariantCulture, $"variant {variant}, {route}, {string.Concat(path.Select(i => "'" + names[i]))} at [{string.Join(", ", at)}]: {found:R}, not {truth:R}");
    }

    // Value, gradient and upper triangle in an order of the parameters: the place in a circuit, in which of them, and the number.
    static IEnumerable<(int Index, int[] Path, double Truth)> Truths(JsonElement point, int[] order)
    {
        int n = order.Length;
        List<(int, int[], JsonElement)> all = [(0, [], point.GetProperty("value"))];
        for (int i = 0; i < n; i++) all.Add((1 + i, [i], point.GetProperty("grad")[order[i]]));
        int index = 1 + n;
        for (int i = 0; i < n; i++)
        {
            for (int k = i; k < n; k++, index++)
            {
                var (p, q) = (Math.Min(order[i], order[k]), Math.Max(order[i], order[k]));
                if (point.TryGetProperty("hess", out JsonElement hessian)) all.Add((index, [i, k], hessian[p][q - p]));
            }
        }
        return all.Where(entry => entry.Item3.ValueKind == JsonValueKind.String).Select(entry => (entry.Item1, entry.Item2, double.Parse(entry.Item3.GetString()!, CultureInfo.InvariantCulture)));
    }
}
