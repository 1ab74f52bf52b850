using GateDsl.Graphs;

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
        Stack<(int Id, int Halves, bool Open)> rest = new([(id, halves, isRoot)]);
        while (rest.TryPop(out var next))
        {
            Node node = graph[next.Id];
            bool opened = next.Open || (open(next.Id) && product.Factors.Count + rest.Count < Product.MostFactors);
            switch (node.Op)
            {
                case Op.Number when next.Halves is 2 or -2 && node.Number != 0 && double.IsFinite(node.Number):
                    product.Times(node.Number, inverse: next.Halves < 0);
                    break;
                case Op.Negate when opened && next.Halves is 2 or -2:
                    product.Over = -product.Over;
                    rest.Push((node.A, next.Halves, false));
                    break;
                case Op.Multiply when opened && next.Halves % 2 == 0 && Math.Abs(next.Halves) == 2:
                    rest.Push((node.B, next.Halves, false));
                    rest.Push((node.A, next.Halves, false));
                    break;
                case Op.Divide when opened && Math.Abs(next.Halves) == 2 && (next.Open || graph[node.B].Op != Op.Hypot):
                    rest.Push((node.B, -next.Halves, false));
                    rest.Push((node.A, next.Halves, false));
                    break;
                case Op.PowerInt when opened && graph[node.A].Op != Op.Number && Math.Abs(node.Bits) <= 64 && Math.Abs(next.Halves) == 2:
                    product.Times(node.A, next.Halves * (int)node.Bits);
                    break;
                case Op.Sqrt when next.Halves % 2 == 0 && graph[node.A].Op != Op.Number:
                    product.Times(node.A, next.Halves / 2);
                    break;
                default:
                    product.Times(next.Id, next.Halves);
                    break;
            }
        }
    }

    // Opens shared factors in which a base cancels against one that is there, and takes constants out of them.
    void Cancel(Product product)
    {
        for (int i = 0; i < product.Factors.Count && i < Product.MostFactors; i++)
        {
            var (id, halves) = product.Factors[i];
            if (Math.Abs(halves) != 2 || graph[id].Op is not (Op.Multiply or Op.Divide or Op.PowerInt or Op.Negate)) continue;
            var inside = new Product();
            Multiply(inside, id, halves, isRoot: true, _ => false);
            bool cancels = inside.Factors.Any(factor => factor.Halves * (long)product.HalvesOf(factor.Base) < 0);
            bool constant = inside.Coefficient != 1 && inside.Factors.Count == 1 && inside.Factors[0].Halves == halves;
            if (!cancels && !constant) continue;
            product.Times(id, -halves);
            product.Over *= inside.Over;
            product.Under *= inside.Under;
            foreach (var factor in inside.Factors) product.Times(factor.Base, factor.Halves);
            i = -1;
        }
    }

    /// <summary>The node of a product: <c>-2 * x * y ** 2 / (3 * z)</c>.</summary>
    public int Write(Product product)
    {
        var (over, under) = Lowest(product.Over, product.Under);
        if (over == 0) return graph.Number(0);
        int? below = Side(product, below: true, under);
        bool negate = over == -1 && product.Factors.Any(factor => factor.Halves > 0);
        int? above = Side(product, below: false, negate ? 1 : over);
        int top = above ?? graph.Number(over);
        if (negate) top = graph.Add(new(Op.Negate, top));
        return below is { } bottom ? graph.Add(new(Op.Divide, top, bottom)) : top;
    }

    int? Side(Product product, bool below, double coefficient)
    {
        int? side = coefficient == 1 ? null : graph.Number(coefficient);
        // plain inputs before functions of them: 2 * x * sin x
        foreach (var (id, halves) in product.Factors.OrderBy(factor => graph[factor.Base].Op == Op.Input ? 0 : 1))
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
        if (Shape.IsWhole(over / under) && over / under * under == over) return (over / under, 1);
        if (Shape.IsWhole(under / over) && under / over * over == under) return (Math.Sign(over) * Math.Sign(under), Math.Abs(under / over));
        return Shape.IsWhole(over) && Shape.IsWhole(under) ? under < 0 ? (-over, -under) : (over, under) : (over / under, 1);
    }
}
