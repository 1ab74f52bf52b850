using System.Collections.Immutable;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>
/// The trips of a loop in stages, where some of what it does could be vectors but for the loops inside: what loops inside make of a trip's row first, functions of that, and what loops make
/// of those. Each stage is done for a chunk of trips before the next, so that functions of numbers are vectors over the trips.
/// </summary>
sealed class Stages
{
    /// <summary>What costs more than this is a function.</summary>
    const int Function = 20;

    const int MostStages = 5, MostColumns = 24;

    readonly Circuit circuit;
    readonly int[] stage;              // even of loops and arrays, odd of numbers, Free of what is as cheap to do again

    const int Free = -1;

    readonly int[][] reads;            // of nodes that are computed, what they read, lists seen through
    readonly ResultCode[] results;

    Stages(Circuit body, ResultCode[] results)
    {
        (circuit, this.results) = (body, results);
        stage = new int[body.Nodes.Length];
        reads = new int[stage.Length][];
        for (int i = 0; i < stage.Length; i++)
        {
            Node node = body.Nodes[i];
            reads[i] = node.Op == Op.Pack ? [] : node.Op is Op.Loop or Op.Items ? ArrayNodes.Unpack(body.Nodes.AsSpan(), node.A) : [.. Enumerable.Range(0, node.Arity).Select(k => node[k])];
            int last = reads[i].Select(read => stage[read]).DefaultIfEmpty(Free).Max();
            bool isOdd = last >= 0 && last % 2 == 1;
            stage[i] = node.Op is Op.Number or Op.Truth or Op.Input or Op.Pack or Op.Part or Op.Length or Op.Held ? last
                : node.Op.IsOfArrays() || body.Kinds[i].IsArray() ? (isOdd ? last + 1 : Math.Max(0, last))
                : last < 0 ? (ScalarOps.Weight(node.Op) < Function ? Free : 1)
                : isOdd ? last : last + 1;
        }
        var live = new bool[stage.Length];
        foreach (int node in results.SelectMany(result => result.Asked)) live[node] = true;
        for (int i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i]) (stage[i], reads[i]) = (Free, []);
            foreach (int read in reads[i]) live[read] = true;
        }
        Count = stage.Max() + 1;
    }

    public int Count { get; }

    /// <summary>The stages of a body; null where it is better as it is.</summary>
    public static Stages? Of(Circuit body, ResultCode[] results)
    {
        if (!body.Nodes.Any(node => node.Op == Op.Loop) || results.Any(result => result.IsFound is not null)) return null;
        var stages = new Stages(body, results);
        Circuit asked = TripCode.Asked(body, [], results);
        var regions = new Regions(asked);
        for (int i = 0; i < asked.Nodes.Length; i++)
        {
            if (asked.Nodes[i].Op.IsOfArrays() && regions.Of(i) != 0) return null;
        }
        bool hasFunctions = Enumerable.Range(0, stages.stage.Length).Any(i => stages.stage[i] > 0 && stages.stage[i] % 2 == 1 && ScalarOps.Weight(body.Nodes[i].Op) >= Function);
        if (!hasFunctions || stages.Count > MostStages) return null;
        int[] crossing = [.. Enumerable.Range(0, stages.Count).SelectMany(stages.Crossing)];
        return crossing.Length <= MostColumns && !crossing.Any(node => body.Kinds[node].IsArray() || body.Kinds[node] == Kind.List) ? stages : null;
    }

    /// <summary>The stage that a result is added to in.</summary>
    public int StageOf(ResultCode result) => Math.Max(0, result.Asked.Max(node => stage[node]));

    /// <summary>The values of a stage that later ones read.</summary>
    public int[] Crossing(int from)
    {
        var crossing = new SortedSet<int>();
        for (int i = 0; i < reads.Length; i++)
        {
            foreach (int read in reads[i]) if (stage[read] == from && stage[i] > from) crossing.Add(read);
        }
        foreach (ResultCode result in results) crossing.UnionWith(result.Asked.Where(node => stage[node] == from && StageOf(result) > from));
        return [.. crossing];
    }

    /// <summary>What one stage computes: values of earlier ones are further inputs.</summary>
    /// <param name="outputs">What is asked of it.</param>
    /// <param name="columns">The values of earlier stages, in the order of the further inputs.</param>
    public Circuit Part(IEnumerable<int> outputs, List<int> columns)
    {
        ImmutableArray<Node>.Builder nodes = circuit.Nodes.ToBuilder();
        List<CircuitInput> inputs = [.. circuit.Inputs];
        for (int i = 0; i < nodes.Count; i++)
        {
            int place = columns.IndexOf(i);
            if (place >= 0) nodes[i] = new(Op.Input, Bits: circuit.Inputs.Length + place);
        }
        foreach (int column in columns) inputs.Add(new("", circuit.Kinds[column]));
        return AskedFor.Of(circuit with { Nodes = nodes.ToImmutable(), Inputs = [.. inputs] }, outputs);
    }
}
