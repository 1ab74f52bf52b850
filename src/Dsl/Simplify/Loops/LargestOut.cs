using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Sums of exponentials over arrays neither overflow nor lose their slope: in <c>log (Σ e^u)</c> and <c>e^v / Σ e^u</c> the largest u is taken out. The exponential above may be
/// a sum of such, or the element of an array, and the share whose logarithm is asked for too.
/// </summary>
sealed class LargestOut
{
    /// <summary>As many factors and quotients are looked through for the exponential above.</summary>
    const int MostFactors = 16;

    readonly Graph graph;
    readonly MapsOfExponentials maps;
    readonly ExponentialSums sums;

    LargestOut(Graph graph)
    {
        (this.graph, maps) = (graph, new(graph));
        sums = new(graph, maps);
    }

    public static int[] Run(Graph graph, ReadOnlySpan<int> outputs)
    {
        if (!graph.Loops.HasExponentials) return outputs.ToArray();
        var largest = new LargestOut(graph);
        graph.Budget.BeginPass();
        try
        {
            using var scope = graph.Budget.Simplifying();
            return graph.Map(outputs, (int id, in Node mapped) => largest.Better(mapped) ?? graph.Unless(id, mapped));
        }
        catch (Budget.GaveUp) { return outputs.ToArray(); }
    }

    int? Better(Node node) => node.Op switch
    {
        Op.Log => LogOfShare(node.A) ?? LogOfSum(node.A) ?? maps.Element(node.A, "log", -1, LogOfShare),
        Op.Divide => Share(node.A, node.B),
        _ => null,
    };

    int? LogOfSum(int node)
    {
        if (sums.Of(node) is not var (m, sum, hasOne, _)) return null;
        Wire held = graph.Wire(m), rest = graph.Wire(sum);
        return (held + (hasOne ? (rest + (-held).Apply(Op.Expm1)).Apply(Op.Log1p) : rest.Apply(Op.Log))).Id;
    }

    // Of a share that is too small for doubles the logarithm is known all the same.
    int? LogOfShare(int node) =>
        graph[node] is { Op: Op.Divide } share && Exponent(share.A) is { } exponent ? (graph.Wire(exponent) - graph.Wire(share.B).Apply(Op.Log)).Id : null;

    // u - m of e^(u - m), m what was taken out.
    int? Exponent(int node)
    {
        Node at = graph[node];
        if (at.Op != Op.Exp) return maps.Element(node, "exponent without the largest", -1, Exponent);
        return graph[at.A] is { Op: Op.Subtract } difference && graph[difference.B].Op == Op.Held ? at.A : null;
    }

    int? Share(int above, int below)
    {
        if (sums.Of(below) is not var (m, sum, hasOne, hasOther)) return null;
        Wire held = graph.Wire(m), whole = graph.Wire(sum);
        if (hasOne) whole += (-held).Apply(Op.Exp);
        return Times(above, m, MostFactors) is { } scaled ? (graph.Wire(scaled) / whole).Id : hasOther ? (graph.Wire(above) * (-held).Apply(Op.Exp) / whole).Id : null;
    }

    // What has an exponential for a factor, or adds such, times e^-m.
    int? Times(int id, int m, int most)
    {
        Node node = graph[id];
        if (most == 0) return null;
        switch (node.Op)
        {
            case Op.Exp: return (graph.Wire(node.A) - graph.Wire(m)).Apply(Op.Exp).Id;
            case Op.NormPdf: return ((MapsOfExponentials.OfDensity(graph.Wire(node.A)) - graph.Wire(m)).Apply(Op.Exp) * graph.Wire(graph.Number(MapsOfExponentials.Density))).Id;
            case Op.Negate: return Times(node.A, m, most - 1) is { } negative ? (-graph.Wire(negative)).Id : null;
            case Op.Divide: return Times(node.A, m, most - 1) is { } above ? (graph.Wire(above) / graph.Wire(node.B)).Id : null;
            case Op.Multiply when Times(node.A, m, most - 1) is { } left: return (graph.Wire(left) * graph.Wire(node.B)).Id;
            case Op.Multiply: return Times(node.B, m, most - 1) is { } right ? (graph.Wire(node.A) * graph.Wire(right)).Id : null;
            case Op.Part: return sums.Times(id, m);
            default: return maps.Element(id, "times", m, formula => Times(formula, m, most - 1));
        }
    }
}
