using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A sum as a list of terms.</summary>
static class Terms
{
    const int Most = 8;

    /// <summary>The terms of a node, at least one; what is nested too deep stays a term. Null where constants do not add up exactly.</summary>
    public static List<Summand>? Of(Graph graph, int root)
    {
        List<Summand> terms = [];
        Stack<Summand> open = [];
        open.Push(new(1, root));
        double constant = 0;
        while (open.TryPop(out var next))
        {
            graph.Budget.Spend(1);
            Node node = graph[next.Core];
            bool room = terms.Count + open.Count < Most;
            switch (node.Op)
            {
                case Op.Number:
                    double more = next.Factor * node.Number, sum = constant + more;
                    if (sum - constant != more || sum - more != constant || !double.IsFinite(sum)) return null;
                    constant = sum;
                    break;
                case Op.Add or Op.Subtract when room:
                    open.Push(new(node.Op == Op.Add ? next.Factor : -next.Factor, node.B));
                    open.Push(new(next.Factor, node.A));
                    break;
                case Op.Negate: open.Push(new(-next.Factor, node.A)); break;
                case Op.Multiply when graph[node.A] is { Op: Op.Number } number: open.Push(new(next.Factor * number.Number, node.B)); break;
                case Op.Multiply when graph[node.B] is { Op: Op.Number } number: open.Push(new(next.Factor * number.Number, node.A)); break;
                case Op.Divide when graph[node.B] is { Op: Op.Number } number: open.Push(new(next.Factor / number.Number, node.A)); break;
                default: Add(terms, next.Factor, next.Core); break;
            }
        }
        if (constant != 0) terms.Add(new(constant, -1));
        terms.RemoveAll(term => term.Factor == 0);
        return terms;
    }

    static void Add(List<Summand> terms, double factor, int core)
    {
        int at = terms.FindIndex(term => term.Core == core);
        if (at < 0) terms.Add(new(factor, core));
        else terms[at] = new(terms[at].Factor + factor, core);
    }

    /// <summary>A node times a constant.</summary>
    public static int Scaled(Builder build, double factor, int node) => factor switch
    {
        1 => node,
        -1 => build.Make(Op.Negate, node),
        _ => build.Make(Op.Multiply, build.Number(factor), node),
    };

    /// <summary>The sum of terms whose nodes are still those that were read.</summary>
    public static int Write(Builder build, IEnumerable<Summand> terms)
    {
        int? sum = null;
        foreach (Summand term in terms.OrderBy(term => term.Factor < 0))
        {
            bool minus = sum is not null && term.Factor < 0;
            double factor = minus ? -term.Factor : term.Factor;
            int node = term.Core < 0 ? build.Number(factor) : Scaled(build, factor, build.Now(term.Core));
            sum = sum is { } before ? build.Make(minus ? Op.Subtract : Op.Add, before, node) : node;
        }
        return sum ?? build.Number(0);
    }
}
