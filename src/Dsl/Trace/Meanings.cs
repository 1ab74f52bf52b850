using GateDsl.Syntax;
using System.Collections.Immutable;
using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>What each built-in name is worth while a program is traced. Primitives need no entry here, unless they mean more than their operation.</summary>
static class Meanings
{
    delegate Value Meaning(Trace trace, GateType type);


    static readonly Dictionary<string, Meaning> table = new Dictionary<string, Meaning>
    {
        ["/"] = Always(Node(Op.Divide, 2)),
        ["~+"] = Always(new Native(1, (_, x) => x[0])),
        ["="] = Always(new Native(2, (trace, x) => new WireValue(Comparison.Equal(trace.Graph, x[0], x[1]).Id))),
        ["<>"] = Always(new Native(2, (trace, x) => new WireValue(Comparison.NotEqual(trace.Graph, x[0], x[1]).Id))),
        ["<"] = Ordering(Op.Less),
        ["<="] = Ordering(Op.LessEqual),
        [">"] = Ordering(Op.Greater),
        [">="] = Ordering(Op.GreaterEqual),
        ["|>"] = Always(new Native(2, (trace, x) => trace.Apply(x[1], [x[0]]))),
        ["<|"] = Always(new Native(2, (trace, x) => trace.Apply(x[0], [x[1]]))),
        [">>"] = Always(new Native(3, (trace, x) => trace.Apply(x[1], [trace.Apply(x[0], [x[2]])]))),
        ["<<"] = Always(new Native(3, (trace, x) => trace.Apply(x[0], [trace.Apply(x[1], [x[2]])]))),
        ["pi"] = Real(RealNumber.Pi),
        ["e"] = Real(RealNumber.E),
        ["infinity"] = Number(double.PositiveInfinity),
        ["nan"] = Number(double.NaN),
        ["fst"] = Always(new Native(1, (_, x) => ((TupleValue)x[0]).Items[0])),
        ["snd"] = Always(new Native(1, (_, x) => ((TupleValue)x[0]).Items[1])),
        ["id"] = Always(new Native(1, (_, x) => x[0])),
        ["pown"] = Always(new Native(2, Power)),
        ["diff"] = Always(new Native(1, (_, f) => Derivatives.Function(f[0], 1, [Place.Of(0)], GateType.Float))),
        ["grad"] = (_, type) => new Native(1, (_, f) => Derivatives.Gradient(f[0], Argument(type))),
        ["soft"] = (_, type) => new Native(1, (_, f) => Derivatives.Soft(f[0], Argument(type))),
    };

    static readonly Dictionary<string, Value> functions =
        PrimitiveTable.All.Where(entry => entry.Type is not null && !entry.TakesBits).ToDictionary(entry => entry.Name, entry => Node(entry.Op, entry.Arity));

    static readonly Dictionary<string, Value> formulas =
        Formulas.All.ToDictionary(entry => entry.Name, entry => (Value)new Native(entry.Parameters.Length, (trace, x) =>
        {
            var arguments = new Wire[x.Length];
            for (int i = 0; i < arguments.Length; i++) arguments[i] = trace.Graph.Wire(Id(x[i]));
            return new WireValue(entry.Body(arguments).Id);
        }));

    /// <summary>The value of a built-in at the type at which it is used.</summary>
    /// <param name="builtin">The built-in.</param>
    /// <param name="type">That type.</param>
    /// <param name="trace">Where it is traced.</param>
    /// <param name="source">The text in which it is used.</param>
    /// <param name="at">The place there.</param>
    public static Value Of(Builtin builtin, GateType type, Trace trace, Source source, Span at) =>
        type is GateType.Function { Argument: var argument } && argument == GateType.Int && Ints.Of(builtin.Name, new(source, at, builtin.Name)) is { } ints ? ints
            : table.TryGetValue(builtin.Name, out Meaning? meaning) ? meaning(trace, type)
            : functions.GetValueOrDefault(builtin.Name) ?? formulas.GetValueOrDefault(builtin.Name) ?? Arrays.ArrayMeanings.Of(builtin.Name, type, new(source, at, builtin.Name));

    static Meaning Always(Value value) => (_, _) => value;

    static Meaning Number(double value) => (trace, _) => new WireValue(trace.Graph.Number(value));

    static Meaning Real(RealNumber value) => (trace, _) => new WireValue(trace.AreReal ? trace.Graph.Real(value) : trace.Graph.Number(value.Nearest));

    static Meaning Ordering(Op op) => Always(new Native(2, (trace, x) => new WireValue(Comparison.Ordered(trace.Graph, op, x[0], x[1]).Id)));

    static Value Node(Op op, int arity) => new Native(arity, (trace, x) =>
        new WireValue(trace.Graph.Add(new(op, Id(x[0]), arity > 1 ? Id(x[1]) : -1, arity > 2 ? Id(x[2]) : -1))));

    static Value Power(Trace trace, ReadOnlySpan<Value> x)
    {
        Node exponent = trace.Graph[Id(x[1])];
        bool known = exponent.Op == Op.Number && Math.Abs(exponent.Number) <= int.MaxValue;
        if (known && trace.Options.AsWritten) return new WireValue(AsFSharp(trace.Graph.Wire(Id(x[0])), (long)exponent.Number).Id);
        return new WireValue(trace.Graph.Add(known ? new(Op.PowerInt, Id(x[0]), Bits: (long)exponent.Number) : new(Op.Power, Id(x[0]), Id(x[1]))));
    }

    // The products of F#'s pown, with their roundings.
    static Wire AsFSharp(Wire x, long n)
    {
        switch (n)
        {
            case < 0: return 1 / AsFSharp(x, -n);
            case 0: return x.Number(1);
            case 1: return x;
            case 3: return x * x * x;
        }
        Wire half = AsFSharp(x, n / 2), square = half * half;
        return n % 2 == 0 ? square : square * x;
    }

    static int Id(Value value) => ((WireValue)value).Id;

    static GateType Argument(GateType function) => ((GateType.Function)function).Argument;
}
