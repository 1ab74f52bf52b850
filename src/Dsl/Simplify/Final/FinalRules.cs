using GateDsl.Ir;
using static GateDsl.Simplification.Shape;

namespace GateDsl.Simplification;

/// <summary>Rules of the last pass: the form of the right side where it is right, the left side elsewhere.</summary>
static class FinalRules
{
    /// <summary>Logarithms of u, or of 1 + u, by another one; the same beside a factor, where that is 0 the product is.</summary>
    static readonly Rule[] logarithms =
    [
        new(Log(-Expm1(-Exp(x)))) { Differs = "where exp x is small, and where it is not", Make = (match, build) => OfExponential(match, build, -1) },
        new(Log(Expm1(Exp(x)))) { Differs = "where exp x is small, and where it overflows twice", Make = (match, build) => OfExponential(match, build, 1) },
        .. Logs(Op.Log, -Expm1(x), "where exp x is small against 1", w => w.With(Op.Less, -0.7), Op.Log1p, w => -w.Apply(Op.Exp)),
        .. Logs(Op.Log1p, -Exp(x), "near 0", w => w.With(Op.Greater, -0.7), Op.Log, w => -w.Apply(Op.Expm1)),
        .. Logs(Op.Log, Expm1(x), "where exp overflows", w => w.With(Op.Greater, 1), Op.Log1p, w => -(-w).Apply(Op.Exp), w => w),
        .. Logs(Op.Log, Tanh(x), "where tanh rounds to 1", w => w.With(Op.Greater, 1), Op.Log1p, w => -2 * (-2 * w).Apply(Op.Sigmoid)),
        .. Logs(Op.Log, Erf(x), "where erf rounds to 1", w => w.With(Op.Greater, 0.5), Op.Log1p, w => -w.Apply(Op.Erfc)),
        new(XLogY(a, NormCdf(x))) { Differs = "where the distribution function rounds to 1 or to 0", Make = (match, build) => OfTail(match, build, w => w.Apply(Op.LogNormCdf)) },
        new(XLogY(a, Sigmoid(x))) { Differs = "where the sigmoid rounds to 1 or to 0", Make = (match, build) => OfTail(match, build, w => -(-w).Apply(Op.Softplus)) },
        new(XLog1pY(a, -Power(x, y))) { Differs = "near 1 of the power", Make = LogOfComplement },
    ];

    /// <summary>For values: around functions.</summary>
    public static readonly Rule[] Values =
    [
        new(x / y) { Differs = "at the origin of a length", Make = Legs.OverLength },
        .. logarithms,
        new(Log(Softplus(x))) { Differs = "where softplus underflows", Make = (match, build) => If(match, build, x, w => w.With(Op.Less, -40), w => w) },
        new(LogNormCdf(x)) { Differs = "where the distribution function rounds to 1", Make = (match, build) => If(match, build, x, w => w.With(Op.Greater, 5), w => (-(-w).Apply(Op.NormCdf)).Apply(Op.Log1p)) },
        new(Sqrt(Softplus(x))) { Differs = "where softplus underflows", Make = (match, build) => If(match, build, x, w => w.With(Op.Less, -40), w => (0.5 * w).Apply(Op.Exp)) },
        new(Log1p(-x.Pow(2))) { Differs = "near 1 and -1", Make = (match, build) => If(match, build, x, w => w.Apply(Op.Abs).With(Op.Greater, 0.5), w => (-w).Apply(Op.Log1p) + w.Apply(Op.Log1p)) },
        new(Log(x / y)) { Differs = "near 1", Make = LogOfQuotient },
        new(Log(x)) { Differs = "where exp overflows or underflows", IsFar = true, Make = Shares.LogOfWeighted },
        new(Sqrt((1 - x / y) * (1 + x / y))) { Differs = "near 0 of the root", Make = LegOfQuotient },
        new(Sqrt(1 - x)) { Differs = "near 0 of the root", Make = LegOfRatio },
        new(Hypot(x, y)) { Differs = "in the last place, where no square leaves the range", Make = Legs.Squares },
        new(Power(1 + x, y)) { Differs = "where 1 + x rounds", Make = (match, build) => CompoundGrowth(match, build, 1) },
        new(Power(1 - x, y)) { Differs = "where 1 - x rounds", Make = (match, build) => CompoundGrowth(match, build, -1) },
        new(x / y) { Differs = "where softplus underflows", IsFar = true, Make = Shares.OverSoftplus },
        new(x / y) { Differs = "where exp overflows", Make = Shares.Quotient },
        new(x / y) { Differs = "where exponentials leave the range", IsFar = true, Make = Shares.Mean },
        new(x / y) { Differs = "where expm1 overflows", Make = Shares.OverDifference },
        new(x * y) { Differs = "where exp overflows", Make = Shares.Quotient },
        new(x * y) { Differs = "where exponentials leave the range", IsFar = true, Make = Shares.Mean },
        new(x * y) { Differs = "where expm1 overflows", Make = Shares.OverDifference },
        new(x / y) { Differs = "where a factor overflows or underflows", Make = Tails.Product },
        new(x * y) { Differs = "where a factor overflows or underflows", Make = Tails.Product },
        new(x + y) { Differs = "where large logarithms of gamma cancel", Make = (match, build) => GammaDifferences.Make(match.Root, build) },
        new(x - y) { Differs = "where large logarithms of gamma cancel", Make = (match, build) => GammaDifferences.Make(match.Root, build) },
        new(Sqrt(x) - Sqrt(y)) { Differs = "near equal arguments", Make = (match, build) => SumPairs.Conjugate(build, build.Now(match[x]), build.Now(match[y])) },
        new(x + y) { Differs = "where two terms nearly cancel", Make = (match, build) => SumPairs.InValues(match.Root, build) },
        new(x - y) { Differs = "where two terms nearly cancel", Make = (match, build) => SumPairs.InValues(match.Root, build) },
        new(x * Power(y, a)) { Differs = "where y and a factor p of x are 0, a being p - 1", Make = PowerOfZero },
        new(x * (1 - y)) { Differs = "where the sigmoid rounds to 1", Make = BesideComplement },
        .. SaturatingDifferences.Rules,
    ];

    /// <summary>For derivative code: all those, and what is arithmetic.</summary>
    public static readonly Rule[] Derivatives =
    [
        new(1 - x) { Differs = "near 0 of the difference", Make = Leg },
        new(x + y) { Differs = "where large functions of the gamma family cancel", Make = (match, build) => GammaDifferences.Make(match.Root, build) },
        new(x - y) { Differs = "where large functions of the gamma family cancel", Make = (match, build) => GammaDifferences.Make(match.Root, build) },
        new(x + y) { Differs = "where two terms nearly cancel", Make = (match, build) => SumPairs.InDerivatives(match.Root, build) },
        new(x - y) { Differs = "where two terms nearly cancel", Make = (match, build) => SumPairs.InDerivatives(match.Root, build) },
        new(1 - x / y) { Differs = "near 0 of the difference", Make = (match, build) => Quotient(match, build, 1) },
        new(1 + x / y) { Differs = "near 0 of the sum", Make = (match, build) => Quotient(match, build, -1) },
        new(x / y) { Differs = "where a square overflows or underflows", Make = OverSquares },
        new(x / y.Pow(2)) { Differs = "where the square overflows", Make = (match, build) => Apart(match, build, 2) },
        new(x / y.Pow(3)) { Differs = "where the cube overflows", Make = (match, build) => Apart(match, build, 3) },
        new(x / y) { Differs = "where both overflow", Make = Hyperbolics },
        new(x * y) { Differs = "where both overflow", Make = Hyperbolics },
        .. Values,
    ];

    // p * x ** (p - 1) is 0 for p = 0, also at x = 0
    static int? PowerOfZero(Match match, Builder build)
    {
        if (build.Graph[match[a]] is not { Op: Op.Subtract } less || build.Graph[less.B] is not { Op: Op.Number, Number: 1 } || Factors.Of(build.Graph, match[x]).Of(less.A) < 2) return null;
        return build.Graph.Wire(build.Now(less.A)).With(Op.Equal, 0).Choose(build.Graph.Wire(build.Graph.Number(0)), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    // s * (1 - s) = s * sigmoid (-x) of s = sigmoid x, which is read as it is: as derivatives print
    static int? BesideComplement(Match match, Builder build)
    {
        Node sigmoid = build.Graph[match[y]];
        if (sigmoid.Op != Op.Sigmoid || Factors.Of(build.Graph, match[x]).Of(match[y]) < 2) return null;
        return (build.Graph.Wire(build.Now(match[x])) * (-build.Graph.Wire(build.Now(sigmoid.A))).Apply(Op.Sigmoid)).Id;
    }

    // log |expm1 (±exp x)|: x for exp x near 0, by the smaller of the two terms where it is above 1
    static int? OfExponential(Match match, Builder build, int sign)
    {
        Wire w = build.Graph.Wire(build.Now(match[x])), e = w.Apply(Op.Exp), rest = (-(-e).Apply(Op.Exp)).Apply(Op.Log1p);
        return w.With(Op.Less, -30).Choose(w + (0.5 * sign * e).Apply(Op.Log1p), e.With(Op.Greater, 0.7).Choose(sign < 0 ? rest : e + rest, build.Graph.Wire(build.Same(match.Root)))).Id;
    }

    static int? If(Match match, Builder build, Pattern argument, Func<Wire, Wire> where, Func<Wire, Wire> form)
    {
        Wire w = build.Graph.Wire(build.Now(match[argument]));
        return where(w).Choose(form(w), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    /// <param name="log">Log or Log1p.</param>
    /// <param name="argument">What it is of, in x.</param>
    /// <param name="differs">Where the two differ.</param>
    /// <param name="where">Where the other one is taken, of x.</param>
    /// <param name="other">Log or Log1p.</param>
    /// <param name="of">What that is of.</param>
    /// <param name="more">What is added to it.</param>
    static Rule[] Logs(Op log, Pattern argument, string differs, Func<Wire, Wire> where, Op other, Func<Wire, Wire> of, Func<Wire, Wire>? more = null)
    {
        return
        [
            new(Pattern.Of(log, argument)) { Differs = differs, Make = (match, build) => If(match, build, x, where, Other) },
            new(Pattern.Of(Beside(log), a, argument))
            {
                Differs = differs,
                Make = (match, build) => If(match, build, x, where, w => more is null ? A(match, build).With(Beside(other), of(w)) : Times(A(match, build), Other(w))),
            },
        ];

        Wire Other(Wire w) => more is null ? of(w).Apply(other) : more(w) + of(w).Apply(other);

        static Op Beside(Op log) => log == Op.Log ? Op.XLogY : Op.XLog1pY;
    }

    static int OfTail(Match match, Builder build, Func<Wire, Wire> log) => Times(A(match, build), log(build.Graph.Wire(build.Now(match[x])))).Id;

    // 0 where the factor is, also where the logarithm is infinite
    static Wire Times(Wire factor, Wire log) => factor.With(Op.Equal, 0).Choose(factor, factor * log);

    static Wire A(Match match, Builder build) => build.Graph.Wire(build.Now(match[a]));

    // 1 - x ** y = -expm1 (y log x)
    static int? LogOfComplement(Match match, Builder build)
    {
        Wire power = build.Graph.Wire(build.Now(match[x])).With(Op.Power, build.Graph.Wire(build.Now(match[y])));
        Wire complement = -(build.Graph.Wire(build.Now(match[y])) * build.Graph.Wire(build.Now(match[x])).Apply(Op.Log)).Apply(Op.Expm1);
        return power.With(Op.Greater, 0.5).Choose(A(match, build).With(Op.XLogY, complement), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    // log (p / q) = log1p ((p - q) / q) where p - q is simple
    static int? LogOfQuotient(Match match, Builder build)
    {
        int p = build.Now(match[x]), q = build.Now(match[y]);
        if (build.Graph[q].Op == Op.Number || Difference.Simpler(build, p, q) is not { } d) return null;
        Wire ratio = build.Graph.Wire(d) / build.Graph.Wire(q);
        return ratio.Apply(Op.Abs).With(Op.Less, 0.5).Choose(ratio.Apply(Op.Log1p), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    // 1 - (x / y)² = (y - x) (y + x) / y²
    static (Wire Product, Wire Y, Wire IsNear)? Ratio(Match match, Builder build)
    {
        Factors square = Factors.Of(build.Graph, match[x]);
        if (square.Constant != 1 || square.Halves.Factors is not { Length: 2 } pair) return null;
        var (over, under) = pair[0].Exponent > 0 ? (pair[0], pair[1]) : (pair[1], pair[0]);
        if (over.Exponent != 4 || under.Exponent != -4) return null;
        Wire p = build.Graph.Wire(build.Now(over.Node)), q = build.Graph.Wire(build.Now(under.Node));
        return ((q - p) * (q + p), q, (p / q).Apply(Op.Abs).With(Op.Greater, 0.5));
    }

    static int? LegOfRatio(Match match, Builder build) => Ratio(match, build) is var (product, q, isNear)
        ? isNear.Choose(product.Apply(Op.Sqrt) / q.Apply(Op.Abs), build.Graph.Wire(build.Same(match.Root))).Id : null;

    // sqrt ((1 - x / y) (1 + x / y)) = sqrt ((y - x) (y + x)) / |y|
    static int? LegOfQuotient(Match match, Builder build)
    {
        Wire p = build.Graph.Wire(build.Now(match[x])), q = build.Graph.Wire(build.Now(match[y]));
        return (p / q).Apply(Op.Abs).With(Op.Greater, 0.5)
            .Choose(((q - p) * (q + p)).Apply(Op.Sqrt) / q.Apply(Op.Abs), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    // 1 - x / y = (y - x) / y
    static int? Quotient(Match match, Builder build, int sign)
    {
        if (build.Graph[match[y]].Op != Op.Input || build.Graph[match[x]].Op != Op.Input) return null;
        Wire p = build.Graph.Wire(build.Now(match[x])), q = build.Graph.Wire(build.Now(match[y]));
        return (sign * (p / q)).With(Op.Greater, 0.5).Choose((sign > 0 ? q - p : q + p) / q, build.Graph.Wire(build.Same(match.Root))).Id;
    }

    static int? Leg(Match match, Builder build) => Ratio(match, build) is var (product, q, isNear)
        ? isNear.Choose(product / q.Pow(2), build.Graph.Wire(build.Same(match.Root))).Id : null;

    // (1 + x) ** y = exp (y * log1p x)
    static int? CompoundGrowth(Match match, Builder build, int sign)
    {
        Wire rate = sign * build.Graph.Wire(build.Now(match[x])), power = build.Graph.Wire(build.Now(match[y]));
        return rate.Apply(Op.Abs).With(Op.Less, 0.01).Choose((power * rate.Apply(Op.Log1p)).Apply(Op.Exp), build.Graph.Wire(build.Same(match.Root))).Id;
    }

    // c / (x² + y²) = c / h / h with their length h, where a square leaves the range
    static int? OverSquares(Match match, Builder build)
    {
        Factors quotient = Factors.Of(build.Graph, match.Root);
        foreach (var (v, halves) in quotient.Halves.Factors)
        {
            if (halves is not (-2 or -4) || build.Graph[v].Op != Op.Add || Terms.Of(build.Graph, v) is not { Count: 2 } terms || terms.Exists(term => term.Factor <= 0 || term.Core < 0)) continue;
            int? length = null;
            foreach (var (factor, core) in terms)
            {
                Factors square = Factors.Of(build.Graph, core);
                if (square.Constant != 1 || square.Halves.Factors is not { Length: 1 } only || only[0].Exponent != 4) return null;
                length = Longer(build, length, Terms.Scaled(build, Math.Sqrt(factor), build.Now(only[0].Node)));
            }
            Wire h = build.Graph.Wire(length!.Value), size = build.Graph.Wire(build.Now(v));
            Wire apart = build.Graph.Wire(quotient.Without(v, halves).Write(build));
            for (int i = 0; i < -halves; i++) apart /= h;
            return (size.With(Op.Greater, 1e-150) & size.With(Op.Less, 1e150)).Choose(build.Graph.Wire(build.Same(match.Root)), apart).Id;
        }
        return null;
    }

    // p / q ** n = p / q / q, where q holds a square
    static int? Apart(Match match, Builder build, int n)
    {
        Graph graph = build.Graph;
        if (!HasSquare(graph, match[y], 2) || graph[match[x]].Op == Op.Number) return null;
        Wire quotient = graph.Wire(build.Now(match[x])), q = graph.Wire(build.Now(match[y]));
        for (int i = 0; i < n; i++) quotient /= q;
        return quotient.Id;
    }

    static bool HasSquare(Graph graph, int id, int depth) => graph[id] switch
    {
        { Op: Op.PowerInt, Bits: 2 } => true,
        { Op: Op.Multiply } product when product.A == product.B => true,
        { Op: Op.Add or Op.Subtract or Op.Multiply or Op.Negate } node when depth > 0 => HasSquare(graph, node.A, depth - 1) || (node.B >= 0 && HasSquare(graph, node.B, depth - 1)),
        _ => false,
    };

    // sinh v / cosh v ** n = tanh v / cosh v ** (n - 1), and its inverse
    static int? Hyperbolics(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors product = Factors.Of(graph, match.Root);
        foreach (var (over, up) in product.Halves.Factors)
        {
            if (up < 2 || up % 2 != 0 || graph[over].Op is not (Op.Sinh or Op.Cosh)) continue;
            foreach (var (under, down) in product.Halves.Factors)
            {
                if (down > -2 || down % 2 != 0 || graph[under].Op is not (Op.Sinh or Op.Cosh) || graph[under].A != graph[over].A) continue;
                int both = Math.Min(up, -down);
                Wire tanh = graph.Wire(build.Now(graph[over].A)).Apply(Op.Tanh), rest = graph.Wire(product.Without(over, both).Without(under, -both).Write(build));
                if (both > 2) tanh = tanh.Pow(both / 2);
                return (graph[over].Op == Op.Sinh ? rest * tanh : rest / tanh).Id;
            }
        }
        return null;
    }

    static int Longer(Builder build, int? before, int leg) => before is { } length ? build.Make(Op.Hypot, length, leg) : leg;
}
