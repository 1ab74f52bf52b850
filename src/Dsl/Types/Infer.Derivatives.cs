using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A derivative, and what must hold of the result of its gate when all types are known.</summary>
/// <param name="What">What is a derivative, in words.</param>
/// <param name="BoolParameter">The parameter, where it is a bool; then the result must be bool. Else it must have a slope.</param>
sealed record Slope(string What, string Gate, string? BoolParameter, Ty Result, Span At);

// diff, grad and soft, and g'x. What grad and soft give depends on the type of their gate: where that is not known yet, it waits.
sealed partial class Infer
{
    /// <summary><c>grad</c> or <c>soft</c>, from one type to another, not yet worked out.</summary>
    readonly record struct Waiting(string Form, Ty From, Ty To, Span At);

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
    }

    bool Solved(Waiting waiting, bool final)
    {
        Ty from = waiting.From.Root;
        if (from is TyVariable unknown && (!final || !Guessed(waiting, unknown)))
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
        Fail(report.GateNeeded(waiting.At, waiting.Form, TypeOf(found)));
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
        if (result is TyVariable { Demand: not Demand.Number } && !final) return null;
        int floats = 0;
        foreach (Ty parameter in parameters)
        {
            if (!CountFloats(parameter, ref floats, why, final)) return null;
        }
        if (floats == 0)
        {
            Fail(report.NoGradient(at, TypeOf(gate)));
            return Ty.Error;
        }
        Ty type = Partials(result, floats, why);
        if (type is TyError) return type;
        for (int i = parameters.Count - 1; i >= 0; i--) type = Ty.Function(parameters[i], type);
        return Limited(type, at);
    }

    /// <summary>Counts the floats in a parameter; what is open becomes float. False while it may still become something else.</summary>
    bool CountFloats(Ty parameter, ref int floats, Reason why, bool final)
    {
        switch (parameter.Root)
        {
            case TyVariable { Demand: not Demand.Number } when !final:
                return false;
            case TyVariable variable:
                unify.Join(variable, Ty.Float, why);
                floats++;
                return true;
            case TyTuple tuple:
                foreach (Ty item in tuple.Items)
                {
                    if (!CountFloats(item, ref floats, why, final)) return false;
                }
                return true;
            case TyBasic basic when ReferenceEquals(basic, Ty.Float):
                floats++;
                return true;
            default:
                return true;                                // bools, ints and gates stay parameters and have no partials
        }
    }

    /// <summary>A float becomes its partials, a tuple the tuple of its items' partials: the rows of the Jacobian.</summary>
    Ty Partials(Ty result, int floats, Reason why)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Partials(result, floats, why));
        switch (result.Root)
        {
            case TyTuple tuple:
                var rows = new Ty[tuple.Items.Length];
                for (int i = 0; i < rows.Length; i++) rows[i] = Partials(tuple.Items[i], floats, why);
                return rows.Any(row => row is TyError) ? Ty.Error : Limited(Ty.Tuple(rows), why.At);
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
        if (floats == 1) return Ty.Float;
        var partials = new Ty[floats];
        Array.Fill(partials, Ty.Float);
        return Limited(Ty.Tuple(partials), why.At);
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
            case TyVariable { Demand: Demand.Number }:
                return Ty.Float;
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
                return Differentiated(inner, gate, [.. by.Select(parameter => names.FindLast(known => known.Name == parameter).Path)], by, name);
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
    Draft Primed(Draft inner, string gate, int order, List<(string Name, ImmutableArray<int> Path)> names, Identifier name)
    {
        if (inner.Type.Root is TyVariable)
        {
            var used = new DifferentiatedBy(name.Span, name.Text);
            unify.Join(inner.Type, Ty.Function(Ty.Float, unify.Fresh()), used);
        }
        List<ImmutableArray<int>> floats = [];
        Ty type = inner.Type.Root;
        for (int i = 0; type is TyFunction next; type = next.Result.Root, i++) Floats(next.Argument, [i], floats);
        if (floats.Count != 1)
        {
            string? first = names.Where(known => floats.Any(path => path.AsSpan().SequenceEqual(known.Path.AsSpan()))).Select(known => $"{gate}'{known.Name}").FirstOrDefault();
            return Failed(report.WhichParameter(name.Span, gate, floats.Count, names.ConvertAll(known => known.Name), floats.Count > 1 ? first : null), name.Span);
        }
        string parameter = names.Where(known => known.Path.AsSpan().SequenceEqual(floats[0].AsSpan())).Select(known => known.Name).FirstOrDefault() ?? "its parameter";
        return Differentiated(inner, gate, [.. Enumerable.Repeat(floats[0], order)], [.. Enumerable.Repeat(parameter, order)], name);
    }

    /// <summary>Where in a parameter there are floats, or may be.</summary>
    void Floats(Ty parameter, ImmutableArray<int> path, List<ImmutableArray<int>> found)
    {
        switch (parameter.Root)
        {
            case TyTuple tuple:
                for (int i = 0; i < tuple.Items.Length; i++) Floats(tuple.Items[i], path.Add(i), found);
                break;
            case TyVariable:
                found.Add(path);
                break;
            case TyBasic basic when ReferenceEquals(basic, Ty.Float):
                found.Add(path);
                break;
        }
    }

    Draft Differentiated(Draft inner, string gate, ImmutableArray<ImmutableArray<int>> by, IReadOnlyList<string> parameters, Identifier name)
    {
        Span at = name.Span;
        int arity = 0;
        Ty result = inner.Type.Root;
        for (; result is TyFunction next; result = next.Result.Root) arity++;
        for (int i = 0; i < by.Length; i++)
        {
            if (i > 0 && by[i].AsSpan().SequenceEqual(by[i - 1].AsSpan())) continue;
            Ty? parameter = At(inner.Type, by[i]);
            switch (parameter)
            {
                case null: return Failed(report.NoParameter(at, gate, parameters[i], [], null), at);
                case TyError: break;
                case TyVariable variable:
                    unify.Join(variable, Ty.Float, new DifferentiatedBy(at, name.Text));
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
        return new LaterDraft(type, at, () => new Differentiate(Finish(inner), arity, by, TypeOf(type), at), inner.Names);
    }

    /// <summary>The type of a parameter, or of a part of one.</summary>
    static Ty? At(Ty gate, ImmutableArray<int> path)
    {
        Ty type = gate.Root;
        for (int i = 0; i < path[0]; i++)
        {
            if (type is not TyFunction skipped) return null;
            type = skipped.Result.Root;
        }
        if (type is not TyFunction function) return null;
        type = function.Argument.Root;
        foreach (int index in path.AsSpan()[1..])
        {
            if (type is not TyTuple tuple || index >= tuple.Items.Length) return null;
            type = tuple.Items[index].Root;
        }
        return type;
    }
}
