using GateDsl.Syntax;
using System.Collections.Immutable;
using GateDsl.Calculus;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Simplification;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>
/// Runs typed terms on symbolic values: a float is a node, a tuple a tuple of values, a function a closure. Functions disappear, operations remain.
/// One trace fills one graph.
/// </summary>
sealed class Trace(Graph graph, GateOptions options) : NamedGraph(graph, options)
{
    /// <summary>A step so deep costs another one: garbage collections walk the whole stack, and there is one every few hundred steps.</summary>
    const int DepthAStep = 160;

    readonly Dictionary<Symbol, Value> globals = [];
    int depth;

    /// <summary>Whether literals are decimals and pi and e themselves.</summary>
    public bool AreReal => Graph.IsExact && Options.RealLiterals;

    public Value Evaluate(Term term, Frame frame)
    {
        if (!DeepStack.HasRoom) return EvaluateDeep(term, frame);
        Graph.Budget.Spend(1 + depth++ / DepthAStep);
        Value value = term switch
        {
            Literal literal => new WireValue(literal.Type == GateType.Bool ? Graph.Truth(literal.Value != 0) : AreReal && literal.Decimal is { } text ? Balls.Reals.IsDouble(text, literal.Value) ? Graph.Number(literal.Value) : Graph.Real(new RealNumber(text, literal.Value)) : Graph.Number(literal.Value)),
            Use use => Look(use.Symbol, frame),
            BuiltinUse use => Meanings.Of(use.Builtin, use.Type, this, frame.Source, use.At),
            Apply apply => Apply(apply, frame),
            Chain chain => chain.RightAssociative ? FromRight(chain, frame) : FromLeft(chain, frame),
            Lambda lambda => new Closure(lambda, frame),
            MakeTuple tuple => new TupleValue(EvaluateAll(tuple.Items, frame)),
            MakeArray array => Arrays.Columns.Literal(this, array, EvaluateAll(array.Items, frame), frame.Source),
            Choose choose => Choose(choose, frame),
            Block block => Evaluate(block.Result, Bind(block, frame)),
            HostUse host => new Native(host.Arity, (trace, x) => trace.Host(host, x)),
            Differentiate by => Derivatives.Function(Evaluate(by.Inner, frame), by.Arity, by.By, by.Inner.Type),
            _ => throw new InvalidOperationException($"no meaning for {term.GetType().Name}"),
        };
        depth--;
        return value;
    }

    // In a method of its own: C# would allocate the closure on every call.
    Value EvaluateDeep(Term term, Frame frame) => DeepStack.Run(() => Evaluate(term, frame));

    /// <summary>Applies a function to arguments, fewer or more than it waits for at once.</summary>
    public Value Apply(Value function, ReadOnlySpan<Value> arguments)
    {
        while (arguments.Length > 0)
        {
            var f = (FunctionValue)function;
            Graph.Budget.Spend(1 + arguments.Length / 4);
            if (arguments.Length < f.Arity) return new Partly(f, [.. arguments]);
            function = f.Call(this, arguments[..f.Arity]);
            arguments = arguments[f.Arity..];
        }
        return function;
    }

    public void Bind(Frame frame, TypedPattern pattern, Value value)
    {
        switch (pattern)
        {
            case BindName name:
                if (value is WireValue wire) Names.Suggest(Graph, wire.Id, name.Symbol.Name);
                if (value is ArrayValue { Columns: WireValue column }) Names.Suggest(Graph, column.Id, name.Symbol.Name);
                frame.Set(name.Symbol, value);
                break;
            case BindTuple tuple:
                var items = ((TupleValue)value).Items;
                for (int i = 0; i < items.Length; i++) Bind(frame, tuple.Items[i], items[i]);
                break;
        }
    }

    /// <summary>The floats and truth values that a value consists of, from left to right.</summary>
    public static void Leaves(Value value, List<int> into)
    {
        switch (value)
        {
            case WireValue wire: into.Add(wire.Id); break;
            case TupleValue tuple:
                foreach (Value item in tuple.Items) Leaves(item, into);
                break;
            case ArrayValue array: Leaves(array.Columns, into); break;
            default: throw new InvalidOperationException("a function has no leaves");
        }
    }

    /// <summary>The same shape with other leaves, taken in order.</summary>
    public static Value Rebuild(Value shape, ref ReadOnlySpan<int> leaves)
    {
        if (shape is TupleValue tuple)
        {
            var items = ImmutableArray.CreateBuilder<Value>(tuple.Items.Length);
            foreach (Value item in tuple.Items) items.Add(Rebuild(item, ref leaves));
            return new TupleValue(items.MoveToImmutable());
        }
        if (shape is ArrayValue array) return new ArrayValue(Rebuild(array.Columns, ref leaves));
        int leaf = leaves[0];
        leaves = leaves[1..];
        return new WireValue(leaf);
    }

    /// <summary>One value or the other, leaf by leaf; of functions, a function that chooses when it is called.</summary>
    public Value Select(int condition, Value a, Value b) => (a, b) switch
    {
        (WireValue x, WireValue y) => new WireValue(x == y ? x.Id : Graph.Add(new(Op.Select, condition, x.Id, y.Id))),
        (TupleValue x, TupleValue y) => new TupleValue([.. x.Items.Zip(y.Items, (p, q) => Select(condition, p, q))]),
        (ArrayValue x, ArrayValue y) => new ArrayValue(Select(condition, x.Columns, y.Columns)),
        (FunctionValue f, FunctionValue g) => new Native(1, (trace, x) => trace.Select(condition, trace.Apply(f, x), trace.Apply(g, x))),
        _ => throw new InvalidOperationException("the branches of an if have different shapes"),
    };

    Value Look(Symbol symbol, Frame frame)
    {
        if (frame.Find(symbol, Graph.Budget) is { } local) return local;
        if (globals.TryGetValue(symbol, out Value? global)) return global;
        Term definition = symbol.Definition ?? throw new InvalidOperationException($"'{symbol.Name}' has no value");
        Value value = Evaluate(definition, new Frame(null, symbol.Source));
        if (value is WireValue wire) Names.Suggest(Graph, wire.Id, symbol.Name);
        return globals[symbol] = value;
    }

    Value Apply(Apply apply, Frame frame)
    {
        Value function = Evaluate(apply.Function, frame);
        return Apply(function, EvaluateAll(apply.Arguments, frame).AsSpan());
    }

    ImmutableArray<Value> EvaluateAll(ImmutableArray<Term> terms, Frame frame)
    {
        var values = ImmutableArray.CreateBuilder<Value>(terms.Length);
        foreach (Term term in terms) values.Add(Evaluate(term, frame));
        return values.MoveToImmutable();
    }

    Value FromLeft(Chain chain, Frame frame)
    {
        Value left = Evaluate(chain.First, frame);
        foreach (ChainLink link in chain.Rest) left = Operate(link, left, Evaluate(link.Operand, frame), frame.Source);
        return left;
    }

    Value FromRight(Chain chain, Frame frame)
    {
        Value right = Evaluate(chain.Rest[^1].Operand, frame);
        for (int i = chain.Rest.Length - 1; i >= 0; i--)
        {
            right = Operate(chain.Rest[i], Evaluate(i == 0 ? chain.First : chain.Rest[i - 1].Operand, frame), right, frame.Source);
        }
        return right;
    }

    WireValue Host(HostUse host, ReadOnlySpan<Value> arguments)
    {
        Span<int> wires = stackalloc int[host.Arity];
        for (int i = 0; i < wires.Length; i++)
        {
            Wire argument = Graph.Wire(((WireValue)arguments[i]).Id);
            wires[i] = (Graph.Functions[host.Number].IsTruth(i) ? argument.Choose(argument.Number(1), argument.Number(0)) : argument).Id;
        }
        return new(HostCall.Add(Graph, host.Number, wires));
    }

    Value Operate(ChainLink link, Value left, Value right, Source source)
    {
        var type = new GateType.Function(link.OperandType, new GateType.Function(link.OperandType, link.Result));
        return Apply(Meanings.Of(link.Operator, type, this, source, link.At), [left, right]);
    }

    Value Choose(Choose choose, Frame frame)
    {
        var branches = new (int Condition, Value Then)[choose.Branches.Length];
        for (int i = 0; i < branches.Length; i++)
        {
            var (condition, then) = choose.Branches[i];
            branches[i] = (((WireValue)Evaluate(condition, frame)).Id, Evaluate(then, frame));
        }
        Value value = Evaluate(choose.Otherwise, frame);
        for (int i = branches.Length - 1; i >= 0; i--) value = Select(branches[i].Condition, branches[i].Then, value);
        return value;
    }

    Frame Bind(Block block, Frame outer)
    {
        var frame = new Frame(outer);
        foreach (var (target, value) in block.Bindings) Bind(frame, target, Evaluate(value, frame));
        return frame;
    }
}
