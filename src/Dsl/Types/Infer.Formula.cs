using System.Collections.Immutable;
using GateDsl.Syntax;

namespace GateDsl.Types;

// A bare formula, whose variables the host names.
sealed partial class Infer
{
    /// <summary>A gate of these parameters; null if the formula is wrong.</summary>
    public Symbol? Formula(Expr formula, IReadOnlyList<(string Name, GateType? Type)> parameters)
    {
        Symbol? gate = null;
        Whole(formula.Span, () =>
        {
            List<Symbol> symbols = [];
            foreach (var (name, type) in parameters)
            {
                var parameter = new Symbol(name, default, source) { Kind = SymbolKind.Parameter, Inferred = type is null ? unify.Fresh() : From(type) };
                symbols.Add(parameter);
                locals.Add(parameter);
            }
            Draft draft = Of(formula);
            End();
            if (!failed) gate = Gate(formula, symbols, draft);
        });
        return failed ? null : gate;
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
