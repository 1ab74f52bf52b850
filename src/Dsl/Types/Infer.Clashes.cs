using GateDsl.Syntax;

namespace GateDsl.Types;

// Two types that should be one and are not: who is to blame, and what to say.
sealed partial class Infer
{
    void Expect(Draft found, Expr written, Ty needed, Reason why)
    {
        Clash clash = unify.Join(found.Type, needed, why);
        if (clash != Clash.None) Clashed(clash, found, Bare(written), needed, why);
    }

    void Clashed(Clash clash, Draft found, Expr written, Ty needed, Reason why)
    {
        Span at = written.Span;
        if (Misused(written, found.Type, needed) is { } misused)
        {
            Fail(misused);
            return;
        }
        if (clash == Clash.Different && found.Type.Root is TyFunction function && needed.Root is not TyFunction && GateName(written) is { } gate)
        {
            Draft whole = Head(written) is NameExpr head ? Name(head.Name) : found;
            Fail(report.StillWaits(at, gate, SignatureOf(gate, whole.Names, whole.Type), Missing(found, function), TypeOf(needed), why));
            return;
        }
        Clashed(clash, new Left(found.Type, at, written, found, Made(written, found)), needed, why);
    }

    void Clashed(Clash clash, Left found, Ty needed, Reason why)
    {
        if (found.Written is null && Misused(null, found.Type, needed) is { } misused)
        {
            Fail(misused);
            return;
        }
        GateType type = TypeOf(found.Type);
        Fail(clash switch
        {
            Clash.NotData => report.ArrayOfGates(found.At, type),
            Clash.Infinite => report.InfiniteType(found.At),
            Clash.NotComparable => report.NotComparable(found.At, type, why is OperandOf op ? op.Operator : why is OtherSideOf side ? side.Operator : "="),
            _ => report.Mismatch(found.At, type, found.Made, TypeOf(needed), why, HelpFor(Known(found.Type), Known(needed), why)),
        });
    }

    static Ty Known(Ty type) => type.Root is TyVariable { Demand: >= Demand.Scalar and var demand } ? Ty.Default(demand) : type.Root;

    static string? HelpFor(Ty found, Ty needed, Reason why) => (found, needed) switch
    {
        (TyBasic, TyBasic) when why is OtherSideOf { Operator: "<" or "<=" or ">" or ">=" } && ReferenceEquals(needed, Ty.Bool) =>
            "comparisons do not chain: join two of them with &&, for instance 0 < x && x < 1",
        (TyArray, TyBasic) or (TyBasic, TyArray) when why is OtherSideOf => "for each element write Array.map (fun x -> value) xs",
        _ when why is BranchOf or OtherSideOf or Annotation => null,
        (TyBasic, TyBasic) when !ReferenceEquals(found, Ty.Bool) && !ReferenceEquals(needed, Ty.Bool) =>
            ReferenceEquals(needed, Ty.Float) ? "a count is made a float by float, for instance float n" : "a number is made a count by int, for instance int x",
        (TyArray { Element: var ints }, TyArray { Element: var floats }) when ReferenceEquals(ints.Root, Ty.Int) && ReferenceEquals(floats.Root, Ty.Float) => "an array of counts is made one of floats by Array.map float",
        (TyArray, TyBasic) when why is OperandOf op => $"`{op.Operator}` works on numbers: for each element write Array.map (fun x -> value) xs",
        (not TyFunction, TyFunction) when why is ArgumentOf { Index: 0, Gate: { } called } && called.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal) => $"the gate comes first: {called} (fun x -> value) …",
        (TyArray, TyBasic) when why is ArgumentOf { Gate: { } gate } && !gate.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal) => $"for each element write Array.map {gate} xs",
        (TyBasic, TyArray) when why is ArgumentOf => "an array of one element is written [| x |]",
        (TyBasic, TyBasic) when ReferenceEquals(needed, Ty.Bool) => "a number is made a bool by a comparison, for instance x > 0",
        (TyBasic, TyBasic) => "a bool is made a number by a choice, for instance if a then 1 else 0",
        (TyBasic or TyTuple, TyFunction) => "a gate is needed here, not a value",
        _ => null,
    };

    /// <summary>"its second argument 'y'", "its arguments 'x' and 'y'".</summary>
    static string Missing(Draft found, TyFunction function)
    {
        int count = 0;
        for (Ty type = function; type is TyFunction next; type = next.Result.Root) count++;
        var names = found.Names.Take(count).Select(pattern => Signature.Bare(pattern)).OfType<NamePattern>().Select(name => $"'{name.Name.Text}'").ToList();
        string words = names.Count == count ? " " + (count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}") : "";
        return count == 1 ? $"its argument{words}" : $"its arguments{words}";
    }

    /// <summary>Where the type of an expression comes from, if that is not plain from the expression itself.</summary>
    Reason? Made(Expr written, Draft found)
    {
        switch (written)
        {
            case ChainExpr { RightAssociative: false } chain: return Made(chain.Rest[^1].Operator, found.Type);
            case ChainExpr chain: return Made(chain.Rest[0].Operator, found.Type);
            case PrefixExpr { Operand: not NumberExpr } prefix: return Made(prefix.Operator, found.Type);
            case AnnotatedExpr annotated: return new Annotation(annotated.Type.Span);
            case ApplyExpr apply when GateName(apply) is { } gate && found.Type.Origin is null: return new ResultOf(apply.Function.Span, gate);
            case NumberExpr or BoolExpr or PrefixExpr or TupleExpr or LambdaExpr: return null;
            default: return found is UseDraft { Symbol: var symbol } && symbol.Source != source ? found.Type.Origin : found.Made;
        }
    }

    static Reason? Made(Identifier op, Ty type) => op.Text is "|>" or "<|" ? type.Origin : new OperandOf(op.Span, op.Text);
}
