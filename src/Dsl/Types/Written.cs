using System.Collections.Immutable;

namespace GateDsl.Types;

/// <summary>Types of the inference as types of the outside. What is open and a number is float, of a range int.</summary>
sealed class Written
{
    readonly Dictionary<Ty, GateType> known = new(ReferenceEqualityComparer.Instance);
    int variables;

    public GateType Of(Ty type)
    {
        if (!DeepStack.HasRoom) return OfDeep(type);
        type = type.Root;
        switch (type)
        {
            case TyBasic basic: return basic.Type;
            case TyError: return GateType.Float;
            case TyVariable { Demand: >= Demand.Scalar and var demand }: return demand == Demand.Count ? GateType.Int : GateType.Float;
        }
        if (type.Outside is { } outside) return outside;
        if (known.TryGetValue(type, out GateType? written)) return written;
        switch (type)
        {
            case TyVariable: written = new GateType.Variable(variables++); break;
            case TyArray array: written = new GateType.Array(Of(array.Element)); break;
            case TyTuple tuple: written = new GateType.Tuple(ImmutableArray.CreateRange(tuple.Items, item => Of(item))); break;
            default:
                List<GateType> arguments = [];
                Ty result = type;
                // A result that is known already ends the list: in ('a -> 'a) -> ('a -> 'a) … each would else be walked again for every one around it.
                for (; result is TyFunction next && !known.ContainsKey(result); result = next.Result.Root) arguments.Add(Of(next.Argument));
                written = Of(result);
                for (int i = arguments.Count - 1; i >= 0; i--) written = new GateType.Function(arguments[i], written);
                break;
        }
        // Of a ground type there is one outside form for all modules; which thread writes it first does not matter.
        if (type.IsGround) type.Outside = written; else known[type] = written;
        return written;
    }

    // In a method of its own: C# would allocate the closure on every call.
    GateType OfDeep(Ty type) => DeepStack.Run(() => Of(type));
}
