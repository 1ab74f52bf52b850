using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>A gate applied to fresh inputs, one for each leaf of its parameters: functions have disappeared, operations remain.</summary>
/// <param name="Trace">The graph, with the names that the author gave.</param>
/// <param name="Inputs">The nodes of the inputs.</param>
/// <param name="Result">What the gate gives for them.</param>
sealed record Traced(Trace Trace, int[] Inputs, Value Result)
{
    public static Traced Of(TypedGate gate, GateOptions options) => Of(gate, options, new Budget(options.Limits));

    public static Traced Of(TypedGate gate, GateOptions options, Budget budget)
    {
        var trace = new Trace(new Graph(budget, options.Functions, options.Exact), options);
        var inputs = new int[gate.Leaves.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = trace.Graph.NewInput(gate.Leaves[i].Name, gate.Leaves[i].Kind);
        int next = 0;
        var arguments = new Value[gate.Parameters.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = Argument(gate.Parameters[i], inputs, ref next);
        return new(trace, inputs, trace.Apply(trace.Evaluate(gate.Term, new Frame(null, gate.Source)), arguments));
    }

    /// <summary>The nodes of the floats and truth values that the result consists of.</summary>
    public int[] Outputs()
    {
        List<int> outputs = [];
        Trace.Leaves(Result, outputs);
        return [.. outputs];
    }

    static Value Argument(GateType type, int[] inputs, ref int next)
    {
        if (type is GateType.Array array) return new ArrayValue(Argument(array.Element, inputs, ref next));
        if (type is not GateType.Tuple tuple) return new WireValue(inputs[next++]);
        var items = ImmutableArray.CreateBuilder<Value>(tuple.Items.Length);
        foreach (GateType item in tuple.Items) items.Add(Argument(item, inputs, ref next));
        return new TupleValue(items.MoveToImmutable());
    }
}
