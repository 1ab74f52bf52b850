using GateDsl.Calculus;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The derivatives of values with loops in them, and those in arrays: by the calculus over graphs.</summary>
static class ArrayPartials
{
    public static bool Are(Graph graph, int value, int variable) => graph.KindOf(variable).IsArray() || graph.HasArrays([value]);

    /// <summary>
    /// The derivative of one value in one variable. Of a number in an array it is the gradient, of an array in a number an array; of an array in an array it is the Jacobian,
    /// whose rows are the gradients of the elements.
    /// </summary>
    public static int By(NamedGraph trace, int value, int variable)
    {
        Graph graph = trace.Graph;
        int derivative = graph.KindOf(variable).IsArray() ? Rows(graph, value, variable) : Forward.Derivatives(graph, [value], variable)[0];
        return Simplify.Derivatives(trace, [derivative], [value])[0];
    }

    // The gradients of all elements of a value: a loop for each of its dimensions, around the reverse pass. The nesting is the rank of a type.
    static int Rows(Graph graph, int value, int variable)
    {
        if (!graph.KindOf(value).IsArray()) return graph.KindOf(value) == Kind.Bool ? ArrayNodes.Zeros(graph, variable) : Reverse.Gradient(graph, value, [variable])[0];
        var builder = new LoopBuilder(graph);
        int row = Rows(graph, ArrayNodes.At(graph, value, builder.Index()), variable);
        return LoopBuilder.Part(graph, builder.Finish(ArrayNodes.Length(graph, value), [], [builder.Stacked(row)]), 0);
    }
}
