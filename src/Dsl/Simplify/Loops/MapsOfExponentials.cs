using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>What is known of an element where the array is made: exponentials in a map are seen where its elements are read, in the trips of another loop or at a position.</summary>
sealed class MapsOfExponentials(Graph graph)
{
    /// <summary>As many maps are looked through.</summary>
    const int MostMaps = 8;

    readonly Dictionary<(int Array, string Name, int Argument), int?> known = [];

    /// <summary>A function of a formula in a graph; null where it says nothing of it.</summary>
    public delegate int? OfFormula(int formula);

    /// <summary>What a function makes of the formula of an element that is read; null where the node is none, or the function says nothing.</summary>
    /// <param name="node">An element in a trip, or one at a position.</param>
    /// <param name="name">Names the function, together with the argument.</param>
    /// <param name="argument">What it is given.</param>
    /// <param name="of">The function.</param>
    public int? Element(int node, string name, int argument, OfFormula of)
    {
        Node at = graph[node];
        if (at.Op == Op.At) return Map(at.A, name, argument, of) is { } read ? ArrayNodes.At(graph, read, at.B, at.Bits) : null;
        return at.Op == Op.Input && graph.Elements.TryGetValue(node, out var builder) && Map(builder.Source(node), name, argument, of) is { } array ? builder.Beside(node, array) : null;
    }

    /// <summary>The exponent of an exponential, or of an element that is one.</summary>
    public int? Exponent(int node) => graph[node].Op == Op.Exp ? graph[node].A : Element(node, "exponent", -1, Exponent);

    /// <summary>The exponent of a normal density, which is that exponential over the root of 2 pi.</summary>
    public static Wire OfDensity(Wire at) => at.Number(-0.5) * (at * at);

    /// <summary>What a density is times its exponential.</summary>
    public static readonly double Density = 1 / Math.Sqrt(2 * Math.PI);

    // The array of what a function makes of each element.
    int? Map(int array, string name, int argument, OfFormula of)
    {
        if (known.TryGetValue((array, name, argument), out int? before)) return before;
        known[(array, name, argument)] = null;
        if (graph[array] is not { Op: Op.Part } part || !graph.KindOf(array).IsArray() || !DeepStack.HasRoom) return null;
        Loop loop = graph.Loops[graph[part.A].Bits];
        if (loop.IsOrdered || loop.Results[(int)part.Bits] is not LoopResult.Stacked stacked) return null;
        int[] arguments = ArrayNodes.Arguments(graph, part.A);
        var builder = new LoopBuilder(graph) { Place = loop.Place };
        int formula = Through(graph, builder, Body(graph, builder, loop, arguments)[stacked.Value], arguments[Loop.Trips]);
        if (graph.KindOf(formula) != Kind.Float || of(formula) is not { } made) return null;
        return known[(array, name, argument)] = LoopBuilder.Whole(graph, builder.Finish(arguments[Loop.Trips], [], [builder.Stacked(made)]), 0);
    }

    /// <summary>The body of a loop that carries nothing, among the nodes of the graph.</summary>
    public static int[] Body(Graph graph, LoopBuilder builder, Loop loop, int[] arguments) =>
        graph.Inline(loop.Body, builder.Inputs(loop, arguments, _ => -1, isCapturedFresh: false));

    /// <summary>What an element of a map is, where it has the same trips or all of it is read.</summary>
    public static int Through(Graph graph, LoopBuilder builder, int value, int trips)
    {
        for (int maps = 0; maps < MostMaps; maps++)
        {
            if (builder.ArrayOf(value) is not (>= 0 and var array) || graph[array] is not { Op: Op.Part } part) break;
            Loop loop = graph.Loops[graph[part.A].Bits];
            int[] arguments = ArrayNodes.Arguments(graph, part.A);
            if (loop.IsOrdered || loop.Results[(int)part.Bits] is not LoopResult.Stacked stacked || (arguments[Loop.Trips] != trips && !builder.IsWhole(value))) break;
            value = Body(graph, builder, loop, arguments)[stacked.Value];
        }
        return value;
    }
}
