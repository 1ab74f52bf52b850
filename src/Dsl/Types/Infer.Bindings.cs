using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A top-level definition, checked: what it binds, and the term.</summary>
sealed record Defined(ImmutableArray<Symbol> Symbols, TypedPattern Target, Term Value);

// Definitions, parameters, lambdas and blocks.
sealed partial class Infer
{
    /// <summary>A pattern whose names are bound: its type, and how to write it.</summary>
    sealed record Bound(Ty Type, Func<TypedPattern> Write);

    /// <summary>
    /// A top-level definition. Its names are in scope afterwards whatever happens: after an error with an unknown type, so that
    /// their uses give no further messages. Null if it is wrong.
    /// </summary>
    public Defined? Define(Binding binding)
    {
        List<Symbol> symbols = [];
        Defined? defined = null;
        Whole(binding.Span, () =>
        {
            unify.Level = 1;
            var (target, value) = Bind(binding, SymbolKind.Definition, symbols);
            End();
            unify.Level = 0;
            if (failed) return;
            if (symbols is [var only] && binding.Parameters.IsEmpty) only.Whole = Whole(only, binding.Body);
            foreach (Symbol symbol in symbols) Settle(symbol, binding);
            TypedPattern pattern = target.Write();
            Term term = Finish(value);
            if (!failed) defined = Completed(symbols, pattern, term);
        });
        if (failed) Unknown(binding, symbols);
        foreach (Symbol symbol in symbols) scope.Add(symbol);
        return failed ? null : defined;
    }

    /// <summary>The type of a top-level symbol is final: general in what is still open.</summary>
    void Settle(Symbol symbol, Binding binding)
    {
        var open = OpenSlopes(0);
        var whole = open.IsEmpty ? null : (TyTuple)schemes.Finished(new TyTuple([symbol.Inferred, .. open.Select(slope => slope.Result)]), symbol.At);
        Ty type = whole?.Items[0] ?? schemes.Finished(symbol.Inferred, symbol.At);
        if (whole is not null) symbol.Slopes = [.. open.Select((slope, i) => slope with { Result = whole.Items[i + 1] })];
        symbol.Type = TypeOf(symbol.Inferred);
        if (symbol.Whole is not null) type = new TyVariable(Demand.Number, TyVariable.Generic);
        (symbol.Inferred, symbol.IsGeneral, symbol.Doc) = (type, !type.IsGround, binding.Doc);
    }

    /// <summary>A whole number of which nothing says whether it is a float or an int is both: <c>let n = 10</c>, <c>let last = n - 1</c>.</summary>
    double? Whole(Symbol symbol, Expr value)
    {
        return symbol.Inferred.Root is TyVariable { Demand: Demand.Number } && Value(value) is { } number && Math.Abs(number) <= int.MaxValue ? number : null;

        double? Value(Expr part)
        {
            switch (Bare(part))
            {
                case NumberExpr { IsWhole: true } literal: return literal.Value;
                case NameExpr name: return scope.Find(name.Name.Text)?.Whole;
                case PrefixExpr { Operator.Text: "-" } minus when DeepStack.HasRoom: return -Value(minus.Operand);
                case ChainExpr chain when DeepStack.HasRoom:
                    double? sum = Value(chain.First);
                    foreach (Link link in chain.Rest)
                    {
                        double? operand = Value(link.Operand);
                        sum = link.Operator.Text switch { "+" => sum + operand, "-" => sum - operand, "*" => sum * operand, _ => null };
                        if (sum is null) return null;
                    }
                    return sum;
                default: return null;
            }
        }
    }

    static Defined Completed(List<Symbol> symbols, TypedPattern pattern, Term term)
    {
        if (pattern is BindName { Symbol: var symbol })
        {
            (symbol.Definition, symbol.Parameters) = (term, (term as Lambda)?.Parameters ?? []);
            return new([symbol], pattern, term);
        }
        // let (a, b) = e: e is a definition of its own, without a name, and a and b are its parts, so that e is evaluated once.
        var whole = new Symbol("", pattern.At, symbols.Count > 0 ? symbols[0].Source : null!) { Type = term.Type, Definition = term };
        foreach (Symbol part in symbols)
        {
            Dictionary<Symbol, Symbol> inner = [];
            TypedPattern copy = Copy(pattern, inner);
            part.Definition = new Block([new(copy, new Use(whole, term.Type, term.At))], new Use(inner[part], part.Type, part.At), part.Type, part.At);
        }
        return new([.. symbols], pattern, term);
    }

    /// <summary>The pattern once more, with symbols of its own.</summary>
    static TypedPattern Copy(TypedPattern pattern, Dictionary<Symbol, Symbol> copies) => pattern switch
    {
        BindName { Symbol: var symbol } => new BindName(copies[symbol] = new Symbol(symbol.Name, symbol.At, symbol.Source) { Type = symbol.Type, Kind = SymbolKind.Local }),
        BindTuple tuple => tuple with { Items = [.. tuple.Items.Select(item => Copy(item, copies))] },
        _ => pattern,
    };

    /// <summary>After an error: every name of the target means something of unknown type.</summary>
    void Unknown(Binding binding, List<Symbol> symbols)
    {
        symbols.Clear();
        foreach (var (name, _) in Signature.Names([binding.Target]))
        {
            symbols.Add(new Symbol(name, binding.Target.Span, source) { Inferred = Ty.Error });
        }
    }

    /// <summary>The names and the value of a <c>let</c>. The names are not in scope yet: a definition does not see itself.</summary>
    (Bound Target, Draft Value) Bind(Binding binding, SymbolKind kind, List<Symbol> symbols)
    {
        int depth = defining.Count;
        foreach (Named named in Signature.Names([binding.Target])) defining.Add(named.Name);
        Pattern target = Signature.Bare(binding.Target);
        Bound bound;
        Draft value;
        if (target is NamePattern { Name: var name1 } && binding.Target is not AnnotatedPattern)
        {
            value = Value(binding, null, null);
            var symbol = new Symbol(name1.Text, name1.Span, source) { Kind = kind, Inferred = value.Type, Names = value.Names };
            if (binding.Parameters.Length == 0) symbol.Length = LengthOf(binding.Body);
            if (binding.Parameters.Length == 0) symbol.Made = Made(Bare(binding.Body), value) ?? new DefinitionOf(name1.Span, name1.Text);
            symbols.Add(symbol);
            bound = new(value.Type, () => new BindName(Typed(symbol)));
        }
        else
        {
            bound = Bind(binding.Target, kind, symbols, []);
            value = Value(binding, bound.Type, new PatternOf(binding.Target.Span));
            if (target is NamePattern) symbols[0].Names = value.Names;
        }
        defining.RemoveRange(depth, defining.Count - depth);
        return (bound, value);
    }

    Draft Value(Binding binding, Ty? needed, Reason? why)
    {
        if (binding.Parameters.Length > 0) return Function(binding.Parameters, binding.Result, binding.Body, null, binding.Span);
        if (binding.Result is { } annotation)
        {
            Ty type = TypeOf(annotation);
            Draft value = Check(binding.Body, type, new Annotation(annotation.Span));
            if (needed is not null) Expect(value, binding.Body, needed, why!);
            return value;
        }
        return needed is null ? Of(binding.Body) : Check(binding.Body, needed, why!);
    }

    /// <summary>A lambda, or a definition with parameters.</summary>
    /// <param name="needed">The type of function that is needed here, if one is.</param>
    LaterDraft Function(ImmutableArray<Pattern> parameters, TypeExpr? result, Expr body, (TyFunction Type, Reason Why)? needed, Span at)
    {
        int mark = locals.Mark;
        List<Symbol> symbols = [];
        Dictionary<string, Span> names = [];
        var bound = new Bound[parameters.Length];
        Ty? expected = needed?.Type;
        for (int i = 0; i < bound.Length; i++)
        {
            bound[i] = Bind(parameters[i], SymbolKind.Parameter, symbols, names);
            if (expected is TyFunction next)
            {
                if (unify.Join(bound[i].Type, next.Argument, needed!.Value.Why) != Clash.None)
                {
                    Fail(Misused(null, next.Argument, bound[i].Type) ?? report.Mismatch(parameters[i].Span, TypeOf(bound[i].Type), bound[i].Type.Origin, TypeOf(next.Argument), needed.Value.Why));
                }
                expected = next.Result.Root;
            }
            else if (expected is not null)
            {
                // More parameters than needed: the whole is compared with what is needed, below.
                expected = null;
            }
        }
        foreach (Symbol symbol in symbols)
        {
            WarnIfHiding(symbol);
            locals.Add(symbol);
        }
        bool whole = needed is not null && expected is null;
        Draft inner = result is not null ? Check(body, TypeOf(result), new Annotation(result.Span))
            : expected is not null ? Check(body, expected, needed!.Value.Why)
            : Of(body);
        locals.Release(mark);
        Ty type = inner.Type;
        for (int i = bound.Length - 1; i >= 0; i--) type = Ty.Function(bound[i].Type, type);
        Limited(type, at);
        var draft = new LaterDraft(type, at, Write, parameters.AddRange(inner.Names));
        if (whole && unify.Join(type, needed!.Value.Type, needed.Value.Why) != Clash.None)
        {
            Fail(report.Mismatch(at, TypeOf(type), null, TypeOf(needed.Value.Type), needed.Value.Why));
        }
        return draft;

        Term Write()
        {
            ImmutableArray<TypedPattern> patterns = [.. bound.Select(parameter => parameter.Write())];
            Term term = Finish(inner);
            GateType written = TypeOf(type);
            // fun x -> fun y -> e is fun x y -> e.
            return term is Lambda lambda ? new Lambda(patterns.AddRange(lambda.Parameters), lambda.Body, written, at) : new Lambda(patterns, term, written, at);
        }
    }

    Bound Bind(Pattern pattern, SymbolKind kind, List<Symbol> symbols, Dictionary<string, Span> names)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Bind(pattern, kind, symbols, names));
        switch (pattern)
        {
            case ParenPattern parentheses:
                return Bind(parentheses.Inner, kind, symbols, names);
            case NamePattern { Name: var name }:
                if (!names.TryAdd(name.Text, name.Span)) Fail(report.BoundTwice(name.Span, name.Text, names[name.Text]));
                var symbol = new Symbol(name.Text, name.Span, source) { Kind = kind, Inferred = unify.Fresh() };
                symbols.Add(symbol);
                return new(symbol.Inferred, () => new BindName(Typed(symbol)));
            case AnnotatedPattern annotated:
                Bound inner = Bind(annotated.Inner, kind, symbols, names);
                Ty written = TypeOf(annotated.Type);
                if (unify.Join(inner.Type, written, new Annotation(annotated.Type.Span)) != Clash.None)
                {
                    Fail(report.Mismatch(annotated.Inner.Span, TypeOf(inner.Type), inner.Type.Origin, TypeOf(written), new Annotation(annotated.Type.Span)));
                }
                return inner;
            case TuplePattern tuple:
                var items = new Bound[tuple.Items.Length];
                for (int i = 0; i < items.Length; i++) items[i] = Bind(tuple.Items[i], kind, symbols, names);
                var types = new Ty[items.Length];
                for (int i = 0; i < items.Length; i++) types[i] = items[i].Type;
                Ty type = Ty.Tuple(types);
                return new(type, () => new BindTuple([.. items.Select(item => item.Write())], TypeOf(type), tuple.Span));
            default:
                Ty any = unify.Fresh();
                return new(any, () => new BindNothing(TypeOf(any), pattern.Span));
        }
    }

    Symbol Typed(Symbol symbol)
    {
        symbol.Type = TypeOf(symbol.Inferred);
        return symbol;
    }

    void WarnIfHiding(Symbol parameter)
    {
        if (scope.Find(parameter.Name) is { } hidden)
        {
            if (hidden.Type is GateType.Function) bag.Add(report.HidesGate(parameter.At, parameter.Name, Signature.Of(hidden.Name, hidden.Names, hidden.Type)));
        }
        else if (Builtins.Find(parameter.Name) is { Parameters.Length: > 0 })
        {
            bag.Add(report.HidesGate(parameter.At, parameter.Name, null));
        }
    }

    LaterDraft Block(BlockExpr block, Ty? needed, Reason? why)
    {
        int mark = locals.Mark;
        var targets = new Bound[block.Bindings.Length];
        var values = new Draft[block.Bindings.Length];
        for (int i = 0; i < targets.Length; i++)
        {
            List<Symbol> symbols = [];
            int slope = slopes.Count;
            unify.Level++;
            (targets[i], values[i]) = Bind(block.Bindings[i], SymbolKind.Local, symbols);
            unify.Level--;
            HoldDeferred();
            foreach (Symbol symbol in symbols)
            {
                schemes.Bound(symbol.Inferred, symbol.At);
                symbol.IsGeneral = schemes.Generalise(symbol.Inferred);
                symbol.Slopes = OpenSlopes(slope);
                locals.Add(symbol);
            }
        }
        Draft result = needed is null ? Of(block.Result) : Check(block.Result, needed, why!);
        locals.Release(mark, WarnIfUnread);
        return new LaterDraft(result.Type, block.Span, () =>
            new Block([.. targets.Select((target, i) => new Bind(target.Write(), Finish(values[i])))], Finish(result), TypeOf(result.Type), block.Span), result.Names);
    }

    void WarnIfUnread(Symbol local)
    {
        if (!local.IsRead && !local.Name.StartsWith('_')) bag.Add(report.UnusedLocal(local.At, local.Name));
    }
}
