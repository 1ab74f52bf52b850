using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>The square root of a sum of squares with positive constants, as a length: without the squares, which overflow and underflow long before it does.</summary>
static class Lengths
{
    public static int? Make(Match match, Builder build)
    {
        Graph graph = match.Graph;
        if (Terms.Of(graph, match[Shape.x]) is not { Count: > 0 and <= 6 } terms) return null;
        if (terms is [( > 0, >= 0)] && OfSquares(build, terms[0]) is { } sides) return sides;
        List<(double Size, int Leg)> legs = [];
        double constant = 0;
        foreach (var (factor, core) in terms)
        {
            if (!(factor > 0)) return null;
            if (core < 0) constant = factor;
            else if (Square(graph, core, factor) is { } leg) legs.Add(leg);
            else return null;
        }
        if (legs.Count == 0) return null;

        // a factor that all have is taken out where it is not the square of something simple
        double common = legs.TrueForAll(leg => leg.Size == legs[0].Size) && constant == 0 ? legs[0].Size : 1;
        int? length = null;
        foreach (var (size, leg) in legs)
        {
            int side = Terms.Scaled(build, size / common, build.Now(leg));
            length = length is { } before ? build.Make(Op.Hypot, before, side) : legs.Count == 1 && constant == 0 ? build.Make(Op.Abs, side) : side;
        }
        if (constant > 0) length = build.Make(Op.Hypot, length!.Value, build.Number(Math.Sqrt(constant)));
        return Terms.Scaled(build, common, length!.Value);
    }

    // sqrt (x² y²) = |x| |y|
    static int? OfSquares(Builder build, Summand term)
    {
        Factors squares = Factors.Of(build.Graph, term.Core);
        if (squares.Halves.Factors.Length < 2 || !(squares.Constant > 0)) return null;
        Monomial sides = default;
        foreach (var (id, halves) in squares.Halves.Factors)
        {
            if (halves % 4 != 0) return null;
            sides *= Monomial.Of(build.Make(Op.Abs, build.Now(id))).Power(halves / 2);
        }
        return new Factors(Math.Sqrt(term.Factor * squares.Constant), sides).Write(build, id => id);
    }

    // x of x², (a x)², x² / k², and the constant before it
    static (double, int)? Square(Graph graph, int core, double factor)
    {
        Node node = graph[core];
        return node.Op switch
        {
            Op.PowerInt when node.Bits == 2 => (Math.Sqrt(factor), node.A),
            Op.Multiply when node.A == node.B => (Math.Sqrt(factor), node.A),
            // 4 * x * x is read as (4 * x) * x
            Op.Multiply when graph[node.A] is { Op: Op.Multiply } inner && graph[inner.A] is { Op: Op.Number, Number: > 0 } k && inner.B == node.B => (Math.Sqrt(factor * k.Number), node.B),
            _ => null,
        };
    }
}
