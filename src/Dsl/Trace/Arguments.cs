using GateDsl.Syntax;
using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Simplification;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>
/// Makes parameters of the numbers that an expression gives to gates: literals and arithmetic on them, in place or by the name of a value, in an argument of
/// anything but a built-in function. What stands in a formula, <c>log (1 + 1e-20)</c>, or in a lambda is part of a gate and stays.
/// </summary>
sealed class Arguments
{
    readonly List<Symbol> parameters = [];
    readonly List<(int[] Nodes, int[]? Lengths)> nodes = [];  // what the parameters stand for: a number, or the numbers of an array
    readonly Dictionary<(Term, int), Symbol> knownArrays = [];   // by the literal and its place in the application
    readonly Dictionary<long, Symbol> known = [];             // by the node of the number and its place in the application: f 1 twice is one call, and f 1 1 has two inputs
    readonly Dictionary<Symbol, Term> opened = [], given = [];   // values of the file, and those given to a gate, by what takes their place
    readonly List<Bind> bindings = [];
    readonly HashSet<Symbol> numbers = [], others = [];       // values that are arithmetic on literals, and those that are not
    readonly Trace arithmetic;
    readonly Frame frame = new(null);
    int place;                                                // how many numbers the application at hand has been given

    static Source Nowhere { get; } = new("", "");

    public Arguments(GateOptions options, Budget budget) => arithmetic = new(new Graph(budget, options.Functions), options);

    /// <summary>The gate of an expression.</summary>
    public TypedGate Gate(Term term)
    {
        Term body = Open(term, isArgument: false);
        if (bindings.Count > 0) body = new Block([.. bindings], body, body.Type, body.At);
        if (parameters.Count == 0) return new(body, [], []);
        var leaves = ImmutableArray.CreateBuilder<Leaf>(parameters.Count);
        var names = ImmutableArray.CreateBuilder<TypedPattern>(parameters.Count);
        var types = ImmutableArray.CreateBuilder<GateType>(parameters.Count);
        foreach (Symbol parameter in parameters)
        {
            leaves.Add(new(Place.Of(leaves.Count), "", parameter.Type));
            names.Add(new BindName(parameter));
            types.Add(parameter.Type);
        }
        return new(new Lambda(names.MoveToImmutable(), body, body.Type, body.At), types.MoveToImmutable(), leaves.MoveToImmutable());
    }

    /// <summary>The numbers that take the places of the parameters, computed as an expression of their own would be.</summary>
    public double[] Numbers() => Computed([.. nodes.Select(parameter => parameter.Nodes[0])]);

    /// <summary>The same, with arrays among them.</summary>
    public Cell[] Cells() => [.. nodes.Select(parameter => Computed(parameter.Nodes) is var numbers && parameter.Lengths is { } lengths ? new ArrayData(numbers, lengths) : (Cell)numbers[0])];

    double[] Computed(int[] computed)
    {
        if (Array.Exists(computed, id => arithmetic.Graph[id].Arity > 0)) computed = Simplify.Constants(arithmetic, Simplify.Values(arithmetic, computed));
        var numbers = new double[computed.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            Node node = arithmetic.Graph[computed[i]];
            numbers[i] = node.Op == Op.Truth ? node.Bits : node.Number;
        }
        return numbers;
    }

    Term Open(Term term, bool isArgument, bool isFunction = false)
    {
        if (!DeepStack.HasRoom) return OpenDeep(term, isArgument, isFunction);
        arithmetic.Graph.Budget.Spend(1);
        if (isArgument && IsNumber(term)) return Parameterize(term);
        if (isArgument && ArrayOf(term) is { } literal) return ParameterizeArray(term, literal);
        switch (term)
        {
            case Use use: return OpenValue(use, isArgument);
            case Apply or Chain:
                int outside = place;
                if (!isFunction) place = 0;
                Term application = term is Apply call ? Open(call) : Open((Chain)term);
                place = outside;
                return application;
            case MakeArray array:
                ImmutableArray<Term> elements = OpenAll(array.Items, isArgument);
                return elements == array.Items ? array : array with { Items = elements };
            case MakeTuple tuple:
                ImmutableArray<Term> items = OpenAll(tuple.Items, isArgument);
                return items == tuple.Items ? tuple : tuple with { Items = items };
            case Choose choose:
                return choose with
                {
                    Branches = [.. choose.Branches.Select(branch => new Case(Open(branch.Condition, false), Open(branch.Then, isArgument)))],
                    Otherwise = Open(choose.Otherwise, isArgument),
                };
            case Block block:
                var bindings = ImmutableArray.CreateBuilder<Bind>(block.Bindings.Length);
                foreach (Bind bind in block.Bindings)
                {
                    if (bind.Target is BindName name && IsNumber(bind.Value) && numbers.Add(name.Symbol)) frame.Set(name.Symbol, arithmetic.Evaluate(bind.Value, frame));
                    bindings.Add(bind with { Value = Open(bind.Value, false) });
                }
                return block with { Bindings = bindings.MoveToImmutable(), Result = Open(block.Result, isArgument) };
            default: return term;
        }
    }

    // In methods of their own: C# would allocate the closures on every call.
    Term OpenDeep(Term term, bool isArgument, bool isFunction) => DeepStack.Run(() => Open(term, isArgument, isFunction));

    bool IsNumberDeep(Term term) => DeepStack.Run(() => IsNumber(term));

    ImmutableArray<Term> OpenAll(ImmutableArray<Term> terms, bool areArguments)
    {
        ImmutableArray<Term>.Builder? changed = null;
        for (int i = 0; i < terms.Length; i++)
        {
            Term made = Open(terms[i], areArguments);
            if (ReferenceEquals(made, terms[i])) continue;
            changed ??= terms.ToBuilder();
            changed[i] = made;
        }
        return changed?.MoveToImmutable() ?? terms;
    }

    Apply Open(Apply apply)
    {
        bool givesToGate = apply.Function is not BuiltinUse { Builtin.Name: not ("diff" or "grad" or "soft") };
        Term function = Open(apply.Function, isArgument: false, isFunction: true);
        ImmutableArray<Term> arguments = OpenAll(apply.Arguments, givesToGate);
        return ReferenceEquals(function, apply.Function) && arguments == apply.Arguments ? apply : apply with { Function = function, Arguments = arguments };
    }

    Chain Open(Chain chain)
    {
        string flow = chain.Rest[0].Operator.Name;
        Term first = Open(chain.First, isArgument: flow == "|>", isFunction: flow == "<|");
        ImmutableArray<ChainLink>.Builder? changed = null;
        for (int i = 0; i < chain.Rest.Length; i++)
        {
            ChainLink link = chain.Rest[i];
            Term made = Open(link.Operand, isArgument: link.Operator.Name == "<|", isFunction: link.Operator.Name == "|>");
            if (ReferenceEquals(made, link.Operand)) continue;
            changed ??= chain.Rest.ToBuilder();
            changed[i] = link with { Operand = made };
        }
        return ReferenceEquals(first, chain.First) && changed is null ? chain : chain with { First = first, Rest = changed?.MoveToImmutable() ?? chain.Rest };
    }

    // A value of the file may give numbers to gates as well, let limit = f 1e-9, or be some: let corner = (1, 1e-9).
    Term OpenValue(Use use, bool isArgument)
    {
        if (use.Symbol.Definition is not { } definition || IsNumber(use) || !IsData(definition.Type)) return use;
        Dictionary<Symbol, Term> known = isArgument ? given : opened;
        if (known.TryGetValue(use.Symbol, out Term? before)) return before;
        Term made = Open(definition, isArgument);
        if (ReferenceEquals(made, definition)) return known[use.Symbol] = use;
        var symbol = new Symbol(use.Symbol.Name, use.Symbol.At, use.Symbol.Source) { Type = definition.Type };
        bindings.Add(new(new BindName(symbol), made));
        return known[use.Symbol] = new Use(symbol, use.Type, use.At);
    }

    // Whether a term is a literal, or arithmetic on such: no function, whose rules look at what is in its argument, is in it.
    bool IsNumber(Term term)
    {
        if (!DeepStack.HasRoom) return IsNumberDeep(term);
        arithmetic.Graph.Budget.Spend(1);
        switch (term)
        {
            case Literal: return true;
            case BuiltinUse { Builtin.Parameters.Length: 0 }: return true;
            case Apply { Function: BuiltinUse { Builtin.Name: "~-" or "~+" }, Arguments: [var operand] }: return IsNumber(operand);
            case Chain chain when chain.Rest[0].Operator.Name is "+" or "-" or "*" or "/" or "%" or "**":
                if (!IsNumber(chain.First)) return false;
                foreach (ChainLink link in chain.Rest)
                {
                    if (!IsNumber(link.Operand)) return false;
                }
                return true;
            case Use { Symbol: var symbol }:
                if (numbers.Contains(symbol)) return true;
                if (symbol.Definition is not { } definition || others.Contains(symbol)) return false;
                bool isNumber = IsNumber(definition);
                (isNumber ? numbers : others).Add(symbol);
                return isNumber;
            default: return false;
        }
    }

    Use Parameterize(Term term)
    {
        int id = ((WireValue)arithmetic.Evaluate(term, frame)).Id;
        long key = ((long)place++ << 32) | (uint)id;
        if (!known.TryGetValue(key, out Symbol? symbol))
        {
            known[key] = symbol = new("", term.At, Nowhere) { Type = term.Type == GateType.Bool || term.Type == GateType.Int ? term.Type : GateType.Float };
            parameters.Add(symbol);
            nodes.Add(([id], null));
        }
        return new(symbol, term.Type, term.At);
    }

    // A literal array of numbers, or of such arrays of one length, in place or by the name of a value.
    MakeArray? ArrayOf(Term term)
    {
        while (term is Use { Symbol.Definition: { } definition }) term = definition;
        return term is MakeArray array && Lengths(array) is not null ? array : null;
    }

    int[]? Lengths(MakeArray array)
    {
        arithmetic.Graph.Budget.Spend(1);
        if (array.Items.Length == 0 || array.Items[0] is not MakeArray first)
        {
            GateType element = ((GateType.Array)array.Type).Element;
            return (array.Items.Length > 0 || element is GateType.Basic or GateType.Variable) && array.Items.All(IsNumber) ? [array.Items.Length] : null;
        }
        int[]? rows = Lengths(first);
        if (rows is null) return null;
        foreach (Term item in array.Items)
        {
            if (item is not MakeArray row || Lengths(row) is not { } other || !other.AsSpan().SequenceEqual(rows)) return null;
        }
        return [array.Items.Length, .. rows];
    }

    Use ParameterizeArray(Term term, MakeArray array)
    {
        if (!knownArrays.TryGetValue((array, place++), out Symbol? symbol))
        {
            knownArrays[(array, place - 1)] = symbol = new("", term.At, Nowhere) { Type = Exports.Of(array.Type) };
            List<int> numbers = [];
            Collect(array, numbers);
            parameters.Add(symbol);
            nodes.Add(([.. numbers], Lengths(array)));
        }
        return new(symbol, term.Type, term.At);
    }

    void Collect(MakeArray array, List<int> numbers)
    {
        foreach (Term item in array.Items)
        {
            if (item is MakeArray row) Collect(row, numbers);
            else numbers.Add(((WireValue)arithmetic.Evaluate(item, frame)).Id);
        }
    }

    static bool IsData(GateType type) => type is GateType.Array || (type is not GateType.Function && (type is not GateType.Tuple tuple || tuple.Items.All(IsData)));
}
