using GateDsl.Graphs;

namespace GateDsl.Simplification;

/// <summary>log (k + a exp x + b exp y + …) with positive constants, as logsumexp of two or more.</summary>
static class LogOfSum
{
    const int MostTerms = 64;

    public static int? Make(Match match, Builder build)
    {
        Graph graph = match.Graph;
        List<(double Factor, int Exponent)> terms = [];   // factor * exp exponent; exponent -1: the number itself
        if (!Collect(graph, match[Shape.x], terms) || terms.Count < 2 || terms.All(term => term.Exponent < 0)) return null;
        int? sum = null;
        foreach (var (factor, exponent) in terms)
        {
            int term = exponent < 0 ? build.Number(Math.Log(factor))
                : factor == 1 ? build.Now(exponent)
                : build.Make(Op.Add, build.Now(exponent), build.Number(Math.Log(factor)));
            sum = sum is { } before ? build.Make(Op.LogSumExp, before, term) : term;
        }
        return sum;
    }

    static bool Collect(Graph graph, int root, List<(double, int)> terms)
    {
        Stack<int> open = new([root]);
        while (open.TryPop(out int id))
        {
            Node node = graph[id];
            if (terms.Count == MostTerms) return false;
            if (node.Op == Op.Add) { open.Push(node.B); open.Push(node.A); }
            else if (node is { Op: Op.Number, Number: > 0 and < double.PositiveInfinity }) terms.Add((node.Number, -1));
            else if (node.Op == Op.Exp) terms.Add((1, node.A));
            else if (node.Op == Op.Multiply && Scaled(graph, node) is var (factor, exponent)) terms.Add((factor, exponent));
            else return false;
        }
        return true;
    }

    static (double, int)? Scaled(Graph graph, Node product)
    {
        var (a, b) = (graph[product.A], graph[product.B]);
        if (b.Op == Op.Number) (a, b) = (b, a);
        return a is { Op: Op.Number, Number: > 0 and < double.PositiveInfinity } && b.Op == Op.Exp ? (a.Number, b.A) : null;
    }
}
