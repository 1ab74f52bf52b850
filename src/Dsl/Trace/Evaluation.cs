using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>
/// The value of an expression: the gate of the numbers that it gives to gates, evaluated. So <c>f 1e-9</c> runs the graph that <c>f</c> runs over a table,
/// and what the passes would make of a constant 1e-9 in the place of the parameter plays no part.
/// </summary>
static class Evaluation
{
    /// <summary>The value of a term without parameters.</summary>
    public static GateValue Of(Term term, GateOptions options, CancellationToken cancellation = default)
    {
        var budget = new Budget(options.Limits, cancellation);
        var arguments = new Arguments(options, budget);
        TypedGate gate = arguments.Gate(term);
        Traced traced = Traced.Of(gate, options, budget);
        if (HasFunction(traced.Result)) return new GateValue.Function(term.Type);
        Circuit circuit = HostGuards.Of(Pipeline.Of(traced, gate, Outputs.Value));
        var numbers = new double[circuit.Outputs.Length];
        Interpreter.Run(circuit, arguments.Numbers(), numbers);
        int next = 0;
        return Read(traced.Result, traced.Trace.Graph, numbers, ref next);
    }

    static bool HasFunction(Value value) => value is FunctionValue || (value is TupleValue tuple && tuple.Items.Any(HasFunction));

    static GateValue Read(Value shape, Graph graph, double[] numbers, ref int next)
    {
        if (shape is WireValue wire)
        {
            double number = numbers[next++];
            return graph.KindOf(wire.Id) == Kind.Bool ? new GateValue.Truth(number != 0) : new GateValue.Number(number);
        }
        var items = ImmutableArray.CreateBuilder<GateValue>();
        foreach (Value item in ((TupleValue)shape).Items) items.Add(Read(item, graph, numbers, ref next));
        return new GateValue.Tuple(items.ToImmutable());
    }
}
