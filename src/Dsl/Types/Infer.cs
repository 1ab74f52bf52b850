using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>
/// Hindley–Milner inference over one file: resolves names, finds types, writes typed terms. A file of its own for each family
/// of rules: Infer.Names, Infer.Operators, Infer.Apply, Infer.Bindings, Infer.Annotations, Infer.Arrays, Infer.Derivatives, Infer.Primes, Infer.Clashes, Infer.Formula.
/// </summary>
/// <param name="later">Where the file defines its names, to tell a name that comes later from one that never comes.</param>
sealed partial class Infer(Source source, Scope scope, IReadOnlyDictionary<string, Span> later, Bag bag)
{
    readonly Report report = new(source);
    readonly Locals locals = new();
    readonly Unify unify = new();
    Schemes schemes = null!;
    Written written = null!;
    bool failed;

    /// <summary>Set where a file could not be opened: then a name that is not defined may have been meant to come from there, and is no error of its own.</summary>
    public bool MissingNames { get; set; }

    /// <summary>A name that an item with an error would have defined.</summary>
    public void DefineBroken(Identifier name) => scope.Add(new Symbol(name.Text, name.Span, source));

    /// <summary>A top-level expression, or a formula; null if it is wrong.</summary>
    /// <param name="needed">The type it must have, and why; or null.</param>
    public Term? Expression(Expr expression, Ty? needed = null, Reason? why = null)
    {
        Term? term = null;
        Whole(expression.Span, () =>
        {
            Draft draft = needed is null ? Of(expression) : Check(expression, needed, why!);
            End();
            schemes.Bound(draft.Type, expression.Span);
            if (!failed) term = Finish(draft);
        });
        return failed ? null : term;
    }

    /// <summary>Does the work of one top-level item. What cannot go on ends the item, not the file.</summary>
    void Whole(Span at, Action work)
    {
        Begin();
        try
        {
            work();
        }
        catch (Bag.Stop stop)
        {
            Fail(stop.Diagnostic);
        }
        catch (DeepStack.TooDeep)
        {
            Fail(report.NestedTooDeeply(at));
        }
    }

    /// <summary>Begins a top-level item: nothing is open.</summary>
    void Begin()
    {
        failed = false;
        unify.Level = 0;
        schemes = new(unify, report);
        written = new();
        locals.Release(0);
        variables.Clear();
        deferred.Clear();
        slopes.Clear();
        defining.Clear();
    }

    /// <summary>Ends an item: what waited for types must have them now.</summary>
    void End()
    {
        Solve(final: true);
        CloseSlopes();
        CheckSlopes();
    }

    void Fail(Diagnostic diagnostic)
    {
        failed = true;
        bag.Add(diagnostic);
    }

    Draft Failed(Diagnostic diagnostic, Span at)
    {
        Fail(diagnostic);
        return Wrong(at);
    }

    /// <summary>Stands for an expression that an error was reported for; never written.</summary>
    static LaterDraft Wrong(Span at) => new(Ty.Error, at, () => throw new InvalidOperationException("a term with an error is not written"));

    public GateType TypeOf(Ty type) => written.Of(type.Shortened());

    public Term Finish(Draft draft)
    {
        if (!DeepStack.HasRoom) return FinishDeep(draft);
        return draft.Write(this);
    }

    ImmutableArray<Term> Finish(IReadOnlyList<Draft> drafts) => [.. drafts.Select(Finish)];

    // The closures stand in methods of their own: C# would allocate them on every call.
    Draft OfDeep(Expr expression) => DeepStack.Run(() => Of(expression));

    Draft CheckDeep(Expr expression, Ty needed, Reason why) => DeepStack.Run(() => Check(expression, needed, why));

    Term FinishDeep(Draft draft) => DeepStack.Run(() => Finish(draft));

    static Expr Bare(Expr expression)
    {
        while (expression is ParenExpr parentheses) expression = parentheses.Inner;
        return expression;
    }

    /// <summary>Infers the type of an expression that may have any.</summary>
    Draft Of(Expr expression)
    {
        if (!DeepStack.HasRoom) return OfDeep(expression);
        bag.Cancellation.ThrowIfCancellationRequested();
        return Bare(expression) switch
        {
            NumberExpr number => Number(number, negative: false, number.Span),
            BoolExpr truth => new LiteralDraft(truth.Value ? 1 : 0, null, Ty.Bool, truth.Span),
            NameExpr name => Name(name.Name),
            OperatorNameExpr op => Operator(op.Operator, op.Span),
            ChainExpr { RightAssociative: true } chain => RightChain(chain),
            ChainExpr chain => LeftChain(chain),
            PrefixExpr prefix => Prefix(prefix),
            ApplyExpr apply => Application(apply),
            TupleExpr tuple => Tuple(tuple, null, null),
            IfExpr choice => Choice(choice, null, null),
            LambdaExpr lambda => Function(lambda.Parameters, null, lambda.Body, null, lambda.Span),
            BlockExpr block => Block(block, null, null),
            ArrayExpr array => ArrayLiteral(array, null, null),
            RangeExpr range => Range(range, null, null),
            ForExpr each => Comprehension(each),
            IndexExpr index => Element(index),
            SliceExpr slice => Slice(slice),
            LengthExpr length => Length(length),
            AnnotatedExpr annotated => Check(annotated.Inner, TypeOf(annotated.Type), new Annotation(annotated.Type.Span)),
            var other => throw new InvalidOperationException($"no rule for {other.GetType().Name}"),
        };
    }

    /// <summary>Infers the type of an expression that must have a certain one. The expectation goes inwards, so that a branch or an item is blamed and not the whole.</summary>
    Draft Check(Expr expression, Ty needed, Reason why)
    {
        if (!DeepStack.HasRoom) return CheckDeep(expression, needed, why);
        Expr bare = Bare(expression);
        switch (bare, needed.Root)
        {
            case (NumberExpr number, TyBasic or TyVariable):
                return CheckNumber(number, negative: false, number.Span, needed, why);
            case (PrefixExpr { Operand: NumberExpr number, Operator.Text: "-" or "+" } prefix, TyBasic or TyVariable):
                return CheckNumber(number, prefix.Operator.Text == "-", prefix.Span, needed, why);
            case (IfExpr choice, _):
                return Choice(choice, needed, why);
            case (BlockExpr block, _):
                return Block(block, needed, why);
            case (TupleExpr tuple, TyTuple items) when items.Items.Length == tuple.Items.Length:
                return Tuple(tuple, items, why);
            case (ArrayExpr array, TyArray whole):
                return ArrayLiteral(array, whole, why);
            case (RangeExpr range, TyArray whole):
                return Range(range, whole, why);
            case (LambdaExpr lambda, TyFunction function):
                return Function(lambda.Parameters, null, lambda.Body, (function, why), lambda.Span);
        }
        Draft found = Of(bare);
        Expect(found, bare, needed, why);
        return found;
    }

    Draft Number(NumberExpr number, bool negative, Span at) =>
        new LiteralDraft(negative ? -number.Value : number.Value, DecimalOf(number, negative), number.IsWhole ? unify.Fresh(Demand.Number) : Ty.Float, at);

    static string? DecimalOf(NumberExpr number, bool negative) => RealNumber.IsDecimal(number.Text) ? negative ? "-" + number.Text : number.Text : null;

    Draft CheckNumber(NumberExpr number, bool negative, Span at, Ty needed, Reason why)
    {
        if (!number.IsWhole && ReferenceEquals(needed.Root, Ty.Int))
        {
            bool whole = Math.Floor(number.Value) == number.Value && number.Value <= int.MaxValue;
            string? instead = whole ? (negative ? "-" : "") + number.Value.ToString("0", System.Globalization.CultureInfo.InvariantCulture) : null;
            return Failed(report.IntNeeded(at, TextOf(at), why.What, instead), at);
        }
        // A literal that is a float or an int already needs no unknown of its own: sums of a million terms are common enough.
        if (number.IsWhole && needed.Root is TyBasic basic && !ReferenceEquals(basic, Ty.Bool)) return new LiteralDraft(negative ? -number.Value : number.Value, DecimalOf(number, negative), basic, at);
        Draft found = Number(number, negative, at);
        Expect(found, number, needed, why);
        return found;
    }

    /// <summary>A literal when its type is known.</summary>
    public Term Literal(double value, string? decimalText, Ty type, Span at)
    {
        GateType known = TypeOf(type);
        if (known == GateType.Int && value is < int.MinValue or > int.MaxValue) Fail(report.IntTooLarge(at, TextOf(at)));
        return new Literal(value, decimalText, known, at);
    }

    Draft Tuple(TupleExpr tuple, TyTuple? needed, Reason? why)
    {
        var items = new Draft[tuple.Items.Length];
        for (int i = 0; i < items.Length; i++) items[i] = needed is null ? Of(tuple.Items[i]) : Check(tuple.Items[i], needed.Items[i], why!);
        var types = new Ty[items.Length];
        for (int i = 0; i < items.Length; i++) types[i] = items[i].Type;
        Ty type = Limited(Ty.Tuple(types), tuple.Span);
        return new LaterDraft(type, tuple.Span, () => new MakeTuple(Finish(items), TypeOf(type), tuple.Span));
    }

    Draft Choice(IfExpr choice, Ty? needed, Reason? why)
    {
        bool open = needed?.Root is null or TyVariable;     // then the first branch decides, and the others must agree with it
        var conditions = new List<Draft>(choice.Branches.Length);
        var values = new List<Draft>(choice.Branches.Length);
        foreach (Branch branch in choice.Branches)
        {
            conditions.Add(Check(branch.Condition, Ty.Bool, new ConditionOf(branch.Condition.Span)));
            values.Add(Part(branch.Then));
        }
        Draft otherwise = Part(choice.Otherwise);
        Ty type = needed ?? values[0].Type;
        return new LaterDraft(type, choice.Span, () =>
            new Choose([.. conditions.Select((condition, i) => new Case(Finish(condition), Finish(values[i])))], Finish(otherwise), TypeOf(type), choice.Span));

        Draft Part(Expr branch)
        {
            if (values.Count == 0) return needed is null ? Of(branch) : Check(branch, needed, why!);
            return open ? Check(branch, values[0].Type, new BranchOf(choice.Branches[0].Then.Span)) : Check(branch, needed!, why!);
        }
    }

    /// <summary>A ground type is measured when it is made; it must not grow past what can be written out.</summary>
    Ty Limited(Ty type, Span at) =>
        type.Size > Sizes.Most || type.Depth > Sizes.Deepest ? throw new Bag.Stop(report.TypeTooLarge(at)) : type;

    string TextOf(Span at) => source.Text.Substring(at.Start, at.Length);
}
