using GateDsl.Syntax;

namespace GateDsl.Types;

// Written types.
sealed partial class Infer
{
    /// <summary>The type variables of the item: 'a is the same type in all of it.</summary>
    readonly Dictionary<string, Ty> variables = [];

    Ty TypeOf(TypeExpr written)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => TypeOf(written));
        switch (written)
        {
            case NamedType { Name: "float" }: return Ty.Float;
            case NamedType { Name: "bool" }: return Ty.Bool;
            case NamedType { Name: "int" }: return Ty.Int;
            case NamedType: return Ty.Error;                // reported by the grammar
            case TypeVariable variable:
                if (!variables.TryGetValue(variable.Name, out Ty? known)) variables[variable.Name] = known = new TyVariable(Demand.None, 1);
                return known;
            case TupleType tuple:
                var items = new Ty[tuple.Items.Length];
                for (int i = 0; i < items.Length; i++) items[i] = TypeOf(tuple.Items[i]);
                return Limited(Ty.Tuple(items), tuple.Span);
            case FunctionType:
                List<(Ty Argument, Span At)> arguments = [];
                TypeExpr result = written;
                for (; result is FunctionType function; result = function.Result) arguments.Add((TypeOf(function.Argument), function.Span));
                Ty type = TypeOf(result);
                for (int i = arguments.Count - 1; i >= 0; i--) type = Limited(Ty.Function(arguments[i].Argument, type), arguments[i].At);
                return type;
            case ArrayType array:
                Ty element = TypeOf(array.Element);
                if (unify.Ask(element, Demand.Data, new Annotation(array.Span)) == Clash.NotData) Fail(report.ArrayOfGates(array.Element.Span, TypeOf(element)));
                return Limited(Ty.Array(element), array.Span);
            default:
                throw new InvalidOperationException(written.GetType().Name);
        }
    }
}
