using System.Collections.Immutable;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>An expression whose names are resolved and whose type is being inferred: it becomes a term when the definition around it is finished and all types are known.</summary>
abstract class Draft(Ty type, Span at)
{
    public Ty Type => type;

    public Span At => at;

    /// <summary>The names of the parameters of the gate that this is, as far as they are known.</summary>
    public virtual ImmutableArray<Pattern> Names => [];

    /// <summary>Why it has the type that it has, if what it names says.</summary>
    public virtual Reason? Made => Type.Origin;

    /// <summary>The term; called once, through <see cref="Infer.Finish(Draft)"/>, which guards the stack.</summary>
    public abstract Term Write(Infer infer);
}

sealed class UseDraft(Symbol symbol, Ty type, Span at) : Draft(type, at)
{
    public Symbol Symbol => symbol;
    public override ImmutableArray<Pattern> Names => symbol.Names;
    public override Reason? Made => base.Made ?? symbol.Made;
    public override Term Write(Infer infer)
    {
        GateType type = infer.TypeOf(Type);
        return symbol.Whole is { } number && type == GateType.Int ? new Literal(number, null, type, At) : new Use(symbol, type, At);
    }
}

sealed class LiteralDraft(double value, string? decimalText, Ty type, Span at) : Draft(type, at)
{
    public override Term Write(Infer infer) => infer.Literal(value, decimalText, Type, At);
}

/// <summary>Every other expression: how to write it is the business of the rule that inferred it.</summary>
sealed class LaterDraft(Ty type, Span at, Func<Term> write, ImmutableArray<Pattern> names = default) : Draft(type, at)
{
    public override ImmutableArray<Pattern> Names => names.IsDefault ? [] : names;
    public override Term Write(Infer infer) => write();
}
