using System.Collections.Immutable;
using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Simplification;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>A parameter of a gate as the circuit sees it: its place among the parameters, its name and its type.</summary>
sealed record Leaf(Place Place, string Name, GateType Type)
{
    public Kind Kind => Type == GateType.Bool ? Kind.Bool : Kind.Float;
}

/// <summary>A gate as a graph: the stages from its definition to what runs, in order.</summary>
static class Pipeline
{
    /// <summary>The circuit of a gate.</summary>
    public static Circuit Circuit(Term gate, ImmutableArray<GateType> parameters, ImmutableArray<Leaf> leaves, Outputs what, GateOptions options)
    {
        var trace = new Trace(new Graph(new Budget(options.Limits), options.Functions), options);
        var (inputs, result) = Apply(trace, gate, parameters, leaves);
        List<int> raw = [];
        Trace.Leaves(result, raw);

        int[] written = [.. raw];
        int[] values = Simplify.Values(trace, written);
        int[] outputs = values;
        if (what != Outputs.Value)
        {
            // Derivatives are those of the accurate form, also where the values are asked for as written.
            int[] ground = options.AsWritten ? Simplify.Accurately(trace, written) : values;
            int[] floats = [.. inputs.Where((_, i) => leaves[i].Type != GateType.Bool && leaves[i].Type != GateType.Int)];
            int[] gradient = Simplify.Derivatives(trace, Rows(trace.Graph, ground, floats), ground, valuesKept: !options.AsWritten);
            outputs = [.. values, .. gradient];
            if (what == Outputs.ValueGradientHessian)
            {
                int[] known = [.. ground, .. gradient];
                outputs = [.. outputs, .. Simplify.Derivatives(trace, Triangle(trace.Graph, gradient, floats), known, valuesKept: true)];
            }
        }
        outputs = Simplify.Guarded(trace, outputs, values.Length);
        return trace.Graph.Finish(Simplify.Constants(trace, outputs), inputs, options.Reproducible);
    }

    /// <summary>
    /// The circuit of a gate with its derivative along a direction: a further input for each float parameter.
    /// Its outputs are the values and their derivatives; of second order, for one float, the value, the gradient and the gradient's derivatives.
    /// </summary>
    public static Circuit Along(Term gate, ImmutableArray<GateType> parameters, ImmutableArray<Leaf> leaves, bool second, GateOptions options)
    {
        var trace = new Trace(new Graph(new Budget(options.Limits), options.Functions), options);
        var (inputs, result) = Apply(trace, gate, parameters, leaves);
        List<int> raw = [];
        Trace.Leaves(result, raw);
        int[] written = [.. raw];
        int[] values = Simplify.Values(trace, written);
        int[] ground = options.AsWritten ? Simplify.Accurately(trace, written) : values;
        int[] floats = [.. inputs.Where((_, i) => leaves[i].Type == GateType.Float)];
        int[] gradient = second ? Simplify.Derivatives(trace, Rows(trace.Graph, ground, floats), ground, valuesKept: !options.AsWritten) : [];
        int[] direction = [.. floats.Select((_, i) => trace.Graph.NewInput($"direction {i + 1}", Kind.Float))];
        int[] moving = second ? gradient : [.. ground.Select(value => trace.Graph.KindOf(value) == Kind.Bool ? trace.Graph.Number(0) : value)];
        int[] along = Simplify.Derivatives(trace, Forward.Along(trace.Graph, moving, floats, direction), [.. ground, .. gradient], valuesKept: second || !options.AsWritten);
        int[] outputs = Simplify.Guarded(trace, [.. values, .. gradient, .. along], values.Length);
        return trace.Graph.Finish(Simplify.Constants(trace, outputs), [.. inputs, .. direction], options.Reproducible);
    }

    /// <summary>The value of a term without parameters.</summary>
    public static GateValue Value(Term term, GateOptions options)
    {
        var trace = new Trace(new Graph(new Budget(options.Limits), options.Functions), options);
        Value value = trace.Evaluate(term, new Frame(null));
        if (HasFunction(value)) return new GateValue.Function(term.Type);
        List<int> raw = [];
        Trace.Leaves(value, raw);
        Circuit circuit = trace.Graph.Finish(Simplify.Values(trace, raw.ToArray()), [], options.Reproducible);
        var numbers = new double[raw.Count];
        Interpreter.Run(circuit, [], numbers);
        int next = 0;
        return Read(value, trace.Graph, numbers, ref next);
    }

    /// <summary>The circuit of a gate's value with no pass over it.</summary>
    public static Circuit AsWritten(Term gate, ImmutableArray<GateType> parameters, ImmutableArray<Leaf> leaves, GateOptions options)
    {
        var trace = new Trace(new Graph(new Budget(options.Limits), options.Functions), options);
        var (inputs, result) = Apply(trace, gate, parameters, leaves);
        List<int> outputs = [];
        Trace.Leaves(result, outputs);
        return trace.Graph.Finish(outputs.ToArray(), inputs);
    }

    /// <summary>
    /// The circuit of a gate for arithmetic with a certificate: its values as written, and their derivatives by the chain rule alone, so that no rewriting is trusted.
    /// Its outputs are those of <see cref="Circuit"/>.
    /// </summary>
    public static Circuit Exact(Term gate, ImmutableArray<GateType> parameters, ImmutableArray<Leaf> leaves, Outputs what, GateOptions options)
    {
        var trace = new Trace(new Graph(new Budget(options.Limits), options.Functions, isExact: true), options);
        var (inputs, result) = Apply(trace, gate, parameters, leaves);
        List<int> values = [];
        Trace.Leaves(result, values);
        int[] outputs = [.. values], floats = [.. inputs.Where((_, i) => leaves[i].Type == GateType.Float)];
        if (what != Outputs.Value)
        {
            int[] gradient = Rows(trace.Graph, outputs, floats);
            outputs = what == Outputs.ValueAndGradient ? [.. outputs, .. gradient] : [.. outputs, .. gradient, .. Triangle(trace.Graph, gradient, floats)];
        }
        return trace.Graph.Finish(outputs, inputs);
    }

    /// <summary>Applies a gate to fresh inputs, one for each leaf of its parameters.</summary>
    public static (int[] Inputs, Value Result) Apply(Trace trace, Term gate, ImmutableArray<GateType> parameters, ImmutableArray<Leaf> leaves)
    {
        int[] inputs = [.. leaves.Select(leaf => trace.Graph.NewInput(leaf.Name, leaf.Kind))];
        int next = 0;
        Value[] arguments = [.. parameters.Select(type => Argument(type, inputs, ref next))];
        return (inputs, trace.Apply(trace.Evaluate(gate, new Frame(null)), arguments));
    }

    static Value Argument(GateType type, int[] inputs, ref int next)
    {
        if (type is not GateType.Tuple tuple) return new WireValue(inputs[next++]);
        var items = ImmutableArray.CreateBuilder<Value>(tuple.Items.Length);
        foreach (GateType item in tuple.Items) items.Add(Argument(item, inputs, ref next));
        return new TupleValue(items.MoveToImmutable());
    }

    static int[] Rows(Graph graph, int[] values, int[] variables) => [.. values.SelectMany(value =>
        graph.KindOf(value) == Kind.Bool ? [.. variables.Select(_ => graph.Number(0))] : Reverse.Gradient(graph, value, variables))];

    // Second partials p, q with p at or before q.
    static int[] Triangle(Graph graph, int[] gradient, int[] variables) =>
        [.. gradient.SelectMany((partial, p) => Reverse.Gradient(graph, partial, variables.AsSpan(p)))];

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
