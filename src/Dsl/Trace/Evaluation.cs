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
    public static GateValue Of(Term term, Source source, GateOptions options, CancellationToken cancellation = default)
    {
        var budget = new Budget(options.Limits, cancellation);
        var arguments = new Arguments(options, budget);
        TypedGate gate = arguments.Gate(term) with { Source = source };
        Traced traced = Traced.Of(gate, options, budget);
        if (HasFunction(traced.Result)) return new GateValue.Function(term.Type);
        Circuit circuit = HostGuards.Of(IntChecks.AsCalls(Pipeline.Of(traced, gate, Outputs.Value)));
        if (circuit.HasArrays) return GateValues.Result(term.Type, circuit, Machine.Run(circuit, arguments.Cells(), cancellation));
        var numbers = new double[circuit.Outputs.Length];
        Interpreter.Run(circuit, arguments.Numbers(), numbers);
        return GateValues.Result(term.Type, circuit, [.. numbers.Select(number => new Cell(number))]);
    }

    static bool HasFunction(Value value) => value is FunctionValue || (value is TupleValue tuple && tuple.Items.Any(HasFunction));
}
