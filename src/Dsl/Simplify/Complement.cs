using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Sums of a constant and a function that nearly cancel where the function nears the constant: 1 - f has a form of its own for many f.
/// Found among the terms of a sum, whatever their order and their common factor.
/// </summary>
static class Complement
{
    const double SqrtHalf = 0.70710678118654752440;

    public static int? Make(int root, Builder build)
    {
        Graph graph = build.Graph;
        if (Terms.Of(graph, root) is not { Count: >= 2 } terms || terms[^1] is not { Core: -1, Factor: var c }) return null;
        for (int i = 0; i < terms.Count - 1; i++)
        {
            Node f = graph[terms[i].Core];
            if (Of(build, f, c, terms[i].Factor) is not { } made) continue;
            if (terms.Count == 2) return made;
            int rest = Terms.Write(build, terms.Where((_, k) => k != i && k != terms.Count - 1));
            return build.Make(Op.Add, rest, made);
        }
        return null;
    }

    // c + s * f
    static int? Of(Builder build, Node f, double c, double s)
    {
        double ratio = s / c;
        int At(Op op, double scale = 1, double by = 1, double plus = 0) => Terms.Scaled(build, by, build.Make(op, Argument(build, f, scale)));
        int Square(int node) => build.Make(Op.PowerInt, node, bits: 2);
        return (f.Op, ratio) switch
        {
            (Op.Exp, -1) => At(Op.Expm1, by: s),
            (Op.Power, -1) when build.Graph[f.A] is { Op: Op.Number, Number: > 0 and < double.PositiveInfinity } number =>
                Terms.Scaled(build, s, build.Make(Op.Expm1, build.Make(Op.Multiply, build.Now(f.B), build.Number(Math.Log(number.Number))))),
            (Op.Power, -1) when Growth(build, f) is { } rate => Terms.Scaled(build, s, build.Make(Op.Expm1, build.Make(Op.Multiply, build.Now(f.B), build.Make(Op.Log1p, rate)))),
            (Op.PowerInt, -1) when Math.Abs(f.Bits) > 2 && Growth(build, f) is { } rate =>
                Terms.Scaled(build, s, build.Make(Op.Expm1, build.Make(Op.Multiply, build.Number(f.Bits), build.Make(Op.Log1p, rate)))),
            (Op.Expm1, 1) => Terms.Scaled(build, c, build.Make(Op.Exp, build.Now(f.A))),
            (Op.Cos, -1) => Terms.Scaled(build, 2 * c, Square(At(Op.Sin, 0.5))),
            (Op.Cos, 1) => Terms.Scaled(build, 2 * c, Square(At(Op.Cos, 0.5))),
            (Op.Cosh, -1) => Terms.Scaled(build, 2 * s, Square(At(Op.Sinh, 0.5))),
            (Op.Tanh, -1) => At(Op.Sigmoid, -2, 2 * c),
            (Op.Tanh, 1) => At(Op.Sigmoid, 2, 2 * c),
            (Op.Sigmoid, -1) => At(Op.Sigmoid, -1, c),
            (Op.Sigmoid, -2) => At(Op.Tanh, 0.5, -c),
            (Op.Erf, -1) => At(Op.Erfc, 1, c),
            (Op.Erf, 1) => At(Op.Erfc, -1, c),
            (Op.Erfc, -1) => At(Op.Erf, 1, c),
            (Op.Erfc, -0.5) => At(Op.Erfc, -1, c / 2),
            (Op.NormCdf, -1) => At(Op.NormCdf, -1, c),
            (Op.NormCdf, -2) => At(Op.Erf, SqrtHalf, -c),
            (Op.PowerInt, -1) when f.Bits == 2 => OfSquare(build, build.Graph[f.A], c),
            (Op.Multiply, -1) when f.A == f.B => OfSquare(build, build.Graph[f.A], c),
            _ => null,
        };
    }

    // r of a base 1 + r
    static int? Growth(Builder build, Node power) => Terms.Of(build.Graph, power.A) is { Count: >= 2 } terms && terms[^1] is { Core: -1, Factor: 1 }
        ? Terms.Write(build, terms.SkipLast(1)) : null;

    // c - c * g²
    static int? OfSquare(Builder build, Node g, double c) => g.Op switch
    {
        Op.Tanh => Terms.Scaled(build, c, build.Make(Op.Sech2, build.Now(g.A))),
        Op.Sin => Terms.Scaled(build, c, build.Make(Op.PowerInt, build.Make(Op.Cos, build.Now(g.A)), bits: 2)),
        Op.Cos => Terms.Scaled(build, c, build.Make(Op.PowerInt, build.Make(Op.Sin, build.Now(g.A)), bits: 2)),
        _ => null,
    };

    // The argument of f times a constant, joined with the constant that it has.
    static int Argument(Builder build, Node f, double scale)
    {
        Graph graph = build.Graph;
        double factor = scale;
        int core = f.A;
        for (bool more = true; more;)
        {
            graph.Budget.Spend(1);
            Node node = graph[core];
            more = true;
            if (node.Op == Op.Negate) (factor, core) = (-factor, node.A);
            else if (Math.Abs(scale) != 1 && node.Op == Op.Multiply && graph[node.A] is { Op: Op.Number } a && IsExact(factor, a.Number)) (factor, core) = (factor * a.Number, node.B);
            else if (Math.Abs(scale) != 1 && node.Op == Op.Multiply && graph[node.B] is { Op: Op.Number } b && IsExact(factor, b.Number)) (factor, core) = (factor * b.Number, node.A);
            else if (Math.Abs(scale) != 1 && node.Op == Op.Divide && graph[node.B] is { Op: Op.Number } d && IsExact(factor, 1 / d.Number) && 1 / d.Number * d.Number == 1 && Math.Abs(Math.Log2(Math.Abs(d.Number))) % 1 == 0) (factor, core) = (factor / d.Number, node.A);
            else more = false;
        }
        return Terms.Scaled(build, factor, build.Now(core));
    }

    static bool IsExact(double x, double y) => double.IsFinite(x * y) && Math.FusedMultiplyAdd(x, y, -(x * y)) == 0;
}
