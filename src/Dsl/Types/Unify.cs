namespace GateDsl.Types;

/// <summary>Why two types cannot be one.</summary>
enum Clash
{
    None,

    /// <summary>They differ somewhere.</summary>
    Different,

    /// <summary>A type would contain itself.</summary>
    Infinite,

    /// <summary>A gate is compared with <c>=</c> or <c>&lt;</c>.</summary>
    NotComparable,

    /// <summary>A gate is in an array or in the state of a loop.</summary>
    NotData,
}

/// <summary>Makes types equal. Knows nothing of messages; a failed attempt leaves no trace, so that both types can still be shown.</summary>
sealed class Unify
{
    readonly List<Before> trail = [];
    int walk;

    /// <summary>How many bindings enclose the place that is inferred now.</summary>
    public int Level { get; set; }

    public TyVariable Fresh(Demand demand = Demand.None) => new(demand, Level);

    /// <summary>Makes two types one, because of something; or says why that cannot be.</summary>
    public Clash Join(Ty found, Ty needed, Reason because)
    {
        (Ty a, Ty b) = (found.Shortened(), needed.Shortened());
        if (ReferenceEquals(a, b)) return Clash.None;
        return Settle(Nodes(a, b, because));
    }

    /// <summary>Asks that a type be a number, or have equality or order.</summary>
    public Clash Ask(Ty type, Demand demand, Reason because)
    {
        walk++;
        return Settle(Narrow(type.Shortened(), demand, because));
    }

    Clash Settle(Clash clash)
    {
        if (clash != Clash.None)
        {
            for (int i = trail.Count - 1; i >= 0; i--)
            {
                (Ty node, Reason? because, Demand demand, Symbol? named) = trail[i];
                (node.Link, node.Because) = (null, because);
                if (node is TyVariable variable) (variable.Demand, variable.Variable) = (demand, named);
            }
        }
        trail.Clear();
        return clash;
    }

    Clash Nodes(Ty a, Ty b, Reason because)
    {
        if (!DeepStack.HasRoom) return NodesDeep(a, b, because);
        (a, b) = (a.Root, b.Root);
        if (ReferenceEquals(a, b) || a is TyError || b is TyError) return Clash.None;
        switch (a, b)
        {
            case (TyVariable v, TyVariable w):
                return Merge(v, w, because);
            case (TyVariable v, _):
                return Bind(v, b, because);
            case (_, TyVariable w):
                return Bind(w, a, because);
            case (TyFunction f, TyFunction g):
                return Functions(f, g, because);
            case (TyTuple s, TyTuple t) when s.Items.Length == t.Items.Length:
                for (int i = 0; i < s.Items.Length; i++)
                {
                    if (Nodes(s.Items[i], t.Items[i], because) is not Clash.None and var clash) return clash;
                }
                Link(s, t, null);
                return Clash.None;
            case (TyArray s, TyArray t):
                return Nodes(s.Element, t.Element, because);
            default:
                return Clash.Different;
        }
    }

    /// <summary>A loop along the results, for a gate may have many parameters. The nodes are joined after their parts, or a type that contains itself would go unseen.</summary>
    Clash Functions(TyFunction f, TyFunction g, Reason because)
    {
        if (Nodes(f.Argument, g.Argument, because) is not Clash.None and var first) return first;
        List<Ty> from = [f], to = [g];
        (Ty a, Ty b) = (f.Result.Root, g.Result.Root);
        while (a is TyFunction next && b is TyFunction other && !ReferenceEquals(a, b))
        {
            if (Nodes(next.Argument, other.Argument, because) is not Clash.None and var clash) return clash;
            from.Add(next);
            to.Add(other);
            (a, b) = (next.Result.Root, other.Result.Root);
        }
        if (Nodes(a, b, because) is not Clash.None and var last) return last;
        for (int i = 0; i < from.Count; i++) Link(from[i], to[i], null);
        return Clash.None;
    }

    Clash Merge(TyVariable v, TyVariable w, Reason because)
    {
        if (v.Level < w.Level) (v, w) = (w, v);             // the one that lives longer stays
        if (v.Demand > w.Demand || (v.Variable is not null && w.Variable is null))
        {
            Remember(w);
            if (v.Demand > w.Demand) (w.Demand, w.Because) = (v.Demand, v.Because ?? w.Because);
            w.Variable ??= v.Variable;
        }
        Link(v, w, because);
        return Clash.None;
    }

    Clash Bind(TyVariable variable, Ty type, Reason because)
    {
        if (!type.IsGround)
        {
            walk++;
            if (Contains(type, variable)) return Clash.Infinite;
        }
        if (variable.Demand != Demand.None)
        {
            walk++;
            if (Narrow(type, variable.Demand, because) is not Clash.None and var clash) return clash;
        }
        Link(variable, type, because);
        return Clash.None;
    }

    Clash Narrow(Ty type, Demand demand, Reason because)
    {
        if (!DeepStack.HasRoom) return NarrowDeep(type, demand, because);
        while (true)
        {
            type = type.Root;
            if (!type.IsGround)
            {
                if (type.Visited == walk) return Clash.None;
                type.Visited = walk;
            }
            switch (type)
            {
                case TyError:
                    return Clash.None;
                case TyVariable variable:
                    if (variable.Demand < demand)
                    {
                        Remember(variable);
                        (variable.Demand, variable.Because) = (demand, because);
                    }
                    return Clash.None;
                case TyBasic:
                    return demand >= Demand.Number && ReferenceEquals(type, Ty.Bool) ? Clash.Different : Clash.None;
                case TyFunction:
                    return demand >= Demand.Scalar ? Clash.Different : demand == Demand.Data ? Clash.NotData : Clash.NotComparable;
                case TyTuple or TyArray when demand >= Demand.Scalar:
                    return Clash.Different;
                case TyArray array:
                    type = array.Element;
                    continue;
                case TyTuple tuple:
                    foreach (Ty item in tuple.Items)
                    {
                        if (Narrow(item, demand, because) is not Clash.None and var clash) return clash;
                    }
                    return Clash.None;
                default:
                    throw new InvalidOperationException($"no case for {type.GetType().Name}");
            }
        }
    }

    /// <summary>Whether a type contains a variable. What it visits lives as long as the variable from now on.</summary>
    bool Contains(Ty type, TyVariable variable)
    {
        if (!DeepStack.HasRoom) return ContainsDeep(type, variable);
        while (true)
        {
            type = type.Root;
            if (type.IsGround || type.Visited == walk) return false;
            if (type is TyVariable other)
            {
                if (ReferenceEquals(other, variable)) return true;
                if (other.Level > variable.Level && other.Level != TyVariable.Generic) other.Level = variable.Level;
                return false;
            }
            type.Visited = walk;
            switch (type)
            {
                case TyFunction function:
                    if (Contains(function.Argument, variable)) return true;
                    type = function.Result;
                    continue;
                case TyArray array:
                    type = array.Element;
                    continue;
                case TyTuple tuple:
                    foreach (Ty item in tuple.Items)
                    {
                        if (Contains(item, variable)) return true;
                    }
                    return false;
            }
        }
    }

    // The closures stand in methods of their own: C# would allocate them on every call.
    Clash NodesDeep(Ty a, Ty b, Reason because) => DeepStack.Run(() => Nodes(a, b, because));

    Clash NarrowDeep(Ty type, Demand demand, Reason because) => DeepStack.Run(() => Narrow(type, demand, because));

    bool ContainsDeep(Ty type, TyVariable variable) => DeepStack.Run(() => Contains(type, variable));

    void Link(Ty from, Ty to, Reason? because)
    {
        // Ground types are shared by all modules: never touched. A node that is linked already was joined by its parts.
        if (from.IsGround || from.Link is not null || ReferenceEquals(from, to.Root)) return;
        Remember(from);
        (from.Link, from.Because) = (to, because ?? from.Because);
    }

    void Remember(Ty node)
    {
        var variable = node as TyVariable;
        trail.Add(new(node, node.Because, variable?.Demand ?? Demand.None, variable?.Variable));
    }

    /// <summary>What a type was before it was linked or narrowed.</summary>
    sealed record Before(Ty Node, Reason? Because, Demand Demand, Symbol? Variable);
}
