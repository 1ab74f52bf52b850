using GateDsl.Calculus;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Derivatives for every route: gradients, Hessians, by name. They come from the ring, each from the element of the value itself; where the ring is no help, from the calculus
/// over graphs with rules over its code.
/// </summary>
static class Partials
{
    /// <summary>The derivative of one value in one variable.</summary>
    public static int By(NamedGraph trace, int value, int variable)
    {
        if (trace.Derived.By(value, variable) is { } derived) return derived;
        int ground = Simplify.Values(trace, [value])[0];
        bool isOfArrays = ArrayPartials.Are(trace.Graph, ground, variable);
        if (!(isOfArrays && trace.Graph.KindOf(variable).IsArray()) && trace.Graph.KindOf(ground) == Kind.Float && trace.Derived.Of(ground)?.In(variable) is { } made)
        {
            trace.Derived.Note(made, ground, [variable]);
            return made;
        }
        if (isOfArrays) return ArrayPartials.By(trace, ground, variable);
        int forwards = Simplify.Derivatives(trace, Forward.Derivatives(trace.Graph, [ground], variable), [ground])[0];
        // Backwards is as good a way, and now and then leads to a smaller derivative.
        int backwards = Simplify.Derivatives(trace, Reverse.Gradient(trace.Graph, ground, [variable]), [ground])[0];
        return trace.Graph.SizeOf([backwards]) < trace.Graph.SizeOf([forwards]) ? backwards : forwards;
    }

    /// <summary>The rows of the Jacobian.</summary>
    public static int[] Rows(NamedGraph trace, int[] values, int[] variables, bool valuesKept)
    {
        var rows = new int[values.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            if (trace.Graph.KindOf(values[i]).IsArray())
            {
                rows[i] = [.. variables.Select(variable => By(trace, values[i], variable))];
                continue;
            }
            Slopes? slopes = trace.Graph.KindOf(values[i]) == Kind.Bool || variables.Any(variable => trace.Graph.KindOf(variable).IsArray()) ? null : trace.Derived.Of(values[i]);
            int?[]? row = slopes is null ? null : [.. variables.Select(variable => slopes.In(variable))];
            if (row is not null && Array.TrueForAll(row, made => made is not null))
            {
                rows[i] = [.. row.Select(made => made!.Value)];
                for (int v = 0; v < variables.Length; v++) trace.Derived.Note(rows[i][v], values[i], [variables[v]]);
                continue;
            }
            rows[i] = trace.Graph.KindOf(values[i]) == Kind.Bool ? [.. variables.Select(variable => ArrayNodes.ZeroLike(trace.Graph, variable))]
                : Simplify.Derivatives(trace, Reverse.Gradient(trace.Graph, values[i], variables), values, valuesKept);
        }
        return [.. rows.SelectMany(row => row)];
    }

    /// <summary>Of one value, the second partials p, q with p at or before q.</summary>
    public static int[] Triangle(NamedGraph trace, int value, int[] gradient, int[] variables)
    {
        var rows = new List<int>();
        bool areArrays = variables.Any(variable => trace.Graph.KindOf(variable).IsArray());
        Slopes? slopes = areArrays ? null : trace.Derived.Of(value);
        for (int p = 0; p < gradient.Length; p++)
        {
            if (areArrays)
            {
                // of an array in an array a matrix: a row for each element of the gradient
                for (int q = p; q < variables.Length; q++) rows.Add(ArrayPartials.By(trace, gradient[p], variables[q]));
                continue;
            }
            int?[]? row = slopes is null ? null : [.. variables[p..].Select(q => slopes.In(variables[p], q))];
            if (row is not null && Array.TrueForAll(row, made => made is not null))
            {
                for (int q = p; q < variables.Length; q++) trace.Derived.Note(row[q - p]!.Value, value, [variables[p], variables[q]]);
                rows.AddRange(row.Select(made => made!.Value));
            }
            else rows.AddRange(Simplify.Derivatives(trace, Reverse.Gradient(trace.Graph, gradient[p], variables.AsSpan(p)), [value, .. gradient], valuesKept: true));
        }
        return [.. rows];
    }
}

/// <summary>Which nodes are derivatives that came from the ring, and of what: so that the derivative of a derivative is taken of the value itself.</summary>
sealed class Derived(Graph graph, bool isPlain)
{
    /// <param name="Slopes">The derivatives of the value.</param>
    /// <param name="Inputs">What was differentiated in.</param>
    /// <param name="Moved">What has taken the places of inputs since.</param>
    sealed record Origin(Slopes Slopes, int[] Inputs, Dictionary<int, int> Moved);

    readonly Dictionary<int, object?> slopes = [];
    readonly Dictionary<int, object> origins = [];

    /// <summary>The derivatives of a value; null where the ring is no help.</summary>
    public Slopes? Of(int value)
    {
        if (isPlain) return null;
        if (!slopes.TryGetValue(value, out object? known)) slopes[value] = known = Slopes.Of(graph, value);
        return (Slopes?)known;
    }

    public delegate int[] Pass(int[] outputs);

    /// <summary>A pass over what the user wrote: outputs that are derivatives from the ring are what they are to be.</summary>
    public int[] Apart(ReadOnlySpan<int> outputs, Pass pass)
    {
        int[] result = [.. outputs], written = [.. result.Where(output => !Has(output))];
        if (written.Length == 0) return result;
        int[] passed = pass(written);
        for (int i = 0, next = 0; i < result.Length; i++)
        {
            if (!Has(result[i])) result[i] = passed[next++];
        }
        return result;
    }

    public bool Has(int node) => origins.ContainsKey(node);

    /// <summary>The derivative as it is to run: with its power series where it loses digits.</summary>
    public int Guarded(int node)
    {
        if (!origins.TryGetValue(node, out object? known)) return node;
        var origin = (Origin)known;
        return origin.Slopes.Guarded(origin.Inputs) is { } guarded ? graph.Substitute([guarded], origin.Moved)[0] : node;
    }

    public void Note(int node, int value, int[] inputs)
    {
        if (graph[node].Arity > 0) origins.TryAdd(node, new Origin(Of(value)!, inputs, []));
    }

    /// <summary>Inputs of a derivative were replaced.</summary>
    public void Move(int from, int to, Dictionary<int, int> replaced)
    {
        if (!origins.TryGetValue(from, out object? known) || graph[to].Arity == 0) return;
        var origin = (Origin)known;
        var moved = new Dictionary<int, int>(replaced);
        foreach (var (input, by) in origin.Moved) moved[input] = replaced.TryGetValue(by, out int now) ? now : by;
        origins.TryAdd(to, origin with { Moved = moved });
    }

    /// <summary>The derivative of a derivative in an input; null where the node is none, or where more than one of its inputs has become that.</summary>
    public int? By(int node, int variable)
    {
        if (!origins.TryGetValue(node, out object? known)) return null;
        var origin = (Origin)known;
        int? source = origin.Moved.ContainsKey(variable) ? null : variable;
        foreach (var (input, by) in origin.Moved)
        {
            if (by == variable)
            {
                // the variable itself must not be read beside the input that has become it
                if (source is not null && source != variable) return null;
                source = input;
            }
            else if (graph.ReachableFrom([by]) is var below && variable < below.Length && below[variable]) return null;
        }
        if (source is not { } one || (one != variable && origin.Slopes.Reads(variable)) || origin.Slopes.In([.. origin.Inputs, one]) is not { } made) return null;
        int moved = graph.Substitute([made], origin.Moved)[0];
        if (graph[moved].Arity > 0) origins.TryAdd(moved, origin with { Inputs = [.. origin.Inputs, one] });
        return moved;
    }
}
