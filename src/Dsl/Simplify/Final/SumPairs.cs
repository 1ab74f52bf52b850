using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Simplification;

/// <summary>
/// Two terms of a sum that nearly cancel, with a form of their own for their difference: differences of like functions at near arguments, a root and what it is the root of,
/// softplus and what it is made of. A factor that both terms have is taken out first, so the pair is found in every spelling.
/// </summary>
static class SumPairs
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

    // sqrt (s² + …) - s of a sum s that is not taken apart
    static int? OfSharedSum(int root, Builder build)
    {
        Graph graph = build.Graph;
        Node node = graph[root];
        if (node.Op is not (Op.Add or Op.Subtract) || !(graph[node.A].Op is Op.Add or Op.Subtract || graph[node.B].Op is Op.Add or Op.Subtract)) return null;
        Factors p = Factors.Of(graph, node.A), q = Factors.Of(graph, node.B);
        return OfRoot(build, p, node.Op == Op.Add ? q with { Constant = -q.Constant } : q);
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

    // sqrt v - w, and h - w with a length h, where v - w² is simple: (v - w²) / (sqrt v + w) for w > 0
    static int? OfRoot(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        bool swapped = false;
        for (int turn = 0; turn < 2; turn++, (p, q, swapped) = (q, p, true))
        {
            foreach (int v in (HashSet<int>)[.. Nodes(p), .. Nodes(q)])
            {
                bool isLength = graph[v].Op == Op.Hypot;
                if (!isLength && graph[v].Op is not (Op.Add or Op.Subtract)) continue;

                // p = c * root; w is the other term over what both have
                Factors c = p.Without(v, isLength ? 2 : 1), w = q / c;
                if (w.Of(v) != 0 || w.Halves.IsOne && isLength) continue;
                int other = (w with { Constant = Math.Abs(w.Constant) }).Write(new Reading(build));
                if (Rest(build, v, isLength, other, w) is not { } rest) continue;
                Wire y = graph.Wire(w.Write(build)), root = graph.Wire(build.Now(v));
                if (!isLength) root = Leg(graph[rest]) is { } leg && graph[other].Op == Op.Sqrt ? graph.Wire(leg).With(Op.Hypot, y) : root.Apply(Op.Sqrt);
                Wire difference = y.With(Op.Greater, 0).Choose(Over(graph, rest, root + y), root - y);
                return Times(build, c, swapped ? (-difference).Id : difference.Id);
            }
        }
        return null;
    }

    /// <summary>sqrt p - sqrt q = (p - q) / (sqrt p + sqrt q), worth it where p - q has fewer terms than p and q, or is rounded once.</summary>
    /// <param name="build">Where it is made.</param>
    /// <param name="p">Under the first root.</param>
    /// <param name="q">Under the second.</param>
    /// <param name="isValue">Whether it is not differentiated any more.</param>
    public static int? Conjugate(Builder build, int p, int q, bool isValue = true)
    {
        bool exact = build.Graph[p].Arity == 0 && build.Graph[q].Arity == 0;
        if ((Difference.Simpler(build, p, q) ?? (exact ? build.Make(Op.Subtract, p, q) : null)) is not { } difference) return null;
        if (Leg(build.Graph[difference]) is { } leg)
        {
            if (!isValue) return null;
            // sqrt (x² + q) - sqrt q = x * (x / (hypot x (sqrt q) + sqrt q)), where no square overflows
            int root = build.Make(Op.Sqrt, q);
            return build.Make(Op.Multiply, leg, build.Make(Op.Divide, leg, build.Make(Op.Add, build.Make(Op.Hypot, leg, root), root)));
        }
        return build.Make(Op.Divide, difference, build.Make(Op.Add, build.Make(Op.Sqrt, p), build.Make(Op.Sqrt, q)));
    }

    static int? Leg(Node square) => square is { Op: Op.PowerInt, Bits: 2 } || (square.Op == Op.Multiply && square.A == square.B) ? square.A : null;

    // x² / y as x * (x / y), which does not overflow
    static Wire Over(Graph graph, int over, Wire under) => Leg(graph[over]) is { } leg ? graph.Wire(leg) * (graph.Wire(leg) / under) : graph.Wire(over) / under;

    static IEnumerable<int> Nodes(Factors product) => [.. product.Halves.Factors.ToArray().Select(factor => factor.Node)];

    // v - w² or h² - w² as a node, where it is simpler than both
    static int? Rest(Builder build, int v, bool isLength, int w, Factors factors)
    {
        if (isLength) return Legs.Without(build, v, w) is { } leg ? build.Make(Op.PowerInt, leg, bits: 2) : null;
        // (b / 2) ** 2 as it is written there
        foreach (Summand term in Terms.Of(build.Graph, v) ?? [])
        {
            if (term.Core < 0 || build.Graph[term.Core] is not { Op: Op.PowerInt, Bits: 2 } written) continue;
            Factors leg = Factors.Of(build.Graph, written.A);
            if (leg.Halves.Equals(factors.Halves) && Math.Abs(leg.Constant) == Math.Abs(factors.Constant)) return Difference.Simpler(build, build.Now(v), build.Now(term.Core));
        }
        return Difference.Simpler(build, build.Now(v), build.Make(Op.PowerInt, w, bits: 2)) ?? Difference.Simpler(build, build.Now(v), build.Make(Op.Multiply, w, w));
    }

    // h² - x² for a length h over x and others is the square of the others' length, whatever common factor is before it
    static int? OfLegs(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        foreach (var (h, halves) in ratio.Halves.Factors)
        {
            if (halves != 4 || graph[h].Op != Op.Hypot) continue;
            Factors square = new Factors(1, default) / ratio.Without(h, 4);
            if (!(square.Constant > 0) || Root(square) is not { } leg || Legs.Without(build, h, leg.Write(new Reading(build))) is not { } rest) continue;
            // p = c h², and c (h² - x²) = c h² (rest / h)²
            Factors c = p.Without(h, 4);
            return (c * new Factors(1, Monomial.Of(rest).Power(4))).Write(build, now: id => id == rest ? id : build.Now(id));
        }
        return null;
    }

    static Factors? Root(Factors square)
    {
        foreach (var (_, halves) in square.Halves.Factors)
        {
            if (halves % 4 != 0) return null;
        }
        Monomial root = default;
        foreach (var (id, halves) in square.Halves.Factors) root *= Monomial.Of(id).Power(halves / 2);
        return new(Math.Sqrt(square.Constant), root);
    }

    // c / u - c / v = c (v - u) / (u v), and with square roots
    static int? OfReciprocals(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        if (ratio.Constant != 1 || ratio.Halves.Factors is not { Length: 2 } pair || pair[0].Exponent != -pair[1].Exponent) return null;
        var (u, v) = pair[0].Exponent < 0 ? (pair[0].Node, pair[1].Node) : (pair[1].Node, pair[0].Node);
        int power = Math.Abs(pair[0].Exponent);
        if (power > 3 || HasExponential(graph, u, 4) || Difference.Simpler(build, build.Now(v), build.Now(u)) is not { } d) return null;
        Wire x = graph.Wire(build.Now(u)), y = graph.Wire(build.Now(v)), rootX = x.Apply(Op.Sqrt), rootY = y.Apply(Op.Sqrt), by = graph.Wire(d);
        if (p.Of(u) > -power)
        {
            // c v - c u, where u is no divisor: c (v - u), and no division that was not there
            if (p.Of(v) is >= 0 and var times && times < power) return null;
            Wire rest = power == 2 ? by : power == 1 ? by / (rootX + rootY) : by * (y + rootX * rootY + x) / (rootX + rootY);
            return Times(build, p.Without(v, power), rest.Id);
        }
        Wire difference = power switch
        {
            2 => by / x / y,
            1 => by / (rootX + rootY) / rootX / rootY,
            // u^-3/2 - v^-3/2 = (v^3/2 - u^3/2) / (u v)^3/2
            _ => by * (y + rootX * rootY + x) / (rootX + rootY) / (x * rootX) / (y * rootY),
        };
        return Times(build, p.Without(u, -power), difference.Id);
    }

    static int? OfReciprocalRoots(Builder build, Factors p, Factors q) =>
        (p / q).Halves.Factors is { Length: 2 } pair && pair[0].Exponent % 2 != 0 ? OfReciprocals(build, p, q) : null;

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

    // c v - c w² where v - w² is simple, as the slopes of roots have it
    static int? OfRootSquares(Builder build, Factors p, Factors q)
    {
        Graph graph = build.Graph;
        Factors ratio = p / q;
        for (int turn = 0; turn < 2; turn++)
        {
            foreach (var (v, halves) in ratio.Halves.Factors)
            {
                if (halves != 2 || graph[v].Op is not (Op.Add or Op.Subtract)) continue;
                Factors square = new Factors(1, default) / ratio.Without(v, 2);
                if (DividesByTail(graph, square) || DividesAnew(square, turn == 0 ? q : p)) continue;
                int other = square.Write(build);
                if (Difference.Simpler(build, build.Now(v), other) is not { } d) continue;
                Factors c = (turn == 0 ? p : q).Without(v, 2);
                return Times(build, turn == 0 ? c : c with { Constant = -c.Constant }, d);
            }
            ratio = new Factors(1, default) / ratio;
        }
        return null;
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
