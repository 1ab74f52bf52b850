using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

// g'x and g': an unbound name with primes, typed. Primes says how it can be read.
sealed partial class Infer
{
    /// <summary>An unbound name with primes, read as a derivative; null if no part of it names a gate.</summary>
    Draft? Derivative(Identifier name)
    {
        string? longest = null;
        foreach (var (gate, rest) in Primes.Splits(name.Text))
        {
            // A name of the file that had an error has no parameters to look at, and no second message either.
            if ((locals.Find(gate) ?? scope.Find(gate)) is null && Builtins.Find(gate) is null) continue;
            if (Known(gate, name.Span) is not { } inner) continue;
            longest ??= gate;
            if (inner.Type.Root is TyError) return Wrong(name.Span);
            var names = Signature.Names(inner.Names);
            if (rest.All(letter => letter == '\''))
            {
                if (inner.Type.Root is TyFunction or TyVariable { Demand: Demand.None }) return Primed(inner, gate, rest.Length, names, name);
            }
            else if (inner.Type.Root is TyFunction && Primes.Read(rest, names.ConvertAll(parameter => parameter.Name)) is { } by)
            {
                return Differentiated(inner, gate, [.. by.Select(parameter => names.FindLast(known => known.Name == parameter)!.Place)], by, name);
            }
        }
        return longest is null ? null : Failed(NoDerivative(longest, name), name.Span);
    }

    Diagnostic NoDerivative(string gate, Identifier name)
    {
        Draft inner = Known(gate, name.Span)!;
        if (inner.Type.Root is TyVariable { Demand: Demand.None } || (inner.Type.Root is TyFunction && inner.Names.IsEmpty)) return report.NoNamesToDifferentiateBy(name.Span, name.Text, gate);
        if (inner.Type.Root is not TyFunction) return report.NoGateToDifferentiate(name.Span, name.Text, gate, TypeOf(inner.Type));
        var names = Signature.Names(inner.Names).ConvertAll(parameter => parameter.Name);
        string wanted = Primes.FirstUnknown(name.Text[gate.Length..], names);
        return report.NoParameter(name.Span, gate, wanted, names, Similar.To(wanted, names) is { } similar ? $"{gate}'{similar}" : null);
    }

    /// <summary><c>g'</c>, <c>g''</c>: of a gate of exactly one float parameter.</summary>
    Draft Primed(Draft inner, string gate, int order, List<Named> names, Identifier name)
    {
        if (inner.Type.Root is TyVariable)
        {
            var used = new DifferentiatedBy(name.Span, name.Text);
            unify.Join(inner.Type, Ty.Function(Ty.Float, unify.Fresh()), used);
        }
        List<Place> floats = [];
        Ty type = inner.Type.Root;
        for (int i = 0; type is TyFunction next; type = next.Result.Root, i++) Floats(next.Argument, Place.Of(i), floats);
        if (floats.Count != 1)
        {
            string? first = names.Where(known => floats.Exists(known.Place.IsSame)).Select(known => $"{gate}'{known.Name}").FirstOrDefault();
            return Failed(report.WhichParameter(name.Span, gate, floats.Count, names.ConvertAll(known => known.Name), floats.Count > 1 ? first : null), name.Span);
        }
        string parameter = names.Where(known => known.Place.IsSame(floats[0])).Select(known => known.Name).FirstOrDefault() ?? "its parameter";
        return Differentiated(inner, gate, [.. Enumerable.Repeat(floats[0], order)], [.. Enumerable.Repeat(parameter, order)], name);
    }

    /// <summary>Where in a parameter there are floats, or may be.</summary>
    void Floats(Ty parameter, Place place, List<Place> found)
    {
        switch (parameter.Root)
        {
            case TyTuple tuple:
                for (int i = 0; i < tuple.Items.Length; i++) Floats(tuple.Items[i], place.Item(i), found);
                break;
            case TyVariable { Demand: not Demand.Count }:
                found.Add(place);
                break;
            case TyBasic basic when ReferenceEquals(basic, Ty.Float):
                found.Add(place);
                break;
            case TyArray array when HasFloats(array):
                found.Add(place);
                break;
        }
    }

    Draft Differentiated(Draft inner, string gate, ImmutableArray<Place> by, IReadOnlyList<string> parameters, Identifier name)
    {
        Span at = name.Span;
        int arity = 0;
        Ty result = inner.Type.Root;
        for (; result is TyFunction next; result = next.Result.Root) arity++;
        for (int i = 0; i < by.Length; i++)
        {
            if (i > 0 && by[i].IsSame(by[i - 1])) continue;
            Ty? parameter = At(inner.Type, by[i]);
            switch (parameter)
            {
                case null: return Failed(report.NoParameter(at, gate, parameters[i], [], null), at);
                case TyError: break;
                case TyVariable { Demand: >= Demand.Number } variable:
                    unify.Join(variable, Ty.Float, new DifferentiatedBy(at, name.Text));
                    slopes.Add(new Slope($"'{name.Text}' is a derivative", gate, null, result, at));
                    break;
                case TyVariable variable:
                    // a derivative in a float or a Boolean difference: the arguments will tell
                    slopes.Add(new Slope($"'{name.Text}' is a derivative", gate, parameters[i], result, at) { Open = variable });
                    break;
                case TyArray array when HasFloats(array):
                    slopes.Add(new Slope($"'{name.Text}' is a derivative", gate, null, result, at));
                    break;
                case TyBasic basic when ReferenceEquals(basic, Ty.Float):
                    slopes.Add(new Slope($"'{name.Text}' is a derivative", gate, null, result, at));
                    break;
                case TyBasic basic when ReferenceEquals(basic, Ty.Bool):
                    slopes.Add(new Slope($"'{name.Text}' is a derivative", gate, parameters[i], result, at));
                    break;
                default:
                    return Failed(report.NotAFloatParameter(at, gate, parameters[i], TypeOf(parameter)), at);
            }
        }
        Ty type = inner.Type;
        if (by.Any(place => At(inner.Type, place) is TyArray))
        {
            // the parameters are known; what it gives may have to wait
            type = WithResult(inner.Type, unify.Fresh());
            deferred.Add(new Waiting(name.Text, inner.Type, type, at) { By = by });
            Solve(final: false);
        }
        return new LaterDraft(type, at, () => new Differentiate(Finish(inner), arity, by, TypeOf(type), at), inner.Names);
    }

    /// <summary>The gate's parameters with another result.</summary>
    static Ty WithResult(Ty gate, Ty result)
    {
        List<Ty> parameters = [];
        for (Ty type = gate.Root; type is TyFunction next; type = next.Result.Root) parameters.Add(next.Argument);
        for (int i = parameters.Count - 1; i >= 0; i--) result = Ty.Function(parameters[i], result);
        return result;
    }

    /// <summary>Whether an array has elements with a slope: floats, or what may still be floats.</summary>
    static bool HasFloats(TyArray array)
    {
        Ty element = array.Element.Root;
        while (element is TyArray inner) element = inner.Element.Root;
        return element switch
        {
            TyVariable { Demand: not Demand.Count } => true,
            TyTuple tuple => DeepStack.HasRoom && tuple.Items.Any(item => HasFloats(new TyArray(item))),
            _ => ReferenceEquals(element, Ty.Float),
        };
    }

    /// <summary>The type of a parameter, or of a part of one.</summary>
    static Ty? At(Ty gate, Place place)
    {
        Ty type = gate.Root;
        for (int i = 0; i < place.Parameter; i++)
        {
            if (type is not TyFunction skipped) return null;
            type = skipped.Result.Root;
        }
        if (type is not TyFunction function) return null;
        type = function.Argument.Root;
        foreach (int index in place.Within)
        {
            if (type is not TyTuple tuple || index >= tuple.Items.Length) return null;
            type = tuple.Items[index].Root;
        }
        return type;
    }
}
