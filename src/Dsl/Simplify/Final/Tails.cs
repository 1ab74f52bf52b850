using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// Products of exponentials and powers of which one overflows or underflows before the product does: there the exponents are added, and the exponential
/// of the sum is taken in two halves, so that a result below the normal range is rounded once.
/// </summary>
static class Tails
{
    const double HalfLogTwoPi = 0.91893853320467274178;

    public static int? Product(Match match, Builder build)
    {
        Graph graph = build.Graph;
        Factors product = Factors.Of(graph, match.Root);
        if (Form(build, product) is var (form, isFar, tails, hasPower) && tails >= 2) return Chosen(form, isFar, hasPower, graph.Wire(build.Same(match.Root)));
        return Distributed(match, build, product);
    }

    // At the ends of powers an exponent is infinite, and others may have no sum with it: the powers themselves have a product.
    static int Chosen(Wire form, Wire isFar, bool hasPower, Wire written) => (hasPower ? isFar & form.With(Op.Equal, form) : isFar).Choose(form, written).Id;

    // exp u * (a ** b * c - …): each term with the exponential
    static int? Distributed(Match match, Builder build, Factors product)
    {
        Graph graph = build.Graph;
        foreach (var (s, halves) in product.Halves.Factors)
        {
            if (halves != 2 || graph[s].Op is not (Op.Add or Op.Subtract) || Terms.Of(graph, s) is not { Count: >= 2 and <= 4 } terms) continue;
            Wire? sum = null, anyFar = null;
            bool hasPower = false;
            foreach (var (factor, core) in terms)
            {
                Factors term = core < 0 ? new(factor, default) : Factors.Of(graph, core) * new Factors(factor, default);
                if (Form(build, product.Without(s, 2) * term) is not var (form, isFar, tails, withPower) || tails < 2) return null;
                sum = sum is { } before ? before + form : form;
                hasPower |= withPower;
                anyFar = anyFar is { } or ? or | isFar : isFar;
            }
            return Chosen(sum!.Value, anyFar!.Value, hasPower, graph.Wire(build.Same(match.Root)));
        }
        return null;
    }

    // The product with its exponents added, where that is to be used, and how many exponentials and powers there are.
    static (Wire Form, Wire IsFar, int Tails, bool HasPower)? Form(Builder build, Factors product)
    {
        Graph graph = build.Graph;
        Factors rest = product;
        List<(Wire Exponent, double Times)> exponents = [];
        int tails = 0;
        bool isDensity = false, hasLog = false, hasPower = false;
        foreach (var (id, halves) in product.Halves.Factors)
        {
            Node node = graph[id];
            double times = halves / 2.0;
            switch (node.Op)
            {
                case Op.Exp: exponents.Add((graph.Wire(build.Now(node.A)), times)); break;
                case Op.Power:
                    hasPower = true;
                    exponents.Add((graph.Wire(build.Now(node.B)) * graph.Wire(build.Now(node.A)).Apply(Op.Log), times));
                    break;
                case Op.XLogY when graph[node.A].Op is Op.Power or Op.Exp && halves == 2:
                    // a power times a logarithm
                    Node inner = graph[node.A];
                    exponents.Add((inner.Op == Op.Exp ? graph.Wire(build.Now(inner.A)) : graph.Wire(build.Now(inner.B)) * graph.Wire(build.Now(inner.A)).Apply(Op.Log), 1));
                    rest *= new Factors(1, Monomial.Of(graph.Add(new(Op.Log, node.B))).Power(2));
                    hasLog = true;
                    break;
                case Op.NormPdf: exponents.Add((-0.5 * graph.Wire(build.Now(node.A)).Pow(2) - HalfLogTwoPi, times)); break;
                default: continue;
            }

            // A density that was called by its name costs one exponential more for every guard, and option prices are full of them: by itself it is none.
            // But beside its own argument, which magnifies its rounding below the normal range, it is one.
            if (node.Op != Op.NormPdf) tails++;
            else isDensity |= product.Halves.Has(node.A);
            isDensity |= node.Op == Op.Exp && IsMinusSquare(graph, node.A);
            rest = rest.Without(id, halves);
        }

        // a factor above 1 magnifies the rounding of a density below the normal range
        if (isDensity && !rest.Halves.IsOne) tails += tails == 0 ? 2 : 1;
        if (exponents.Count is 0 or > 4) return null;
        Wire? sum = null, isFar = null;
        foreach (var (exponent, times) in exponents)
        {
            Wire part = times == 1 ? exponent : times * exponent;
            sum = sum is { } before ? before + part : part;
            // a power that is 0 wins over its logarithm
            Wire far = part.Apply(Op.Abs).With(Op.Greater, 650);
            if (hasLog) far &= part.Apply(Op.Abs).With(Op.Less, double.PositiveInfinity);
            isFar = isFar is { } or ? or | far : far;
        }
        Wire half = (0.5 * sum!.Value).Apply(Op.Exp);
        int others = rest.Write(build);
        return (graph.Wire(others) * half * half, isFar!.Value, tails, hasPower);
    }

    static bool IsMinusSquare(Graph graph, int exponent)
    {
        Factors factors = Factors.Of(graph, exponent);
        bool square = false;
        foreach (var (_, halves) in factors.Halves.Factors) square |= halves == 4;
        return square && factors.Constant < 0;
    }
}
