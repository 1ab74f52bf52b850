using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A parameter of a bare formula.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Float, bool, int, or an array; null: what it is used as.</param>
sealed record FormulaParameter(string Name, GateType? Type = null);

// A bare formula, whose variables the host names. Each is a number or a truth value; an array, where the host says so.
sealed partial class Infer
{
    /// <summary>A gate of these parameters; null if the formula is wrong.</summary>
    /// <param name="occurrences">Where its free names first appear.</param>
    /// <param name="result">The type that its value must have; null: any but a gate.</param>
    public Symbol? Formula(Expr formula, IReadOnlyList<FormulaParameter> parameters, IReadOnlyList<Identifier> occurrences, GateType? result)
    {
        Symbol? gate = null;
        Whole(formula.Span, () =>
        {
            var places = occurrences.ToDictionary(name => name.Text, name => name.Span);
            List<Symbol> symbols = [.. parameters.Select(parameter => Variable(parameter, places.GetValueOrDefault(parameter.Name)))];
            foreach (Symbol symbol in symbols) locals.Add(symbol);
            Draft draft = result is null ? Of(formula) : Check(formula, From(result), new ResultAsked(formula.Span));
            End();
            if (!failed && !Exports.IsData(TypeOf(draft.Type))) Fail(report.FormulaIsGate(formula.Span, TypeOf(draft.Type), Bare(formula) is NameExpr or OperatorNameExpr or ApplyExpr ? Short(formula.Span) : null));
            if (!failed) gate = Gate(formula, symbols, draft);
        });
        return failed ? null : gate;
    }

    Symbol Variable(FormulaParameter parameter, Span at)
    {
        TyVariable? open = parameter.Type is null ? unify.Fresh(Demand.Scalar) : null;
        var symbol = new Symbol(parameter.Name, at, source) { Kind = SymbolKind.Parameter, IsVariable = true, Inferred = open ?? From(parameter.Type!) };
        open?.Variable = symbol;
        return symbol;
    }

    Symbol Gate(Expr formula, List<Symbol> parameters, Draft draft)
    {
        Ty whole = draft.Type;
        for (int i = parameters.Count - 1; i >= 0; i--) whole = Ty.Function(parameters[i].Inferred, whole);
        var gate = new Symbol("", formula.Span, source) { Inferred = schemes.Finished(whole, formula.Span), Type = TypeOf(whole) };
        ImmutableArray<TypedPattern> patterns = [.. parameters.Select(symbol => new BindName(Typed(symbol)))];
        Term body = Finish(draft);
        if (patterns.IsEmpty)
        {
            gate.Definition = body;
            return gate;
        }
        gate.Definition = new Lambda(patterns, body, gate.Type, formula.Span);
        gate.Parameters = patterns;
        gate.Names = [.. parameters.Select(parameter => new NamePattern(new(parameter.Name, default)))];
        return gate;
    }

    /// <summary>The message where a variable of a formula is used as a gate or as a tuple; null if that is not the mistake.</summary>
    /// <param name="written">What is used so, where that is known.</param>
    /// <param name="needed">What it should be; null: a gate.</param>
    /// <param name="argument">What it is applied to.</param>
    Diagnostic? Misused(Expr? written, Ty found, Ty? needed, Expr? argument = null)
    {
        int fuel = 1_000;
        if (Culprit(found, needed, written is NameExpr name && locals.Find(name.Name.Text) is { IsVariable: true } named ? named : null, ref fuel) is not var (symbol, what)) return null;
        Span at = written is NameExpr use && use.Name.Text == symbol.Name ? use.Span : symbol.At.Length > 0 || written is null ? symbol.At : written.Span;
        string? meant = written?.Span == at ? Meant(Short(at), argument) : null;
        return report.NotDefined(at, symbol.Name, SimilarGate(symbol.Name), what, meant);
    }

    /// <summary>What was perhaps meant by <c>x y</c> and <c>x -1</c>.</summary>
    string? Meant(string left, Expr? argument) => argument switch
    {
        PrefixExpr sign => $"{(sign.Operator.Text == "-" ? "a subtraction" : "a sum")} is written '{left} {sign.Operator.Text} {Short(sign.Operand.Span)}'",
        NameExpr or NumberExpr or ParenExpr { Inner: not TupleExpr } => $"a product is written '{left} * {Short(argument.Span)}'",
        _ => null,
    };

    /// <summary>The variable in one type that is a gate or a tuple in the other, and which of the two.</summary>
    static (Symbol, string)? Culprit(Ty found, Ty? needed, Symbol? named, ref int fuel)
    {
        if (--fuel < 0) return null;
        Ty a = found.Root;
        Ty? b = needed?.Root;
        if (b is null or TyFunction && a is not TyFunction && (named ?? VariableOf(found)) is { } gate) return (gate, "a gate");
        if (b is TyTuple && a is not TyTuple && (named ?? VariableOf(found)) is { } tuple) return (tuple, "a tuple");
        if (b is TyArray && a is not TyArray && (named ?? VariableOf(found)) is { } array) return (array, "an array");
        if (needed is not null && a is TyFunction && b is not TyFunction && VariableOf(needed) is { } asGate) return (asGate, "a gate");
        if (needed is not null && a is TyTuple && b is not TyTuple && VariableOf(needed) is { } asTuple) return (asTuple, "a tuple");
        if (needed is not null && a is TyArray && b is not TyArray && VariableOf(needed) is { } asArray) return (asArray, "an array");
        switch (a, b)
        {
            case (TyFunction f, TyFunction g):
                return Culprit(f.Argument, g.Argument, null, ref fuel) ?? Culprit(f.Result, g.Result, null, ref fuel);
            case (TyTuple s, TyTuple t) when s.Items.Length == t.Items.Length:
                for (int i = 0; i < s.Items.Length; i++)
                {
                    if (Culprit(s.Items[i], t.Items[i], null, ref fuel) is { } inside) return inside;
                }
                return null;
            case (TyArray s, TyArray t):
                return Culprit(s.Element, t.Element, null, ref fuel);
            default:
                return null;
        }
    }

    static Symbol? VariableOf(Ty type)
    {
        for (Ty? node = type; node is not null; node = node.Link)
        {
            if (node is TyVariable { Variable: { } symbol }) return symbol;
        }
        return null;
    }

    /// <summary>The gate that a name was probably meant to be.</summary>
    string? SimilarGate(string name)
    {
        int prime = name.IndexOf('\'', 1);
        string gate = prime > 0 ? name[..prime] : name;
        IEnumerable<string> builtins = Builtins.All.Where(builtin => char.IsLetter(builtin.Name[0]) && !builtin.Name.Contains('.') && builtin.Name != "ignore" && BuiltinTypes.Of(builtin) is TyFunction).Select(builtin => builtin.Name);
        return Similar.To(gate, scope.Names.Where(known => scope.Find(known)!.Inferred.Root is TyFunction).Concat(builtins)) is { } similar ? similar + name[gate.Length..] : null;
    }

    /// <summary>A type that the host gave. What it leaves open is unknown here too.</summary>
    Ty From(GateType type)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => From(type));
        switch (type)
        {
            case GateType.Function function: return Ty.Function(From(function.Argument), From(function.Result));
            case GateType.Tuple tuple: return new TyTuple(ImmutableArray.CreateRange(tuple.Items, From));
            case GateType.Array array: return new TyArray(From(array.Element));
            case GateType.Variable: return unify.Fresh();
            default: return type == GateType.Bool ? Ty.Bool : type == GateType.Int ? Ty.Int : Ty.Float;
        }
    }
}
