using GateDsl.Algebra;
using GateDsl.Calculus;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// The derivatives of a value, all from its one element of the ring: first, second and higher ones, in whatever order they are asked for, are derivatives of that and never
/// of code. What the ring does not handle (long formulas, host functions) answers null, and the calculus over graphs serves.
/// </summary>
sealed class Slopes
{
    readonly Graph graph;
    readonly Ring ring;
    readonly Read read;
    readonly Write write;
    readonly Holes holes;
    readonly SpecialExponents specials;
    readonly FlatPoints flats;
    readonly Sum value;
    readonly Dictionary<int, Derive> derive = [];

    Slopes(Graph graph, Ring ring, int node)
    {
        (this.graph, this.ring) = (graph, ring);
        (value, read) = Read.Of(graph, ring, node);
        write = new(graph, ring, read, value);
        holes = new(graph, ring, write, value);
        specials = new(graph, ring, write);
        flats = new(graph, ring, write);
    }

    /// <summary>The derivatives of a node; null where the ring is no help.</summary>
    public static Slopes? Of(Graph graph, int node)
    {
        graph.Budget.BeginPass();
        using var scope = graph.Budget.Simplifying();
        try
        {
            var slopes = new Slopes(graph, new Ring(graph.Budget), node);
            return slopes.IsShort(node) ? slopes : null;
        }
        catch (Exception e) when (IsTooMuch(e)) { return null; }
    }

    /// <summary>A value with its power series where it loses digits or has a hole; null where it needs none, or where the ring is no help.</summary>
    public static int? Filled(Graph graph, int node)
    {
        graph.Budget.BeginPass();
        using var scope = graph.Budget.Simplifying();
        try
        {
            var slopes = new Slopes(graph, new Ring(graph.Budget), node);
            int? cancelled = slopes.Cancelled(node);
            return slopes.Guarded(slopes.value, cancelled ?? node) ?? cancelled;
        }
        catch (Exception e) when (IsTooMuch(e)) { return null; }
    }

    static bool IsTooMuch(Exception e) => e is Ring.TooLong or OverflowException or Budget.GaveUp;

    // Whether the gradient, each partial by itself, is about as short as what the chain rule shares: a formula that passes what it has computed from line to line is not.
    bool IsShort(int node)
    {
        bool[] own = graph.ReachableFrom([node]);
        int[] inputs = Variables();
        int size = own.Count(isLive => isLive);
        if (size - inputs.Length <= Small) return true;
        var partials = new int[inputs.Length];
        for (int i = 0; i < partials.Length; i++)
        {
            if (Partial(inputs[i]) is not { } partial) return false;
            partials[i] = partial;
        }
        int more = graph.ReachableFrom([node, .. partials]).Count(isLive => isLive) - size;
        if (more <= 2 * (read.Leaves.Count == 0 ? size : read.Size)) return true;
        // only the ring fills holes, those of branches too, and keeps sums of exponentials bounded
        if (more <= FewNodes && (value.Atom is { Kind: AtomKind.Choice } || HasSumOfExponentials() || holes.Guarded(value, node) is not null)) return true;
        if (read.Leaves.Count > 0) return false;
        int[] chained = Reverse.Gradient(graph, node, inputs, isPlain: true);
        return 4 * more <= 5 * (graph.ReachableFrom([node, .. chained]).Count(isLive => isLive) - size);
    }

    // log (w e^u + v e^-z), and what is divided by such a sum: by the chain rule each exponential overflows or vanishes by itself.
    bool HasSumOfExponentials()
    {
        bool IsSum(Sum of) => of.Count > 1 && write.PairOf(of) is null && Array.Exists(of.Terms, term => term.HasE);
        List<Atom> found = [];
        Ring.Collect(value, atom => atom.Is(Op.Log) && IsSum(atom.Of.Atom is { Kind: AtomKind.Base } sum ? sum.Of : atom.Of), found, []);
        return found.Count > 0 || Array.Exists(value.Terms, term => term.Atoms.Zip(term.Exponents).Any(power => power is { First.Kind: AtomKind.Base, Second.Sign: < 0 } && IsSum(power.First.Of)));
    }

    const int Small = 12, FewNodes = 120;

    /// <summary>Whether the value reads an input.</summary>
    public bool Reads(int input) => read.Has(input);

    /// <summary>What the formula is a formula of: its inputs, and what comes from arrays.</summary>
    public int[] Variables() => [.. read.Inputs.Concat(read.Leaves).Where(node => graph.KindOf(node) == Kind.Float).Order()];

    /// <summary>The slope in one of these, whatever comes from arrays does; null where the ring is no help.</summary>
    public int? Partial(int variable)
    {
        using var scope = graph.Budget.Simplifying();
        try { return write.OfSlope(Slope([variable])); }
        catch (Exception e) when (IsTooMuch(e)) { return null; }
    }

    /// <summary>The slopes of a formula in those of its variables that are asked for.</summary>
    public static List<LocalSlope>? Local(Graph graph, int node, Predicate<int> isAsked)
    {
        if (Of(graph, node) is not { read.HasBranchLeaves: false } slopes) return null;
        List<LocalSlope> found = [];
        foreach (int variable in slopes.Variables())
        {
            if (!isAsked(variable)) continue;
            if (slopes.Partial(variable) is not { } slope) return null;
            if (graph[slope] is not { Op: Op.Number, Number: 0 }) found.Add(new(variable, slope));
        }
        return found;
    }

    // Whether what comes from arrays depends on an input: then its slope is not only in the formula.
    bool IsBelowLeaves(ReadOnlySpan<int> inputs)
    {
        if (read.Leaves.Count == 0) return false;
        below ??= graph.ReachableFrom([.. read.Leaves]);
        foreach (int input in inputs) if (input < below.Length && below[input]) return true;
        return false;
    }

    bool[]? below;

    /// <summary>The node of a derivative in some inputs, one after another; the order does not matter. Null where the ring is no help.</summary>
    public int? In(params ReadOnlySpan<int> inputs)
    {
        if (IsBelowLeaves(inputs)) return null;
        using var scope = graph.Budget.Simplifying();
        try { return write.OfSlope(Slope(inputs)); }
        catch (Exception e) when (IsTooMuch(e)) { return null; }
    }

    /// <summary>The same as it is to run: near a hole, or where terms cancel near a zero of a divisor, by its power series. Null where it needs none.</summary>
    public int? Guarded(params ReadOnlySpan<int> inputs)
    {
        if (IsBelowLeaves(inputs)) return null;
        using var scope = graph.Budget.Simplifying();
        try
        {
            Sum slope = Slope(inputs);
            int code = write.OfSlope(slope);
            return Guarded(slope, code, Variables(inputs));
        }
        catch (Exception e) when (IsTooMuch(e)) { return null; }
    }

    const int MostCancelled = 3, MostArithmetic = 64;

    // A divisor that the value does not have, as x - y of (sqrt x - sqrt y) / (x - y): where it is 0, the value is what is left.
    int? Cancelled(int node)
    {
        if (!Holes.HasFunction(value)) return null;
        Wire? isZero = null;
        int count = 0;
        foreach (int divisor in Divisors(node))
        {
            if (count == MostCancelled) break;
            Powers powers = ring.AsProduct(read[divisor]).Powers;
            if (powers.Count == 0 || powers.Atoms().Any(atom => atom.Kind != AtomKind.Known && HasBelow(value, atom))) continue;
            Wire zero = graph.Wire(divisor).With(Op.Equal, 0);
            isZero = isZero is { } before ? before | zero : zero;
            count++;
        }
        if (isZero is not { } where) return null;
        // as written it has the divisor
        (value.AsWritten, value.Node) = (-1, -1);
        return where.Choose(graph.Wire(write.Of(value)), graph.Wire(node)).Id;
    }

    // What the value is divided by, and not only the argument of a function in it.
    IEnumerable<int> Divisors(int node)
    {
        HashSet<int> seen = [];
        Stack<int> open = new([node]);
        while (open.TryPop(out int id))
        {
            if (!seen.Add(id) || seen.Count > MostArithmetic) continue;
            Node operation = graph[id];
            if (operation.Op == Op.Divide && read.Has(operation.B) && !read[operation.B].IsNumber) yield return operation.B;
            if (operation.Op is not (Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Fma)) continue;
            for (int k = 0; k < operation.Arity; k++) open.Push(operation[k]);
        }
    }

    static bool HasBelow(Sum sum, Atom divisor) => Array.Exists(sum.Terms, term => term.Of(divisor).Sign < 0 || (term.HasE && HasBelow(term.E, divisor))
        || Array.Exists(term.Atoms, atom => atom.Kind == AtomKind.Choice || Array.Exists(atom.Arguments, argument => HasBelow(argument, divisor))));

    int? Guarded(Sum sum, int code, params Atom[] variables)
    {
        if (ChoiceIn(sum) is { } choice)
        {
            int? above = Guarded(Branch(0), code, variables), below = Guarded(Branch(1), code, variables);
            return above is null && below is null ? null : graph.Wire((int)choice.Bits).Choose(graph.Wire(above ?? code), graph.Wire(below ?? code)).Id;

            Sum Branch(int i) => ring.Substitute(sum, atom => ReferenceEquals(atom, choice) ? choice.Arguments[i] : null);
        }
        int? filled = holes.Guarded(sum, code, variables);
        int? special = specials.Guarded(sum, filled ?? code) ?? filled;
        return flats.Guarded(sum, special ?? code) ?? special;
    }

    // Each branch of a value has its own holes and poles.
    static Atom? ChoiceIn(Sum sum)
    {
        foreach (Term term in sum.Terms) if (Array.Find(term.Atoms, atom => atom.Kind == AtomKind.Choice) is { } choice) return choice;
        return null;
    }

    Atom[] Variables(ReadOnlySpan<int> inputs)
    {
        Atom[] variables = new Atom[inputs.Length];
        for (int i = 0; i < variables.Length; i++) variables[i] = ring.Input(graph[inputs[i]].Op == Op.Input ? graph.Inputs[(int)graph[inputs[i]].Bits].Name : "", inputs[i]);
        Array.Sort(variables, Atom.Compare);
        return variables;
    }

    Sum Slope(ReadOnlySpan<int> inputs)
    {
        Sum slope = value;
        foreach (Atom variable in Variables(inputs))
        {
            int node = (int)variable.Bits;
            if (!derive.TryGetValue(node, out Derive? by)) derive[node] = by = new(ring, variable);
            slope = ring.Reduced(ring.Smooth(by.Of(slope)));
        }
        return slope;
    }
}
