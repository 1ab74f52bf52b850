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
    public static Value Function(Value gate, int arity, ImmutableArray<Place> by)
    {
        foreach (Place place in by)
        {
            Value inner = gate;
            gate = new Native(arity, (trace, arguments) => Along(trace, inner, [.. arguments], place)) { Of = inner };
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
            return Rows(trace, result, [.. places.Select(place => Wrapped(trace, Parameters.At([.. moved], place)))], fresh, replaced);
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
    static Value Along(Trace trace, Value gate, ImmutableArray<Value> arguments, Place place)
    {
        Value variable = Wrapped(trace, Parameters.At(arguments, place));
        int at = Arrays.Columns.Nodes(variable)[0];
        Kind kind = trace.Graph.KindOf(at);
        var (moved, fresh, replaced) = Freshen(trace, gate, arguments, [place], kind);
        if (kind == Kind.Float) moved = OthersFreshened(trace, gate, moved, fresh[0], replaced);
        Value result = trace.Apply(gate, moved.AsSpan());
        if (result is FunctionValue) return new Native(1, (later, more) => Along(later, gate, [.. arguments, .. more], place));
        if (result is TupleValue tuple && !IsData(tuple))
        {
            // A gate among the items waits for its arguments by itself.
            return new TupleValue([.. tuple.Items.Select((_, i) =>
                Along(trace, new Native(arguments.Length, (inner, given) => ((TupleValue)inner.Apply(gate, given)).Items[i]), arguments, place))]);
        }
        if (variable is not WireValue) return Each(result, leaf => InArray(trace, leaf, variable, fresh, replaced));
        return Map(result, leaves => kind == Kind.Bool ? Difference(trace.Graph, leaves, fresh[0], at) : Slopes(trace, leaves, fresh[0], replaced));
    }

    // For each number of an array its slope, in the shape of the array.
    static Value InArray(Trace trace, int of, Value variable, ImmutableArray<int> fresh, Dictionary<int, int> replaced)
    {
        ReadOnlySpan<int> slopes = [.. fresh.SelectMany(input => Slopes(trace, [of], input, replaced))];
        return Trace.Rebuild(variable, ref slopes);
    }

    // The values of all numbers of a result, in its shape.
    static Value Each(Value result, Func<int, Value> change) => result switch
    {
        TupleValue tuple => new TupleValue([.. tuple.Items.Select(item => Each(item, change))]),
        ArrayValue array => new ArrayValue(Each(array.Columns, change)),
        _ => change(((WireValue)result).Id),
    };

    // A column of an array of tuples is an array.
    static Value Wrapped(Trace trace, Value value)
    {
        int layers = 0;
        Value inner = value;
        for (; inner is ArrayValue array; inner = array.Columns) layers++;
        if (inner is not WireValue wire) return value;
        for (int rank = trace.Graph.KindOf(wire.Id).Rank(); layers < rank; layers++) value = new ArrayValue(value);
        return value;
    }

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

    // For one result the tuple of its partials, each in the shape of what it is in; for a tuple of results the tuple of those.
    static Value Rows(Trace trace, Value result, ImmutableArray<Value> shapes, ImmutableArray<int> fresh, Dictionary<int, int> replaced)
    {
        if (result is TupleValue tuple) return new TupleValue([.. tuple.Items.Select(item => Rows(trace, item, shapes, fresh, replaced))]);
        if (result is ArrayValue array) return Jacobians(trace, array, shapes, fresh, replaced);
        int[] values = Simplify.Values(trace, [((WireValue)result).Id]);
        ReadOnlySpan<int> slopes = Moved(trace, Partials.Rows(trace, values, [.. fresh], valuesKept: false), replaced);
        var partials = ImmutableArray.CreateBuilder<Value>(shapes.Length);
        foreach (Value shape in shapes) partials.Add(Trace.Rebuild(shape, ref slopes));
        return partials.Count == 1 ? partials[0] : new TupleValue(partials.MoveToImmutable());
    }

    // Of an array of numbers the tuple of arrays, of which each element is a partial of that number.
    static Value Jacobians(Trace trace, ArrayValue result, ImmutableArray<Value> shapes, ImmutableArray<int> fresh, Dictionary<int, int> replaced)
    {
        int next = 0;
        var partials = ImmutableArray.CreateBuilder<Value>(shapes.Length);
        foreach (Value shape in shapes)
        {
            int count = Arrays.Columns.Nodes(shape).Length, first = next;
            next += count;
            partials.Add(Each(result, leaf =>
            {
                ReadOnlySpan<int> slopes = [.. Enumerable.Range(first, count).SelectMany(k => Slopes(trace, [leaf], fresh[k], replaced))];
                return Trace.Rebuild(shape, ref slopes);
            }));
        }
        return partials.Count == 1 ? partials[0] : new TupleValue(partials.MoveToImmutable());
    }

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
