using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Reads products, quotients, powers and signs into a <see cref="Product"/>, and writes them as a person would.</summary>
sealed class Products(Graph graph, Func<int, bool> isOpen)
{
    /// <summary>The factors of a node. Nodes that others share are not opened, except where something in them cancels.</summary>
    public Product Read(int id)
    {
        var product = new Product();
        Multiply(product, id, 2, isRoot: true, isOpen);
        Cancel(product);
        return product;
    }

    /// <summary>Multiplies a product by a node to the power halves / 2.</summary>
    public void Multiply(Product product, int id, int halves, bool isRoot, Func<int, bool> open)
    {
        Stack<Part> rest = [];
        rest.Push(new(id, halves, isRoot));
        while (rest.TryPop(out var next))
        {
            graph.Budget.Spend(1 + product.Factors.Count / 4);
            Node node = graph[next.Id];
            bool opened = next.Open || (open(next.Id) && product.Factors.Count + rest.Count < Product.MostFactors);
            bool power = opened && next.Halves % 2 == 0 && (next.Open || Math.Abs(next.Halves) == 2 || IsReciprocal(node));
            switch (node.Op)
            {
                case Op.Number when next.Halves % 2 == 0 && node.Number != 0 && double.IsFinite(node.Number):
                    product.Times(Math.Pow(node.Number, Math.Abs(next.Halves / 2)), inverse: next.Halves < 0);
                    break;
                case Op.Number when next.Halves > 0 && node.Number == 0:
                    product.Over = 0;   // an exact 0 among the factors of a derivative
                    break;
                case Op.Negate when power:
                    if (next.Halves % 4 != 0) product.Over = -product.Over;
                    rest.Push(new(node.A, next.Halves, false));
                    break;
                case Op.Multiply when power:
                    rest.Push(new(node.B, next.Halves, false));
                    rest.Push(new(node.A, next.Halves, false));
                    break;
                case Op.Divide when power && (next.Open || graph[node.B].Op != Op.Hypot):
                    rest.Push(new(node.B, -next.Halves, false));
                    rest.Push(new(node.A, next.Halves, false));
                    break;
                case Op.PowerInt when power && graph[node.A].Op != Op.Number && Math.Abs(node.Bits * next.Halves) <= 128:
                    rest.Push(new(node.A, next.Halves * (int)node.Bits, false));
                    break;
                case Op.Sqrt when next.Halves % 2 == 0 && !IsConstant(node.A):
                    product.Times(node.A, next.Halves / 2);
                    break;
                default:
                    product.Times(next.Id, next.Halves);
                    break;
            }
        }
    }

    /// <summary>A part of a product that is still to be read.</summary>
    sealed record Part(int Id, int Halves, bool Open);

    // Opens shared factors in which a base cancels against one that is there, and takes constants out of them.
    void Cancel(Product product)
    {
        for (int i = 0; i < product.Factors.Count && i < Product.MostFactors; i++)
        {
            var (id, halves) = product.Factors[i];
            if (graph[id].Op == Op.Power && CancelPower(product, id, halves)) { i = -1; continue; }
            if (halves % 2 != 0 || graph[id].Op is not (Op.Multiply or Op.Divide or Op.PowerInt or Op.Negate)) continue;
            var inside = new Product();
            Multiply(inside, id, halves, isRoot: true, _ => false);
            bool cancels = inside.Factors.Any(factor => factor.Base != id && factor.Halves * (long)product.HalvesOf(factor.Base) < 0);
            bool constant = inside.Coefficient != 1 && inside.Factors.Count == 1 && inside.Factors[0].Halves == halves;
            bool power = graph[id].Op == Op.PowerInt && Math.Abs(halves) > 2 && inside.Factors.All(factor => factor.Base != id);
            if (!cancels && !constant && !power) continue;
            product.Times(id, -halves);
            product.Over *= inside.Over;
            product.Under *= inside.Under;
            foreach (var factor in inside.Factors) product.Times(factor.Base, factor.Halves);
            i = -1;
        }
    }

    // x ** (n - 1) / x ** n is 1 / x, and x * x ** (n - 1) is x ** n: also where the powers themselves overflow.
    bool CancelPower(Product product, int id, int halves)
    {
        Node power = graph[id];
        int without = Without1(power.B);
        if (without < 0 || halves < 2) return false;
        int whole = graph.Find(new(Op.Power, power.A, without));
        bool above = product.HalvesOf(power.A) >= 2;
        if (!above && (whole < 0 || product.HalvesOf(whole) > -2)) return false;
        product.Times(id, -2);
        product.Times(above ? power.A : whole, above ? -2 : 2);
        product.Times(above ? graph.Add(new(Op.Power, power.A, without)) : power.A, above ? 2 : -2);
        return true;
    }

    /// <summary>A number, or a few operations on numbers, such as <c>sqrt (2 * pi)</c>.</summary>
    public bool IsConstant(int id, int depth = 3)
    {
        Node node = graph[id];
        if (node.Op == Op.Number) return true;
        if (node.Arity == 0 || depth == 0) return false;
        for (int k = 0; k < node.Arity; k++)
        {
            if (!IsConstant(node[k], depth - 1)) return false;
        }
        return true;
    }

    bool IsReciprocal(Node node) => node.Op == Op.Divide && graph[node.A] is { Op: Op.Number, Number: 1 };

    // Of n - 1, n; else -1.
    int Without1(int exponent) => graph[exponent] is { Op: Op.Subtract } node && graph[node.B] is { Op: Op.Number, Number: 1 } ? node.A : -1;

    /// <summary>The node of a product: <c>-2 * x * y ** 2 / (3 * z)</c>.</summary>
    public int Write(Product product)
    {
        var (over, under) = Lowest(product.Over, product.Under);
        if (over == 0) return graph.Number(0);
        int? below = Side(product, below: true, under);
        bool negate = over == -1 && product.Factors.Any(factor => factor.Halves > 0);
        int? above = Side(product, below: false, negate ? 1 : over);
        int top = above ?? graph.Number(over);
        if (negate) top = graph[top] is { Op: Op.Subtract } difference ? graph.Add(new(Op.Subtract, difference.B, difference.A)) : graph.Add(new(Op.Negate, top));
        return below is { } bottom ? graph.Add(new(Op.Divide, top, bottom)) : top;
    }

    int? Side(Product product, bool below, double coefficient)
    {
        int? side = coefficient == 1 ? null : graph.Number(coefficient);
        // plain inputs before functions of them: 2 * x * sin x
        foreach (var (id, halves) in product.Factors.OrderBy(factor => graph[factor.Base].Op == Op.Input ? factor.Base - graph.Count : factor.Base))
        {
            if (halves < 0 != below) continue;
            int size = Math.Abs(halves);
            if (size >= 2) side = Times(side, size / 2 == 1 ? id : graph.Add(new(Op.PowerInt, id, Bits: size / 2)));
            if (size % 2 == 1) side = Times(side, graph.Add(new(Op.Sqrt, id)));
        }
        return side;
    }

    int Times(int? left, int right) => left is { } a ? graph.Add(new(Op.Multiply, a, right)) : right;

    // 4 / 2 is 2, 2 / 4 is 1 / 2; 3 / 2 stays, and other quotients are one number.
    static (double Over, double Under) Lowest(double over, double under)
    {
        if (under == 1) return (over, 1);
        if (Math.Abs(over) == 1 && under > 0) return (over, under);
        if (Shape.IsWhole(over / under) && over / under * under == over) return (over / under, 1);
        if (Shape.IsWhole(under / over) && under / over * over == under) return (Math.Sign(over) * Math.Sign(under), Math.Abs(under / over));
        return Shape.IsWhole(over) && Shape.IsWhole(under) ? under < 0 ? (-over, -under) : (over, under) : (over / under, 1);
    }
}
