using System.Collections.Immutable;

namespace GateDsl.Types;

/// <summary>Types as definitions keep them: general forms, fresh instances of them, and types as the outside sees them.</summary>
sealed class Schemes(Unify unify, Report report)
{
    int walk = int.MinValue;                                // stamps of its own: unification counts up from 0

    /// <summary>Makes general what belongs to the binding that was just left; true if anything was. Numbers are never general: they become float, or int where one is asked for.</summary>
    public bool Generalise(Ty type)
    {
        walk++;
        return General(type);
    }

    bool General(Ty type)
    {
        if (!DeepStack.HasRoom) return GeneralDeep(type);
        bool any = false;
        while (true)
        {
            type = type.Root;
            if (type.IsGround || type.Visited == walk) return any || type is TyVariable { Level: TyVariable.Generic };
            type.Visited = walk;
            switch (type)
            {
                case TyVariable variable:
                    if (variable.Level > unify.Level) variable.Level = variable.Demand >= Demand.Scalar ? unify.Level : TyVariable.Generic;
                    return any || variable.Level == TyVariable.Generic;
                case TyFunction function:
                    any |= General(function.Argument);
                    type = function.Result;
                    continue;
                case TyArray array:
                    type = array.Element;
                    continue;
                case TyTuple tuple:
                    foreach (Ty item in tuple.Items) any |= General(item);
                    return any;
            }
        }
    }

    // The closures stand in methods of their own: C# would allocate them on every call.
    bool GeneralDeep(Ty type) => DeepStack.Run(() => General(type));

    Ty CopyDeep(Ty type, Dictionary<Ty, Ty> copies, Func<TyVariable, Ty> change) => DeepStack.Run(() => Copy(type, copies, change));

    /// <summary>Keeps the unknowns in a type from being generalised by the bindings above this level.</summary>
    public void Hold(Ty type)
    {
        walk++;
        Held(type);
    }

    void Held(Ty type)
    {
        if (!DeepStack.HasRoom)
        {
            DeepStack.Run(() => { Held(type); return true; });
            return;
        }
        while (true)
        {
            type = type.Root;
            if (type.IsGround || type.Visited == walk) return;
            type.Visited = walk;
            switch (type)
            {
                case TyVariable variable:
                    if (variable.Level != TyVariable.Generic) variable.Level = Math.Min(variable.Level, unify.Level);
                    return;
                case TyFunction function:
                    Held(function.Argument);
                    type = function.Result;
                    continue;
                case TyArray array:
                    type = array.Element;
                    continue;
                case TyTuple tuple:
                    foreach (Ty item in tuple.Items) Held(item);
                    return;
            }
        }
    }

    /// <summary>A copy with fresh unknowns in the places that are general.</summary>
    public Ty Instance(Ty general) =>
        general.IsGround ? general : Copy(general, [], variable => variable.Level == TyVariable.Generic ? unify.Fresh(variable.Demand) : variable);

    /// <summary>The finished type of a top-level definition, without the links of its inference: what is still open stands for any type, or is float if it is a number, or int. Bounded in size.</summary>
    public Ty Finished(Ty type, Span at)
    {
        Ty finished = Copy(type, [], variable => variable.Demand >= Demand.Scalar ? Ty.Default(variable.Demand) : new TyVariable(variable.Demand, TyVariable.Generic));
        if (Measure(finished, []) is var (size, depth) && (size > Sizes.Most || depth > Sizes.Deepest)) throw new Bag.Stop(report.TypeTooLarge(at));
        return finished;
    }

    /// <summary>Ends the definition with an error if a local's type is too large to be written out.</summary>
    public void Bound(Ty type, Span at)
    {
        type = type.Root;
        if (type is TyVariable) return;
        var (size, depth) = type.IsGround ? (type.Size, type.Depth) : Measure(type, []);
        if (size > Sizes.Most || depth > Sizes.Deepest) throw new Bag.Stop(report.TypeTooLarge(at));
    }

    (int Size, int Depth) Measure(Ty type, Dictionary<Ty, (int, int)> known)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Measure(type, known));
        type = type.Root;
        if (type.IsGround) return (type.Size, type.Depth);
        if (type is TyVariable) return (1, 1);
        if (known.TryGetValue(type, out var measured)) return measured;
        int size = 1, depth = 1;
        void Part(Ty part)
        {
            var (partSize, partDepth) = Measure(part, known);
            (size, depth) = (Sizes.Add(size, partSize), Math.Max(depth, partDepth + 1));
        }
        switch (type)
        {
            case TyArray array: Part(array.Element); break;
            case TyTuple tuple: foreach (Ty item in tuple.Items) Part(item); break;
            case TyFunction:
                Ty result = type;
                for (; result is TyFunction next; result = next.Result.Root) Part(next.Argument);
                var (resultSize, resultDepth) = Measure(result, known);
                (size, depth) = (Sizes.Add(size, resultSize), Math.Max(depth, resultDepth));
                break;
        }
        return known[type] = (size, depth);
    }

    Ty Copy(Ty type, Dictionary<Ty, Ty> copies, Func<TyVariable, Ty> change)
    {
        if (!DeepStack.HasRoom) return CopyDeep(type, copies, change);
        type = type.Root;
        if (type.IsGround) return type;
        if (copies.TryGetValue(type, out Ty? copy)) return copy;
        switch (type)
        {
            case TyVariable variable: copy = change(variable); break;
            case TyArray array: copy = new TyArray(Copy(array.Element, copies, change)); break;
            case TyTuple tuple: copy = new TyTuple(ImmutableArray.CreateRange(tuple.Items, item => Copy(item, copies, change))); break;
            default:
                List<Ty> arguments = [];
                Ty result = type;
                for (; result is TyFunction next; result = next.Result.Root) arguments.Add(Copy(next.Argument, copies, change));
                copy = Copy(result, copies, change);
                for (int i = arguments.Count - 1; i >= 0; i--) copy = new TyFunction(arguments[i], copy);
                break;
        }
        return copies[type] = copy;
    }
}
