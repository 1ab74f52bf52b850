using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A derivative, and what must hold of the result of its gate when all types are known.</summary>
/// <param name="What">What is a derivative, in words.</param>
/// <param name="BoolParameter">The parameter, where it is a bool; then the result must be bool. Else it must have a slope.</param>
sealed record Slope(string What, string Gate, string? BoolParameter, Ty Result, Span At)
{
    /// <summary>The type of the parameter, as long as it may be float or bool.</summary>
    public Ty? Open { get; init; }
}

// diff, grad and soft, and what a derivative in an array gives. That, and what grad and soft give, depends on the type of the gate: where that is not known yet, it waits.
// In a float the derivative has the type of the result. In an array each float of the result is replaced by its partials, which have the shape of the array: of a float the
// gradient, of a float[] the rows of the Jacobian.
sealed partial class Infer
{
    /// <summary><c>grad</c>, <c>soft</c> or a derivative by name, from one type to another, not yet worked out.</summary>
    sealed record Waiting(string Form, Ty From, Ty To, Span At)
    {
        /// <summary>Of a derivative by name: in which parameters.</summary>
        public ImmutableArray<Place> By { get; init; } = [];
    }

    readonly List<Waiting> deferred = [];
    readonly List<Slope> slopes = [];

    Draft Diff(Builtin builtin, Span at)
    {
        Draft draft = Builtin(builtin, at);
        if (draft.Type is TyFunction { Argument: TyFunction gate }) slopes.Add(new Slope("this is a derivative", "diff", null, gate.Result, at));
        return draft;
    }

    Draft Form(Builtin builtin, Span at)
    {
        Ty from = unify.Fresh(), to = unify.Fresh();
        deferred.Add(new Waiting(builtin.Name, from, to, at));
        return Builtin(builtin, Ty.Function(from, to), at);
    }

    /// <summary>Works out what is known by now; at the end of the definition, everything.</summary>
    void Solve(bool final)
    {
        for (int i = 0; i < deferred.Count;)
        {
            Waiting waiting = deferred[i];
            if (Solved(waiting, final)) deferred.RemoveAt(i); else i++;
        }
    }

    /// <summary>What waits keeps its unknowns: a local that uses it is not generalised over them.</summary>
    void HoldDeferred()
    {
        foreach (Waiting waiting in deferred)
        {
            schemes.Hold(waiting.From);
            schemes.Hold(waiting.To);
        }
        foreach (Slope slope in slopes)
        {
            if (slope.Open is { } open) schemes.Hold(open);
        }
    }

    bool Solved(Waiting waiting, bool final)
    {
        Ty from = waiting.From.Root;
        if (from is TyVariable { Demand: < Demand.Scalar } unknown && (!final || !Guessed(waiting, unknown)))
        {
            if (final && from.Root is TyVariable)
            {
                Fail(report.GateTypeUnknown(waiting.At, waiting.Form));
                unify.Join(waiting.To, Ty.Error, new DifferentiatedBy(waiting.At, waiting.Form));
            }
            return final;
        }
        Ty? to = from.Root switch
        {
            TyFunction gate when !waiting.By.IsEmpty => InArrays(gate, waiting.By, waiting.At, final),
            TyFunction gate => waiting.Form == "grad" ? Gradient(gate, waiting.At, final) : Relaxed(gate, waiting.At, final),
            TyError => Ty.Error,
            _ => GateNeeded(waiting, from),
        };
        if (to is null) return false;
        var why = new DifferentiatedBy(waiting.At, waiting.Form);
        if (unify.Join(to, waiting.To, why) != Clash.None)
        {
            Fail(report.Mismatch(waiting.At, TypeOf(Ty.Function(from, to)), null, TypeOf(Ty.Function(from, waiting.To)), waiting.To.Origin ?? why));
        }
        return true;
    }

    Ty GateNeeded(Waiting waiting, Ty found)
    {
        Fail(Misused(null, waiting.From, null) ?? report.GateNeeded(waiting.At, waiting.Form, TypeOf(found)));
        return Ty.Error;
    }

    /// <summary>Nothing is known of the gate, but something of how the outcome is used: the gate has the same number of parameters.</summary>
    bool Guessed(Waiting waiting, TyVariable gate)
    {
        if (waiting.To.Root is not TyFunction) return false;
        List<Ty> parameters = [];
        for (Ty type = waiting.To.Root; type is TyFunction next; type = next.Result.Root) parameters.Add(waiting.Form == "grad" ? next.Argument : Ty.Bool);
        Ty guess = waiting.Form == "grad" ? Ty.Float : Ty.Bool;
        for (int i = parameters.Count - 1; i >= 0; i--) guess = Ty.Function(parameters[i], guess);
        return unify.Join(gate, guess, new DifferentiatedBy(waiting.At, waiting.Form)) == Clash.None;
    }

    /// <summary>The type of <c>grad g</c>; null while that is not known.</summary>
    Ty? Gradient(TyFunction gate, Span at, bool final)
    {
        var why = new DifferentiatedBy(at, "grad");
        List<Ty> parameters = [];
        Ty result = gate;
        for (; result is TyFunction next; result = next.Result.Root) parameters.Add(next.Argument);
        if (result is TyVariable { Demand: < Demand.Number } && !final) return null;
        List<Ty> floats = [];
        foreach (Ty parameter in parameters)
        {
            if (!Floats(parameter, floats, why, final)) return null;
        }
        if (floats.Count == 0)
        {
            Fail(report.NoGradient(at, TypeOf(gate)));
            return Ty.Error;
        }
        Ty type = Partials(result, floats, why);
        if (type is TyError) return type;
        for (int i = parameters.Count - 1; i >= 0; i--) type = Ty.Function(parameters[i], type);
        return Limited(type, at);
    }

    /// <summary>The type of a derivative by name of which some variable is an array; null while that is not known.</summary>
    Ty? InArrays(TyFunction gate, ImmutableArray<Place> by, Span at, bool final)
    {
        var why = new DifferentiatedBy(at, "a derivative");
        Ty result = gate;
        while (result is TyFunction next) result = next.Result.Root;
        if (result is TyVariable { Demand: < Demand.Number } && !final) return null;
        foreach (Place place in by)
        {
            if (At(gate, place) is not TyArray array) continue;
            List<Ty> shape = [];
            Floats(array, shape, why, final: true);
            if (shape.Count > 0) result = Partials(result, shape, why);
        }
        return Limited(WithResult(gate, result), at);
    }

    /// <summary>The types of the partials in a parameter, one for each float and each array with floats in it; what is open becomes float. False while it may still become something else.</summary>
    bool Floats(Ty parameter, List<Ty> floats, Reason why, bool final)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Floats(parameter, floats, why, final));
        switch (parameter.Root)
        {
            case TyVariable { Demand: < Demand.Number } when !final:
                return false;
            case TyVariable variable:
                unify.Join(variable, Ty.Default(variable.Demand), why);
                if (variable.Demand != Demand.Count) floats.Add(Ty.Float);
                return true;
            case TyTuple tuple:
                foreach (Ty item in tuple.Items)
                {
                    if (!Floats(item, floats, why, final)) return false;
                }
                return true;
            case TyArray array:
                List<Ty> inside = [];
                if (!Floats(array.Element, inside, why, final)) return false;
                if (inside.Count > 0) floats.Add(Ty.Array(inside is [var only] ? only : Ty.Tuple([.. inside])));
                return true;
            case TyBasic basic when ReferenceEquals(basic, Ty.Float):
                floats.Add(Ty.Float);
                return true;
            default:
                return true;                                // bools, ints and gates stay parameters and have no partials
        }
    }

    /// <summary>A float becomes its partials, a tuple the tuple of its items' partials, an array the array of its elements': the rows of the Jacobian.</summary>
    Ty Partials(Ty result, List<Ty> floats, Reason why)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Partials(result, floats, why));
        switch (result.Root)
        {
            case TyTuple tuple:
                var rows = new Ty[tuple.Items.Length];
                for (int i = 0; i < rows.Length; i++) rows[i] = Partials(tuple.Items[i], floats, why);
                return rows.Any(item => item is TyError) ? Ty.Error : Limited(Ty.Tuple(rows), why.At);
            case TyArray array:
                Ty row = Partials(array.Element, floats, why);
                return row is TyError ? row : Limited(Ty.Array(row), why.At);
            case TyVariable variable:
                unify.Join(variable, Ty.Float, why);
                break;
            case TyBasic basic when ReferenceEquals(basic, Ty.Float):
                break;
            case TyError:
                return Ty.Error;
            default:
                Fail(report.ResultHasNoSlope(why.At, "this is a derivative", TypeOf(result), TypeOf(result)));
                return Ty.Error;
        }
        return floats is [var one] ? one : Limited(Ty.Tuple([.. floats]), why.At);
    }

    /// <summary>The type of <c>soft g</c>; null while that is not known.</summary>
    Ty? Relaxed(TyFunction gate, Span at, bool final)
    {
        List<Ty> parameters = [];
        Ty type = gate;
        for (; type is TyFunction next; type = next.Result.Root)
        {
            if (Softened(next.Argument, at, final) is not { } parameter) return null;
            parameters.Add(parameter);
        }
        if (Softened(type, at, final) is not { } softened) return null;
        if (parameters.Append(softened).Any(part => part is TyError))
        {
            Fail(report.SoftOfGates(at, TypeOf(gate)));
            return Ty.Error;
        }
        for (int i = parameters.Count - 1; i >= 0; i--) softened = Ty.Function(parameters[i], softened);
        return softened;
    }

    /// <summary>Float where there is bool; an error where there is a gate; null while that is not known.</summary>
    Ty? Softened(Ty type, Span at, bool final)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Softened(type, at, final));
        switch (type.Root)
        {
            case TyVariable { Demand: >= Demand.Number }:
                return type.Root;
            case TyVariable variable:
                if (!final) return null;
                unify.Join(variable, Ty.Bool, new DifferentiatedBy(at, "soft"));
                return Ty.Float;
            case TyBasic basic:
                return ReferenceEquals(basic, Ty.Bool) ? Ty.Float : basic;
            case TyFunction:
                return Ty.Error;
            case TyTuple tuple:
                var items = new Ty[tuple.Items.Length];
                for (int i = 0; i < items.Length; i++)
                {
                    if (Softened(tuple.Items[i], at, final) is not { } item) return null;
                    if (item is TyError) return item;
                    items[i] = item;
                }
                return Ty.Tuple(items);
            case TyArray array:
                return Softened(array.Element, at, final) is { } softened ? softened is TyError ? softened : Ty.Array(softened) : null;
            default:
                return type.Root;
        }
    }

    /// <summary>The slopes from a number on whose gates' results a definition leaves open.</summary>
    ImmutableArray<Slope> OpenSlopes(int start) =>
        slopes.Count == start ? [] : [.. slopes.Skip(start).Where(slope => !slope.Result.Root.IsGround)];

    /// <summary>The type of a use of a general definition; what that differentiates must have slopes here too.</summary>
    Ty Instance(Symbol symbol, Span at)
    {
        if (symbol.Slopes.IsEmpty) return schemes.Instance(symbol.Inferred);
        // One copy of all of it, so that the unknowns of the type and of the results stay the same ones.
        var whole = (TyTuple)schemes.Instance(new TyTuple([symbol.Inferred, .. symbol.Slopes.Select(slope => slope.Result)]));
        for (int i = 0; i < symbol.Slopes.Length; i++)
        {
            slopes.Add(symbol.Slopes[i] with { What = $"'{symbol.Name}' takes a derivative", Result = whole.Items[i + 1], At = at });
        }
        return whole.Items[0];
    }

    /// <summary>The parameters that could be float or bool are what their arguments are; without any, bool where only that has an answer, and else float.</summary>
    void CloseSlopes()
    {
        for (int i = 0; i < slopes.Count; i++)
        {
            if (slopes[i] is not { Open: { } open, BoolParameter: var name } slope) continue;
            bool isLogical = Leaf(TypeOf(slope.Result), _ => true) is not null && Leaf(TypeOf(slope.Result), leaf => leaf != GateType.Bool) is null;
            if (open.Root is TyVariable variable) unify.Join(variable, isLogical && variable.Demand < Demand.Number ? Ty.Bool : Ty.Float, new DifferentiatedBy(slope.At, slope.Gate));
            bool isBool = ReferenceEquals(open.Root, Ty.Bool);
            if (!isBool && !ReferenceEquals(open.Root, Ty.Float) && open.Root is not TyError) Fail(report.NotAFloatParameter(slope.At, slope.Gate, name!, TypeOf(open)));
            slopes[i] = slope with { Open = null, BoolParameter = isBool ? name : null };
        }
    }

    /// <summary>What had to wait until all types are known: that results have slopes.</summary>
    void CheckSlopes()
    {
        if (failed) return;
        foreach (Slope slope in slopes)
        {
            schemes.Bound(slope.Result, slope.At);
            GateType result = TypeOf(slope.Result);
            if (slope.BoolParameter is { } parameter)
            {
                if (Leaf(result, leaf => leaf != GateType.Bool) is not null) Fail(report.BoolNeedsBoolResult(slope.At, slope.Gate, parameter, result));
            }
            else if (Leaf(result, leaf => leaf == GateType.Bool || leaf == GateType.Int) is { } flat)
            {
                Fail(report.ResultHasNoSlope(slope.At, slope.What, result, flat));
            }
        }
    }

    /// <summary>The first basic type of a result for which something holds; of a gate, in its result.</summary>
    static GateType? Leaf(GateType type, Func<GateType, bool> holds)
    {
        while (type is GateType.Function function) type = function.Result;
        return type switch
        {
            GateType.Tuple tuple => tuple.Items.Select(item => Leaf(item, holds)).FirstOrDefault(found => found is not null),
            GateType.Array array => Leaf(array.Element, holds),
            GateType.Basic basic when holds(basic) => basic,
            _ => null,
        };
    }
}
