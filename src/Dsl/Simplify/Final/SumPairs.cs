using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Simplification;

/// <summary>
/// Two terms of a sum that nearly cancel, with a form of their own for their difference: differences of like functions at near arguments, a root and what it is the root of,
/// softplus and what it is made of. A factor that both terms have is taken out first, so the pair is found in every spelling.
/// </summary>
static partial class SumPairs
{
    /// <summary>A form for c * (p - q), given the ratio of the terms; null where there is none.</summary>
    delegate int? Form(Builder build, Factors p, Factors q);

    static readonly Form[] values = [OfLikeFunctions, OfLogistic, OfRoot, OfReciprocalRoots];
    static readonly Form[] derivatives = [.. values, OfLegs, OfReciprocals, OfRootSquares];

    /// <summary>In values: only pairs with functions.</summary>
    public static int? InValues(int root, Builder build) => Make(root, build, values);

    /// <summary>In derivative code, where algebra is free: also among the terms that products of sums have when they are multiplied out.</summary>
    public static int? InDerivatives(int root, Builder build) =>
        HasExponential(build.Graph, root, 6) ? Make(root, build, values) : Make(root, build, derivatives) ?? (Flattened(build.Graph, root) is not { } flat ? null
            : flat.Count == 1 ? flat[0].Write(build) : Make(flat, build, [OfLogistic, OfLegs, OfRootSquares]));

    static int? Make(int root, Builder build, Form[] forms)
    {
        if (OfSharedSum(root, build) is { } shared) return shared;
        if (Terms.Of(build.Graph, root) is not { Count: >= 2 and <= 6 } terms) return null;
        return Make([.. terms.Select(term => Read(build.Graph, term))], build, forms);
    }

    static Factors Read(Graph graph, Summand term) =>
        term.Core < 0 ? new(term.Factor, default) : Factors.Of(graph, term.Core) is var f ? f with { Constant = f.Constant * term.Factor } : default;

    static int? Make(List<Factors> terms, Builder build, Form[] forms)
    {
        for (int i = 0; i < terms.Count; i++)
        {
            for (int j = 0; j < terms.Count; j++)
            {
                if (i == j) continue;
                bool isSum = terms[i].Constant < 0 == terms[j].Constant < 0;
                Factors negated = terms[j] with { Constant = -terms[j].Constant };
                foreach (Form form in forms)
                {
                    // what a root is added to may be negative, but other terms are not reordered for that
                    if (isSum && (form != (Form)OfRoot || terms.Count > 2 || terms[i].Halves.IsOne || terms[j].Halves.IsOne)) continue;
                    if (form(build, terms[i], negated) is not { } made) continue;
                    for (int k = 0; k < terms.Count; k++)
                    {
                        if (k != i && k != j) made = build.Make(Op.Add, made, terms[k].Write(build));
                    }
                    return made;
                }
            }
        }
        return null;
    }

    // The terms with sums among their factors multiplied out, like ones added; null where that changes nothing or makes too many.
    static List<Factors>? Flattened(Graph graph, int root)
    {
        if (Terms.Of(graph, root) is not { Count: >= 2 and <= 6 } terms) return null;
        var open = new Stack<Factors>(terms.Select(term => Read(graph, term)));
        List<Factors> flat = [];
        bool changed = false;
        while (open.TryPop(out Factors product))
        {
            if (flat.Count + open.Count > 10) return null;
            int sum = -1;
            foreach (var (id, halves) in product.Halves.Factors)
            {
                if (halves == 2 && graph[id].Op is Op.Add or Op.Subtract) sum = id;
            }
            if (sum >= 0 && Terms.Of(graph, sum) is { Count: <= 4 } inner)
            {
                changed = true;
                foreach (Summand term in inner) open.Push(product.Without(sum, 2) * Read(graph, term));
                continue;
            }
            int like = flat.FindIndex(other => other.Halves.Equals(product.Halves));
            if (like < 0) flat.Add(product);
            else flat[like] = product with { Constant = product.Constant + flat[like].Constant };
        }
        flat.RemoveAll(term => term.Constant == 0);
        return changed && flat.Count >= 1 ? flat : null;
    }

    // c f (u) - c f (v)
    static int? OfLikeFunctions(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        if (ratio.Constant != 1 || ratio.Halves.Factors is not { Length: 2 } pair) return null;
        var (one, other) = pair[0].Exponent > 0 ? (pair[0], pair[1]) : (pair[1], pair[0]);
        if (one.Exponent != -other.Exponent || one.Exponent <= 0) return null;
        Node f = graph[one.Node], g = graph[other.Node];
        if (OfLogs(build, f, g) is { } logs && one.Exponent == 2) return Times(build, p.Without(one.Node, 2), logs);
        if (f.Op != g.Op || PrimitiveTable.Find(f.Op)?.Lanes is null || f.Bits != g.Bits || one.Exponent != 2) return null;
        if (f.Op == Op.Power && f.B != g.B) return null;
        if (Of(build, f, build.Now(f.A), build.Now(g.A)) is not { } difference) return null;
        return Times(build, p.Without(one.Node, one.Exponent), difference);
    }

    // log (1 + u) - log v and log u - log (1 + v), where one has been recognised before as log1p
    static int? OfLogs(Builder build, Node f, Node g)
    {
        if (f.Op is not (Op.Log or Op.Log1p) || g.Op is not (Op.Log or Op.Log1p) || f.Op == g.Op) return null;
        Wire far = build.Graph.Wire(build.Make(f.Op, build.Now(f.A))) - build.Graph.Wire(build.Make(g.Op, build.Now(g.A)));
        int u = Argument(build, f), v = Argument(build, g);
        if (Difference.Simpler(build, u, v) is not { } d) return null;
        Wire ratio = build.Graph.Wire(d) / build.Graph.Wire(v);
        return ratio.Apply(Op.Abs).With(Op.Less, 0.5).Choose(ratio.Apply(Op.Log1p), far).Id;
    }

    static int Argument(Builder build, Node log) => log.Op == Op.Log ? build.Now(log.A) : build.Graph.Add(new(Op.Add, build.Number(1), build.Now(log.A)));

    static int? Of(Builder build, Node f, int u, int v)
    {
        Wire p = build.Graph.Wire(u), q = build.Graph.Wire(v);
        bool leaves = build.Graph[u].Arity == 0 && build.Graph[v].Arity == 0;
        int? step = Difference.Simpler(build, u, v);
        if ((step ?? (leaves && f.Op is Op.Log or Op.Atan or Op.Cbrt or Op.Power ? build.Make(Op.Subtract, u, v) : null)) is not { } id) return null;
        Wire d = build.Graph.Wire(id), half = 0.5 * d, middle = q + half;
        Wire? form = f.Op switch
        {
            Op.Exp => q.Apply(Op.Exp) * d.Apply(Op.Expm1),
            Op.Log => (d / q).Apply(Op.Log1p),
            Op.Sin => 2 * (middle.Apply(Op.Cos) * half.Apply(Op.Sin)),
            Op.Cos => -2 * (middle.Apply(Op.Sin) * half.Apply(Op.Sin)),
            Op.Tan => d.Apply(Op.Sin) / (p.Apply(Op.Cos) * q.Apply(Op.Cos)),
            Op.Sinh => 2 * (middle.Apply(Op.Cosh) * half.Apply(Op.Sinh)),
            Op.Cosh => 2 * (middle.Apply(Op.Sinh) * half.Apply(Op.Sinh)),
            Op.Tanh => d.Apply(Op.Sinh) / (p.Apply(Op.Cosh) * q.Apply(Op.Cosh)),
            Op.Atan => d.With(Op.Atan2, 1 + p * q),
            Op.Cbrt => d / (p.Apply(Op.Cbrt).Pow(2) + p.Apply(Op.Cbrt) * q.Apply(Op.Cbrt) + q.Apply(Op.Cbrt).Pow(2)),
            Op.Power => q.With(Op.Power, build.Graph.Wire(build.Now(f.B))) * (build.Graph.Wire(build.Now(f.B)) * (d / q).Apply(Op.Log1p)).Apply(Op.Expm1),
            _ => null,
        };
        if (form is not { } near) return null;

        // far apart the functions as they stand: the form may overflow there, and has nothing to mend
        Wire far = new Wire(build.Graph, build.Make(f.On(u, f.B < 0 ? -1 : build.Now(f.B), -1))) - new Wire(build.Graph, build.Make(f.On(v, f.B < 0 ? -1 : build.Now(f.B), -1)));
        Wire isNear = f.Op switch
        {
            Op.Log or Op.Power or Op.Cbrt => (d / q).Apply(Op.Abs).With(Op.Less, 0.5),
            Op.Atan => (p * q).With(Op.Greater, -0.5),
            _ => d.Apply(Op.Abs).With(Op.Less, 0.5),
        };
        return isNear.Choose(near, far).Id;
    }

    // u sigmoid u - softplus u = -(softplus (-|u|) + |u| sigmoid (-|u|)): an entropy, and even
    static int? OfLogistic(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        foreach (var (id, halves) in p.Halves.Factors)
        {
            if (halves != 2 || graph[id].Op != Op.Softplus) continue;
            foreach (var (sigmoid, power) in q.Halves.Factors)
            {
                if (power != 2 || graph[sigmoid].Op != Op.Sigmoid || graph[sigmoid].A != graph[id].A) continue;
                Factors c = p.Without(id, 2), ratio = q.Without(sigmoid, 2) / c, u = Factors.Of(graph, graph[id].A);
                if (!ratio.Halves.Equals(u.Halves) || Math.Abs(ratio.Constant - u.Constant) > 1e-15 * Math.Abs(u.Constant)) continue;
                Wire size = graph.Wire(build.Now(graph[id].A)).Apply(Op.Abs), minus = -size;
                return Times(build, c, (minus.Apply(Op.Softplus) + size * minus.Apply(Op.Sigmoid)).Id);
            }
        }
        return null;
    }

    // What may overflow must not be subtracted.
    static bool HasExponential(Graph graph, int id, int depth)
    {
        Node node = graph[id];
        if (node.Op is Op.Exp or Op.Cosh or Op.Sinh) return true;
        for (int k = 0; k < node.Arity && depth > 0; k++)
        {
            if (HasExponential(graph, node[k], depth - 1)) return true;
        }
        return false;
    }

    // What no term is divided by may be 0.
    static bool DividesAnew(Factors product, Factors term)
    {
        foreach (var (id, halves) in product.Halves.Factors)
        {
            if (halves < 0 && term.Of(id) >= 0) return true;
        }
        return false;
    }

    // An exponential or a density may be 0: what is divided by it is no form for anything.
    static bool DividesByTail(Graph graph, Factors product)
    {
        foreach (var (id, halves) in product.Halves.Factors)
        {
            if (halves < 0 && graph[id].Op is Op.Exp or Op.Exp2 or Op.Power or Op.NormPdf or Op.NormCdf or Op.Erfc or Op.Sigmoid or Op.Softplus or Op.Sech2) return true;
        }
        return false;
    }

    static int Times(Builder build, Factors c, int node)
    {
        if (c.Halves.IsOne) return Terms.Scaled(build, c.Constant, node);
        // x / y * node is read as x * node / y
        return build.Make(Op.Multiply, c.Write(build), node);
    }

    /// <summary>Writes nodes as they were read, to compare them.</summary>
    sealed class Reading(Builder build) : Builder(build.Graph)
    {
        public override int Make(Node node) => Graph.Add(node);
    }
}
