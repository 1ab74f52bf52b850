using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// <c>exp (v ** 2)</c> and <c>erfc v</c> as factors of one product, however the square is written, and <c>exp (u ** 2 / 2)</c> and <c>normcdf (-u)</c>: together they are the scaled
/// complement, which neither overflows nor vanishes.
/// </summary>
static class ScaledTails
{
    public static int? Product(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors product = Factors.Of(graph, match.Root);
        foreach (var (tail, halves) in product.Halves.Factors)
        {
            Op op = graph[tail].Op;
            if (op is not (Op.Erfc or Op.NormCdf) || Math.Abs(halves) != 2) continue;
            Factors square = Squared(graph, graph[tail].A);
            if (op == Op.NormCdf) square = square with { Constant = square.Constant / 2 };
            foreach (var (exp, times) in product.Halves.Factors)
            {
                if (graph[exp].Op != Op.Exp || Math.Abs(times) != 2 || !IsSame(Factors.Of(graph, graph[exp].A), square, times * halves / 4)) continue;
                Wire of = graph.Wire(build.Now(graph[tail].A)), scaled = (op == Op.Erfc ? of : -Math.Sqrt(0.5) * of).Apply(Op.Erfcx);
                build.Now(graph[exp].A);     // the square stays for whoever else reads it
                Factors rest = product.Without(tail, halves).Without(exp, times) * new Factors(op == Op.Erfc ? 1 : Math.Pow(0.5, halves / 2), Monomial.Of(scaled.Id).Power(halves));
                return rest.Write(build, id => id == scaled.Id ? id : build.Now(id));
            }
        }
        return null;
    }

    // v² with the factors of what its roots are of
    static Factors Squared(Graph graph, int v)
    {
        Factors factors = Factors.Of(graph, v), square = new(factors.Constant * factors.Constant, default);
        foreach (var (id, halves) in factors.Halves.Factors)
        {
            Factors inner = Factors.Of(graph, id);
            square *= new Factors(Math.Pow(inner.Constant, halves), inner.Halves.Power(halves));
        }
        return square;
    }

    // Constants of roots are rounded.
    static bool IsSame(Factors exponent, Factors square, int sign) => exponent.Halves.Equals(square.Halves) && Math.Abs(sign * exponent.Constant - square.Constant) <= 1e-15 * square.Constant;
}
