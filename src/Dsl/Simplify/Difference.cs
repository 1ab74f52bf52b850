using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Differences of near arguments: <c>(x + 3) - (x - 1)</c> is 4, where as written it would cancel.</summary>
static class Difference
{
    /// <summary>p - q with like terms collected, where that leaves fewer of them than p and q have; else null.</summary>
    public static int? Simpler(Builder build, int p, int q)
    {
        var products = new Products(build.Graph, _ => true);
        return new Sums(build.Graph, products, _ => true).Difference(p, q);
    }
}
