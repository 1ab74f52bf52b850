using System.Collections.Immutable;
using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Simplification;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>
/// What <c>g'x</c>, <c>diff</c>, <c>grad</c> and <c>soft</c> mean while a program is traced. A derivative is taken in a fresh input that nothing else can
/// mention, and the argument takes its place afterwards: so nested derivatives cannot be confused.
/// </summary>
static class Derivatives
{
    /// <summary>The gate of the derivative of a gate, once for each entry of <paramref name="by"/>: the place of one of its parameters.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="arity">How many parameters it has.</param>
    /// <param name="by">The places.</param>
    /// <param name="type">Its type.</param>
    public static Value Function(Value gate, int arity, ImmutableArray<Place> by, GateType type)
    {
        ImmutableArray<GateType> parameters = Parameters.Of(type);
        foreach (Place place in by)
        {
            Value inner = gate;
            gate = new Native(arity, (trace, arguments) => Along(trace, inner, [.. arguments], place, parameters)) { Of = inner };
        }
        return gate;
    }

    /// <summary>The gate of all partials of a gate of this type.</summary>
    public static Value Gradient(Value gate, GateType type)
    {
        ImmutableArray<GateType> parameters = Parameters.Of(type);
        ImmutableArray<Place> places = Parameters.Places(parameters, GateType.Float);
        return new Native(parameters.Length, (trace, arguments) =>
        {
            var (moved, fresh, replaced) = Freshen(trace, gate, [.. arguments], places, Kind.Float);
            Value result = trace.Apply(gate, moved.AsSpan());
            return Rows(trace, result, [.. places.Select(place => Variable.Of(trace, moved, parameters, place))], fresh, replaced);
        });
    }

    /// <summary>The relaxation of a gate of this type to floats.</summary>
    public static Value Soft(Value gate, GateType type)
    {
        ImmutableArray<GateType> parameters = Parameters.Of(type);
        ImmutableArray<Place> places = Parameters.Places(parameters, GateType.Bool);
        return new Native(parameters.Length, (trace, arguments) =>
        {
            var (moved, _, replaced) = Freshen(trace, gate, [.. arguments], places, Kind.Bool);
            Value result = trace.Apply(gate, moved.AsSpan());
            return Map(result, leaves => Calculus.Soft.Relax(trace.Graph, leaves, replaced));
        });
    }

    // The derivative in one argument. A result that is a function waits for its arguments first.
    static Value Along(Trace trace, Value gate, ImmutableArray<Value> arguments, Place place, ImmutableArray<GateType> parameters)
    {
        Variable variable = Variable.Of(trace, arguments, parameters, place);
        int at = variable.Nodes[0];
        Kind kind = trace.Graph.KindOf(at);
        var (moved, fresh, replaced) = Freshen(trace, gate, arguments, [place], kind);
        if (kind == Kind.Float) moved = OthersFreshened(trace, gate, moved, fresh[0], replaced);
        Value result = trace.Apply(gate, moved.AsSpan());
        if (result is FunctionValue) return new Native(1, (later, more) => Along(later, gate, [.. arguments, .. more], place, parameters));
        if (result is TupleValue tuple && !IsData(tuple))
        {
            // A gate among the items waits for its arguments by itself.
            return new TupleValue([.. tuple.Items.Select((_, i) =>
                Along(trace, new Native(arguments.Length, (inner, given) => ((TupleValue)inner.Apply(gate, given)).Items[i]), arguments, place, parameters))]);
        }
        if (variable.Shape is not WireValue) return Each(result, leaf => variable.Partials(input => Slopes(trace, [leaf], fresh[input], replaced)[0]));
        return Map(result, leaves => kind == Kind.Bool ? Difference(trace.Graph, leaves, fresh[0], at) : Slopes(trace, leaves, fresh[0], replaced));
    }

    // The values of all numbers of a result, in its shape.
    static Value Each(Value result, Func<int, Value> change) => result switch
    {
        TupleValue tuple => new TupleValue([.. tuple.Items.Select(item => Each(item, change))]),
        ArrayValue array => new ArrayValue(Each(array.Columns, change)),
        _ => change(((WireValue)result).Id),
    };

    static bool IsData(Value value) => value is WireValue or ArrayValue || (value is TupleValue tuple && tuple.Items.All(IsData));

    static int[] Slopes(Trace trace, ReadOnlySpan<int> of, int variable, Dictionary<int, int> replaced)
    {
        var slopes = new int[of.Length];
        for (int i = 0; i < slopes.Length; i++) slopes[i] = Partials.By(trace, of[i], variable);
        return Moved(trace, slopes, replaced);
    }

    // The arguments take the places of the fresh inputs.
    static int[] Moved(Trace trace, int[] slopes, Dictionary<int, int> replaced)
    {
        int[] moved = trace.Graph.Substitute(slopes, replaced, trace.Names);
        for (int i = 0; i < moved.Length; i++) trace.Derived.Move(slopes[i], moved[i], replaced);
        return moved;
    }

    // g (a = false) <> g (a = true)
    static int[] Difference(Graph graph, ReadOnlySpan<int> of, int variable, int at)
    {
        int[] low = graph.Substitute(of, new Dictionary<int, int> { [variable] = graph.Truth(false) });
        int[] high = graph.Substitute(of, new Dictionary<int, int> { [variable] = graph.Truth(true) });
        return [.. low.Zip(high, (a, b) => (graph.Wire(a) ^ graph.Wire(b)).Id)];
    }

    // For one result the tuple of its partials, each in the shape of what it is in; for a tuple or an array of results the tuple or array of those.
    static Value Rows(Trace trace, Value result, ImmutableArray<Variable> variables, ImmutableArray<int> fresh, Dictionary<int, int> replaced) => Each(result, leaf =>
    {
        int[] values = Simplify.Values(trace, [leaf]);
        int[] slopes = Moved(trace, Partials.Rows(trace, values, [.. fresh], valuesKept: false), replaced);
        int first = 0;
        var partials = ImmutableArray.CreateBuilder<Value>(variables.Length);
        foreach (Variable variable in variables)
        {
            partials.Add(variable.Partials(input => slopes[first + input]));
            first += variable.Nodes.Length;
        }
        return partials.Count == 1 ? partials[0] : new TupleValue(partials.MoveToImmutable());
    });

    // The arguments with fresh inputs at the given places, those inputs, and what they stand for.
    static (ImmutableArray<Value> Moved, ImmutableArray<int> Fresh, Dictionary<int, int> Replaced) Freshen(
        Trace trace, Value gate, ImmutableArray<Value> arguments, ImmutableArray<Place> places, Kind kind)
    {
        var fresh = ImmutableArray.CreateBuilder<int>(places.Length);
        var replaced = new Dictionary<int, int>();
        foreach (Place place in places)
        {
            trace.Graph.Budget.Spend(1 + arguments.Length / Graph.NodesAStep);
            Value value = Parameters.At(arguments, place);
            List<int> inputs = [];
            foreach (int argument in Arrays.Columns.Nodes(value))
            {
                string name = NameOf(trace, gate, place, argument);
                int input = trace.Graph.KindOf(argument).IsArray() ? trace.Graph.NewInput(name, argument, 0) : trace.Graph.NewInput(name, kind);
                replaced[input] = argument;
                inputs.Add(input);
            }
            fresh.AddRange(inputs);
            ReadOnlySpan<int> leaves = [.. inputs];
            arguments = Parameters.With(arguments, place, Trace.Rebuild(value, ref leaves));
        }
        return (arguments, fresh.ToImmutable(), replaced);
    }

    // Inputs in the other places too: a derivative has one form, whatever the inputs are called where the gate is used.
    static ImmutableArray<Value> OthersFreshened(Trace trace, Value gate, ImmutableArray<Value> arguments, int variable, Dictionary<int, int> replaced)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not WireValue { Id: var id } || id == variable || trace.Graph[id].Op != Op.Input || trace.Graph.KindOf(id) != Kind.Float) continue;
            int input = trace.Graph.NewInput(NameOf(trace, gate, Place.Of(i), id), Kind.Float);
            replaced[input] = id;
            arguments = arguments.SetItem(i, new WireValue(input));
        }
        return arguments;
    }

    // The name of a parameter, where the gate shows it, else of the input that is passed for it.
    static string NameOf(Trace trace, Value gate, Place place, int argument)
    {
        while (gate is Native { Of: { } inner }) gate = inner;
        if (gate is Closure { Lambda.Parameters: var parameters } && place.Within.Length == 0 && place.Parameter < parameters.Length && parameters[place.Parameter] is BindName name) return name.Symbol.Name;
        Node node = trace.Graph[argument];
        return node.Op == Op.Input ? trace.Graph.Inputs[(int)node.Bits].Name : "";
    }

    delegate int[] OfLeaves(ReadOnlySpan<int> leaves);

    static Value Map(Value value, OfLeaves change)
    {
        List<int> leaves = [];
        Trace.Leaves(value, leaves);
        ReadOnlySpan<int> changed = change(leaves.ToArray());
        return Trace.Rebuild(value, ref changed);
    }
}
