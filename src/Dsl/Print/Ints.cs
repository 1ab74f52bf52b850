using GateDsl.Ir;

namespace GateDsl.Printing;

/// <summary>
/// Whether a gate can be written with its ints as ints. In the graph they are numbers like all others, <c>pown x n</c> is a power and its derivative has n as a factor, for
/// which the language has no conversion. Such a gate is written with floats in their place: the operations are the same.
/// </summary>
static class Ints
{
    public static bool AreMixed(Graph graph, int[] outputs, HashSet<int> ints)
    {
        if (ints.Count == 0) return false;
        bool[] live = graph.ReachableFrom(outputs);
        for (int i = 0; i < live.Length; i++)
        {
            Node node = graph[i];
            if (!live[i] || node.Op is Op.Number or Op.Truth or Op.Input) continue;
            bool any = false, all = true;
            for (int k = node.Op == Op.Select ? 1 : 0; k < node.Arity; k++)
            {
                any |= ints.Contains(node[k]);
                all &= ints.Contains(node[k]) || IsLiteral(graph[node[k]]);
            }
            if (!any) continue;
            if (!all || !(StaysInt(node.Op) || node.Kind == Kind.Bool)) return true;
            if (node.Kind != Kind.Bool) ints.Add(i);
        }
        return false;
    }

    static bool StaysInt(Op op) => op is Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Modulo or Op.Abs or Op.Max or Op.Min or Op.Select;

    static bool IsLiteral(Node node) => node.Op == Op.Number && double.IsInteger(node.Number) && Math.Abs(node.Number) <= int.MaxValue;
}
