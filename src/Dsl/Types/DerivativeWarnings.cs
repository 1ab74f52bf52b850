using GateDsl.Syntax;
using GateDsl.Primitives;

namespace GateDsl.Types;

/// <summary>
/// Warns of derivatives that are not what their author thinks: in a parameter that the gate never reads; and where an <c>if</c> of a gate that is differentiated compares computed floats with <c>=</c>: rounding decides the branch, and the derivative is
/// that of the branch. Follows the definitions that a differentiated gate uses; a comparison with a parameter or a number as it is, is meant.
/// </summary>
sealed class DerivativeWarnings
{
    readonly Bag bag;
    readonly List<Differentiated> differentiated = [];
    readonly HashSet<Symbol> followed = [];
    readonly HashSet<Term> seen = new(ReferenceEqualityComparer.Instance);

    sealed record Differentiated(Term Term, Source Source);

    DerivativeWarnings(Bag bag) => this.bag = bag;

    public static void Find(CheckedModule module, Bag bag)
    {
        var warnings = new DerivativeWarnings(bag);
        foreach (CheckedItem item in module.Items)
        {
            warnings.Collect(item switch
            {
                CheckedDefinition definition => definition.Value,
                CheckedResult result => result.Value,
                CheckedAssert assertion => assertion.Condition,
                _ => throw new InvalidOperationException(),
            }, module.Source);
        }
        warnings.Warn();
    }

    public static void Find(Source source, Term term, Bag bag)
    {
        var warnings = new DerivativeWarnings(bag);
        warnings.Collect(term, source);
        warnings.Warn();
    }

    // Which gates are differentiated: the inner term of g'x, the argument of diff and grad.
    void Collect(Term root, Source source) => Terms.Visit(root, term =>
    {
        if (term is Differentiate { Inner: Use use } by) WarnOfUnread(by, use.Symbol, source);
        Term? gate = term switch
        {
            Differentiate derivative => derivative.Inner,
            Apply { Function: BuiltinUse { Builtin.Name: "diff" or "grad" }, Arguments: [var first, ..] } => first,
            _ => null,
        };
        if (gate is not null) differentiated.Add(new(gate, source));
    });

    void WarnOfUnread(Differentiate derivative, Symbol gate, Source source)
    {
        foreach (Place place in derivative.By)
        {
            TypedPattern? pattern = place.Parameter < gate.Parameters.Length ? gate.Parameters[place.Parameter] : null;
            foreach (int index in place.Within) pattern = pattern is BindTuple tuple ? tuple.Items[index] : null;
            if (pattern is BindName { Symbol: { IsRead: false } parameter }) bag.Add(new Report(source).DerivativeOfUnread(derivative.At, gate.Name, parameter.Name));
        }
    }

    void Warn()
    {
        for (int i = 0; i < differentiated.Count; i++)      // it grows meanwhile
        {
            Differentiated next = differentiated[i];
            if (!seen.Add(next.Term)) continue;
            Terms.Visit(next.Term, term =>
            {
                if (term is Use { Symbol: { Definition: { } definition } symbol } && followed.Add(symbol)) differentiated.Add(new(definition, symbol.Source));
                if (term is not Choose choice) return;
                foreach (var (condition, _) in choice.Branches) WarnIn(condition, next.Source);
            });
        }
    }

    void WarnIn(Term condition, Source source) => Terms.Visit(condition, term =>
    {
        if (term is not Chain { Rest: [{ Operator.Name: "=" or "<>" } link] } chain || link.OperandType != GateType.Float) return;
        if (IsComputed(chain.First) || IsComputed(link.Operand)) bag.Add(new Report(source).EqualityOfComputed(chain.At, link.Operator.Name));
    });

    static bool IsComputed(Term side) => side is Chain or Block or Choose or Apply { Function: not BuiltinUse { Builtin.Name: "floor" or "ceil" or "round" or "truncate" or "sign" } };
}
