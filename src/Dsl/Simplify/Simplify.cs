using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Simplification;

/// <summary>The passes that rewrite graphs.</summary>
static class Simplify
{
    static readonly RuleSet exact = new([.. ExactRules.All, .. ExactRules.Constants]);
    static readonly RuleSet first = new([.. ExactRules.All, .. ExactRules.Constants, .. AccuracyRules.First]);
    static readonly RuleSet accurate = new([.. ExactRules.All, .. ExactRules.Constants, .. AccuracyRules.All]);
    static readonly RuleSet derivative = new([.. ExactRules.All, .. ExactRules.Constants, .. DerivativeRules.All, .. AccuracyRules.All]);

    /// <summary>What a user wrote, computed as well as the options allow.</summary>
    public static int[] Values(NamedGraph trace, ReadOnlySpan<int> outputs) =>
        trace.IsPlain ? outputs.ToArray() : trace.Derived.Apart(outputs, written => Checked(trace, "the value pass",
            trace.Options.AsWritten ? new ValuePass(trace.Graph, trace.Names, exact).Run(written) : Improved(trace, written)));

    /// <summary>What a user wrote, computed as well as we can: the ground for derivatives, whatever the options say of values.</summary>
    public static int[] Accurately(NamedGraph trace, ReadOnlySpan<int> outputs) =>
        Checked(trace, "the accuracy pass", trace.IsPlain ? outputs.ToArray() : Improved(trace, outputs));

    /// <summary>Derivatives, simplified; alone, or beside the values that they share.</summary>
    public static int[] Derivatives(NamedGraph trace, ReadOnlySpan<int> outputs, ReadOnlySpan<int> values, bool valuesKept = false) =>
        Checked(trace, "the derivative pass", trace.IsPlain ? outputs.ToArray() : new DerivativePass(trace.Graph, trace.Names, derivative, trace.Options.Reproducible).Run(outputs, values, valuesKept));

    /// <summary>Values and derivatives as they are to run: what loses digits near a point is computed there by its power series.</summary>
    /// <param name="trace">Where they are.</param>
    /// <param name="outputs">Values, then derivatives.</param>
    /// <param name="values">How many of the outputs are values.</param>
    public static int[] Guarded(NamedGraph trace, int[] outputs, int values)
    {
        if (!trace.IsPlain && trace.Graph.HasArrays(outputs)) return trace.Options.AsWritten ? outputs : Norms.Run(trace.Graph, HolesInLoops.Filled(trace.Graph, outputs));
        if (trace.IsPlain || (values == outputs.Length && IsSafe(trace, outputs))) return outputs;

        // a value that is a derivative by name is treated as the derivative it is
        int[] order = [.. Enumerable.Range(0, outputs.Length).OrderBy(i => i >= values || trace.Derived.Has(outputs[i]))];
        int written = order.Count(i => i < values && !trace.Derived.Has(outputs[i]));
        int[] guarded = new FinalPass(trace.Graph, trace.Names).Run(new NearZero(trace.Graph)
            .Run(trace.Graph.AsSpelled([.. order.Select((i, place) => place < written ? Filled(trace, outputs[i]) : trace.Derived.Guarded(outputs[i]))]), written, trace.Options.AsWritten), written, trace.Options.AsWritten);
        var result = new int[outputs.Length];
        for (int i = 0; i < order.Length; i++) result[order[i]] = guarded[i];
        return new Complements(trace.Graph, trace.Names).Run(result);
    }

    // A value with its holes filled.
    static int Filled(NamedGraph trace, int value) =>
        trace.Options.AsWritten || trace.Graph.KindOf(value) == Kind.Bool || !HasDivisor(trace.Graph, value) ? value : Slopes.Filled(trace.Graph, value) ?? value;

    // Whether it divides by what is no constant, as x ** (p - 1) does, and has a function or a root.
    static bool HasDivisor(Graph graph, int value)
    {
        bool[] live = graph.ReachableFrom([value]);
        bool divides = false, calls = false;
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Node node = graph[i];
            divides |= Divides(graph, node) || (node.Op == Op.Power && graph[node.B].Op == Op.Subtract);
            calls |= Calls(node) || node.Op == Op.Sqrt;
        }
        return divides && calls;
    }

    /// <summary>Whether an operation divides by what is no constant.</summary>
    public static bool Divides(Graph graph, in Node node) => (node.Op == Op.Divide && graph[node.B].Arity + (graph[node.B].Op == Op.Input ? 1 : 0) > 0) || (node.Op == Op.PowerInt && node.Bits < 0);

    /// <summary>Whether it is a function.</summary>
    public static bool Calls(in Node node) => node.Arity > 0 && node.Kind == Kind.Float && node.Op is not (Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Fma or Op.PowerInt or Op.Sqrt or Op.Select or Op.Abs or Op.Sign or Op.Max or Op.Min);

    // Values without a function of an input: arithmetic that the user wrote stays, and there is no point near which anything could lose digits. Most expressions are so.
    static bool IsSafe(NamedGraph trace, int[] outputs)
    {
        foreach (int output in outputs)
        {
            if (trace.Derived.Has(output)) return false;
        }
        bool[] live = trace.Graph.ReachableFrom(outputs);
        bool isOfInput = false, hasFunction = false;
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            Node node = trace.Graph[i];
            isOfInput |= node.Op == Op.Input;
            hasFunction |= node.Op == Op.Sqrt || node.Arity > 0 && node.Op is not (Op.Select or Op.Fma) && PrimitiveTable.Find(node.Op) is not ({ Kind: Kind.Bool } or { Operator: not null });
        }
        return !isOfInput || !hasFunction;
    }

    /// <summary>What is left of operations on constants, done once and for all, with the rounding they would have where they run.</summary>
    public static int[] Constants(NamedGraph trace, ReadOnlySpan<int> outputs)
    {
        if (trace.IsPlain) return outputs.ToArray();
        Graph graph = trace.Graph;
        return graph.Map(outputs, (int id, in Node mapped) => Fold.Always(graph, mapped, trace.Options.Reproducible) ?? graph.Unless(id, mapped));
    }

    static int[] Improved(NamedGraph trace, ReadOnlySpan<int> outputs) =>
        new ValuePass(trace.Graph, trace.Names, accurate).Run(new ValuePass(trace.Graph, trace.Names, first).Run(LargestOut.Run(trace.Graph, outputs)));

    static int[] Checked(NamedGraph trace, string pass, int[] outputs)
    {
        GraphSpec.Check(trace.Graph, outputs, pass);
        return outputs;
    }
}
