using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>
/// The logarithm of a product with a factor that overflows or underflows long before its logarithm does, an exponential, a power, the tail of a distribution:
/// the sum of the factors' logarithms.
/// </summary>
static class LogOfProduct
{
    public static int? Make(Match match, Builder build)
    {
        Graph graph = match.Graph;
        List<(int Id, double Exponent)> factors = [];
        double constant = Collect(graph, match[Shape.x], factors);
        if (!(constant > 0 && double.IsFinite(constant)) || factors.Count == 0) return null;
        if (factors is [(var sole, 1)] && constant == 1 && sole == match[Shape.x] && graph[sole].Op is not Op.Power) return null;
        if (!factors.Exists(factor => IsTail(graph[factor.Id].Op) || Math.Abs(factor.Exponent) is not (1 or 0.5))) return null;

        int? sum = null;
        int? rest = null;
        foreach (var (id, exponent) in factors)
        {
            Node node = graph[id];
            if (node.Op == Op.Power) Add(build, ref sum, exponent, build.Make(Op.XLogY, build.Now(node.B), build.Now(node.A)));
            else if (node.Op == Op.Exp) Add(build, ref sum, exponent, build.Now(node.A));
            else if (IsTail(node.Op) || Math.Abs(exponent) != 1)
            {
                bool isEven = exponent % 2 == 0;
                Add(build, ref sum, exponent, build.Make(Op.Log, isEven ? build.Make(Op.Abs, build.Now(id)) : build.Now(id)));
            }
            else
            {
                int factor = build.Now(id);
                rest = exponent > 0
                    ? rest is { } r ? build.Make(Op.Multiply, r, factor) : factor
                    : build.Make(Op.Divide, rest ?? build.Number(1), factor);
            }
        }
        if (rest is { } remaining)
        {
            if (constant != 1) remaining = Terms.Scaled(build, constant, remaining);
            Add(build, ref sum, 1, build.Make(Op.Log, remaining));
        }
        else if (constant != 1) Add(build, ref sum, 1, build.Number(Math.Log(constant)));
        return sum;
    }

    static bool IsTail(Op op) => op is Op.Exp or Op.Power or Op.Sigmoid or Op.NormCdf or Op.NormPdf or Op.Erfc or Op.Cosh;

    static void Add(Builder build, ref int? sum, double factor, int node)
    {
        if (sum is not { } before) sum = Terms.Scaled(build, factor, node);
        else if (factor < 0) sum = build.Make(Op.Subtract, before, Terms.Scaled(build, -factor, node));
        else sum = build.Make(Op.Add, before, Terms.Scaled(build, factor, node));
    }

    // The factors with their exponents; answers the constant factor.
    static double Collect(Graph graph, int root, List<(int, double)> factors)
    {
        double constant = 1;
        Stack<(int Id, double Exponent)> open = new([(root, 1)]);
        while (open.TryPop(out var next) && factors.Count + open.Count < 8)
        {
            graph.Budget.Spend(1);
            Node node = graph[next.Id];
            switch (node.Op)
            {
                case Op.Number: constant *= Math.Pow(node.Number, next.Exponent); break;
                case Op.Negate when Math.Abs(next.Exponent) == 1: constant = -constant; open.Push((node.A, next.Exponent)); break;
                case Op.Multiply: open.Push((node.B, next.Exponent)); open.Push((node.A, next.Exponent)); break;
                case Op.Divide: open.Push((node.B, -next.Exponent)); open.Push((node.A, next.Exponent)); break;
                case Op.PowerInt: open.Push((node.A, next.Exponent * node.Bits)); break;
                case Op.Sqrt: open.Push((node.A, next.Exponent / 2)); break;
                default:
                    int at = factors.FindIndex(factor => factor.Item1 == next.Id);
                    if (at < 0) factors.Add((next.Id, next.Exponent));
                    else factors[at] = (next.Id, factors[at].Item2 + next.Exponent);
                    break;
            }
        }
        return open.Count > 0 ? double.NaN : constant;
    }
}
