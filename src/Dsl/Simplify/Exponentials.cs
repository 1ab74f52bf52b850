using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Sums and quotients of exponentials, which overflow long before their ratio does. A quotient whose divisor is a sum of two or more exponentials is made of shares:
/// exp u / (exp u + a exp v + …) = sigmoid (u - log a - v), with a logsumexp for more than two.
/// </summary>
static class Exponentials
{
    /// <summary>factor * exp exponent; the exponent -1 stands for 0.</summary>
    public sealed record Power(double Factor, int Exponent, bool Negative = false);

    /// <summary>The node as a constant times an exponential; null where it is none.</summary>
    public static Power? Read(Graph graph, int id)
    {
        double factor = 1;
        bool inverse = false;
        for (int depth = 0; depth < 16; depth++)
        {
            Node node = graph[id];
            switch (node.Op)
            {
                case Op.Number: return double.IsFinite(node.Number) && node.Number != 0 ? new(inverse ? factor / node.Number : factor * node.Number, -1) : null;
                case Op.Exp: return new(factor, node.A, inverse);
                case Op.Negate: (factor, id) = (-factor, node.A); break;
                case Op.Multiply when graph[node.A] is { Op: Op.Number } number: (factor, id) = (inverse ? factor / number.Number : factor * number.Number, node.B); break;
                case Op.Multiply when graph[node.B] is { Op: Op.Number } number: (factor, id) = (inverse ? factor / number.Number : factor * number.Number, node.A); break;
                case Op.Divide when graph[node.B] is { Op: Op.Number } number: (factor, id) = (inverse ? factor * number.Number : factor / number.Number, node.A); break;
                case Op.Divide when graph[node.A] is { Op: Op.Number } number: (factor, id, inverse) = (inverse ? factor / number.Number : factor * number.Number, node.B, !inverse); break;
                default: return null;
            }
        }
        return null;
    }

    /// <summary>A node as a sum of exponentials, one of which at least has an exponent; null where it is none.</summary>
    public static List<Power>? ReadSum(Graph graph, int id)
    {
        if (Terms.Of(graph, id) is not { } terms) return null;
        List<Power> powers = [];
        foreach (var (factor, core) in terms)
        {
            if (core < 0) powers.Add(new(factor, -1));
            else if (Read(graph, core) is { } power) powers.Add(power with { Factor = power.Factor * factor });
            else return null;
        }
        return powers.Exists(power => power.Exponent >= 0) && powers.TrueForAll(power => double.IsFinite(power.Factor)) ? powers : null;
    }

    /// <summary>p / q where q is a sum of exponentials.</summary>
    public static int? Quotient(int p, int q, Builder build)
    {
        Graph graph = build.Graph;
        if (graph[q] is { Op: Op.PowerInt, Bits: >= 2 and <= 8 } power) return OfPower(p, power, build);
        if (ReadSum(graph, q) is not { Count: >= 2 } below) return null;
        if (ReadSum(graph, p) is { Count: 2 } above && below.Count == 2 && OfTwo(build, above, below) is { } tanh) return tanh;
        if (below.Count == 2 && Bose(p, below, build) is { } bose) return bose;
        if (!below.TrueForAll(power => power.Factor > 0)) return null;
        var (rest, share) = Split(graph, p, below);
        if (share < 0)
        {
            if (rest is null && Read(graph, p) is not { Exponent: -1 }) return null;
            share = below.FindIndex(power => power.Exponent < 0);
            if (share < 0) return Sech(build, p, below);
            rest = p;
        }
        // p / q = rest / factor of the share * sigmoid (share - logsumexp of the others)
        Power own = below[share];
        int others = LogSum(build, below.Where((_, i) => i != share));
        int argument = Minus(build, own, others);
        int sigmoid = build.Make(Op.Sigmoid, argument);
        double factor = 1 / own.Factor;
        int? top = rest is { } r ? build.Graph[r].Op == Op.Number ? null : build.Now(r) : null;
        if (rest is { } n && graph[n].Op == Op.Number) factor = graph[n].Number / own.Factor;
        int result = top is { } t ? build.Make(Op.Multiply, t, sigmoid) : sigmoid;
        return factor == 1 ? result : Math.Abs(factor) < 1 && 1 / factor is var inverse && inverse == Math.Round(inverse)
            ? build.Make(Op.Divide, result, build.Number(inverse)) : Terms.Scaled(build, factor, result);
    }

    // r exp u / (c exp u - c) = r / c / -expm1 (-u)
    static int? Bose(int p, List<Power> below, Builder build)
    {
        int one = below.FindIndex(power => power.Exponent < 0);
        if (one < 0 || below[1 - one] is not { Negative: false } power || power.Factor != -below[one].Factor) return null;
        var (rest, share) = Split(build.Graph, p, below);
        if (share != 1 - one) return null;
        int divisor = build.Make(Op.Expm1, build.Make(Op.Negate, build.Now(power.Exponent)));
        int top = rest is { } r ? build.Now(r) : build.Number(1);
        return build.Make(Op.Divide, Terms.Scaled(build, -1 / power.Factor, top), divisor);
    }

    // r exp u / (c exp u - c)² = r / (2 c sinh (u / 2))²
    static int? BoseSquare(int p, Node power, Builder build)
    {
        if (power.Bits != 2 || ReadSum(build.Graph, power.A) is not { Count: 2 } below) return null;
        int one = below.FindIndex(term => term.Exponent < 0);
        if (one < 0 || below[1 - one] is not { Negative: false } exp || exp.Factor != -below[one].Factor) return null;
        var (rest, share) = Split(build.Graph, p, below);
        if (share != 1 - one) return null;
        int sinh = build.Make(Op.Sinh, build.Make(Op.Multiply, build.Number(0.5), build.Now(exp.Exponent)));
        int below2 = build.Make(Op.PowerInt, Terms.Scaled(build, 2 * Math.Abs(exp.Factor), sinh), bits: 2);
        return build.Make(Op.Divide, rest is { } r ? build.Now(r) : build.Number(1), below2);
    }

    // p / q ** n = (p / q) (1 / q) ** (n - 1), or p (1 / q) ** n
    static int? OfPower(int p, Node power, Builder build)
    {
        if (BoseSquare(p, power, build) is { } square) return square;
        if (Quotient(build.Number(1), power.A, build) is not { } one) return null;
        int Power(long n) => n == 1 ? one : build.Make(Op.PowerInt, one, bits: n);
        if (Read(build.Graph, p) is { Exponent: >= 0 } || build.Graph[p].Op == Op.Multiply)
        {
            if (Quotient(p, power.A, build) is { } share) return build.Make(Op.Multiply, share, Power(power.Bits - 1));
        }
        return Read(build.Graph, p) is { Exponent: >= 0 } ? null : build.Make(Op.Multiply, build.Now(p), Power(power.Bits));
    }

    // The factor of a product that is one of the exponentials, and the rest; a sole exponential has the rest null, which is 1.
    static (int? Others, int Share) Split(Graph graph, int p, List<Power> below)
    {
        int Find(int id, out double factor)
        {
            factor = 1;
            if (Read(graph, id) is not { Exponent: >= 0 } power) return -1;
            factor = power.Factor;
            return below.FindIndex(other => other.Exponent == power.Exponent && other.Negative == power.Negative);
        }
        int whole = Find(p, out double scale);
        if (whole >= 0) return scale == 1 ? (null, whole) : (NumberNode(graph, scale), whole);
        if (graph[p] is { Op: Op.Multiply } product)
        {
            if (Find(product.B, out double b) is >= 0 and var right && b == 1) return (product.A, right);
            if (Find(product.A, out double a) is >= 0 and var left && a == 1) return (product.B, left);
            return (p, -1);
        }
        return (Read(graph, p) is { Exponent: >= 0 } ? null : p, -1);
    }

    static int NumberNode(Graph graph, double value) => graph.Number(value);

    // (c exp u - c exp v) / (d exp u + d exp v) = c / d tanh ((u - v) / 2), and its inverse
    static int? OfTwo(Builder build, List<Power> above, List<Power> below)
    {
        int first = below.FindIndex(power => power.Exponent == above[0].Exponent && power.Negative == above[0].Negative);
        if (first < 0 || below[1 - first].Exponent != above[1].Exponent || below[1 - first].Negative != above[1].Negative) return null;
        double c = above[0].Factor, d = below[first].Factor;
        bool tanh = above[1].Factor == -c && below[1 - first].Factor == d, coth = above[1].Factor == c && below[1 - first].Factor == -d;
        if (!tanh && !coth) return null;
        int half = Half(build, above[0], above[1]);
        int function = build.Make(Op.Tanh, half);
        return tanh ? Terms.Scaled(build, c / d, function) : build.Make(Op.Divide, build.Number(c / d), function);
    }

    // 1 / (c exp u + d exp (-u)) = 1 / (2 c cosh u) for c = d
    static int? Sech(Builder build, int p, List<Power> below)
    {
        if (below.Count != 2 || below[0].Factor != below[1].Factor || !AreOpposite(build.Graph, below[0], below[1], out int u)) return null;
        int cosh = build.Make(Op.Cosh, build.Now(u));
        return build.Make(Op.Divide, build.Now(p), Terms.Scaled(build, 2 * below[0].Factor, cosh));
    }

    /// <summary>c exp u ± c exp (-u), as 2 c cosh u or 2 c sinh u; null where it is neither.</summary>
    public static int? Hyperbolic(int root, Builder build)
    {
        if (ReadSum(build.Graph, root) is not { Count: 2 } powers || Math.Abs(powers[0].Factor) != Math.Abs(powers[1].Factor)) return null;
        if (!AreOpposite(build.Graph, powers[0], powers[1], out int u)) return null;
        bool same = powers[0].Factor == powers[1].Factor;
        double factor = same ? powers[0].Factor : powers[powers[0].Exponent == u && !powers[0].Negative ? 0 : 1].Factor;
        return Terms.Scaled(build, 2 * factor, build.Make(same ? Op.Cosh : Op.Sinh, build.Now(u)));
    }

    // exp u and 1 / exp u, or exp (k * x) and exp (-k * x)
    static bool AreOpposite(Graph graph, Power p, Power q, out int u)
    {
        u = p.Exponent;
        if (p.Exponent < 0 || q.Exponent < 0) return false;
        if (p.Exponent == q.Exponent) { return p.Negative != q.Negative; }
        if (p.Negative || q.Negative) return false;
        if (Terms.Of(graph, p.Exponent) is not { Count: > 0 } a || Terms.Of(graph, q.Exponent) is not { } b || a.Count != b.Count) return false;
        if (!a.TrueForAll(term => b.Contains(new(-term.Factor, term.Core)))) return false;
        if (a[0].Factor < 0) u = q.Exponent;
        return true;
    }

    static int Half(Builder build, Power p, Power q)
    {
        List<Summand> terms = [.. Exponent(build.Graph, p, 0.5), .. Exponent(build.Graph, q, -0.5)];
        return Terms.Write(build, Collected(terms));
    }

    // u + log c - others, where others is a node made already
    static int Minus(Builder build, Power own, int others)
    {
        if (own.Exponent < 0 && own.Factor == 1) return Negative(build, others);
        int argument = Exponent(build, own);
        return build.Graph[others] is { Op: Op.Number, Number: 0 } ? argument
            : build.Graph[others].Op == Op.Negate ? build.Make(Op.Add, argument, build.Graph[others].A)
            : build.Make(Op.Subtract, argument, others);
    }

    static int Negative(Builder build, int node) => build.Graph[node] switch
    {
        { Op: Op.Negate } n => n.A,
        { Op: Op.Subtract } n => build.Make(Op.Subtract, n.B, n.A),
        { Op: Op.Number } n => build.Number(-n.Number),
        { Op: Op.Multiply } n when build.Graph[n.A] is { Op: Op.Number } k => Terms.Scaled(build, -k.Number, n.B),
        _ => build.Make(Op.Negate, node),
    };

    /// <summary>log of a sum of exponentials with positive factors.</summary>
    public static int LogSum(Builder build, IEnumerable<Power> powers)
    {
        int? sum = null;
        foreach (Power power in powers)
        {
            int exponent = Exponent(build, power);
            sum = sum is { } before
                ? build.Graph[before] is { Op: Op.Number, Number: 0 } ? build.Make(Op.Softplus, exponent)
                : build.Graph[exponent] is { Op: Op.Number, Number: 0 } ? build.Make(Op.Softplus, before)
                : build.Make(Op.LogSumExp, before, exponent) : exponent;
        }
        return sum!.Value;
    }

    // u + log factor
    static int Exponent(Builder build, Power power)
    {
        if (power.Exponent < 0) return build.Number(Math.Log(power.Factor));
        int u = build.Now(power.Exponent);
        if (power.Negative) u = Negative(build, u);
        return power.Factor == 1 ? u : power.Factor > 1 ? build.Make(Op.Add, u, build.Number(Math.Log(power.Factor))) : build.Make(Op.Subtract, u, build.Number(-Math.Log(power.Factor)));
    }

    static IEnumerable<Summand> Exponent(Graph graph, Power power, double by) =>
        power.Exponent < 0 ? [] : (Terms.Of(graph, power.Exponent) ?? [new(1, power.Exponent)]).Select(term => term with { Factor = term.Factor * (power.Negative ? -by : by) });

    static List<Summand> Collected(List<Summand> terms) =>
        [.. terms.GroupBy(term => term.Core).Select(group => new Summand(group.Sum(term => term.Factor), group.Key)).Where(term => term.Factor != 0)];
}
