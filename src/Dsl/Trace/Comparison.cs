using GateDsl.Ir;

namespace GateDsl.Tracing;

/// <summary>What <c>=</c> and <c>&lt;</c> mean on truth values and tuples, in terms of single comparisons: as in F#, item by item and from left to right.</summary>
static class Comparison
{
    public static Wire Equal(Graph graph, Value x, Value y)
    {
        if (x is TupleValue a && y is TupleValue b)
        {
            Wire? all = null;
            for (int i = 0; i < a.Items.Length; i++)
            {
                Wire item = Equal(graph, a.Items[i], b.Items[i]);
                all = all is { } before ? before & item : item;
            }
            return all ?? graph.Wire(graph.Truth(true));
        }
        if (x is ArrayValue xs && y is ArrayValue ys) return Arrays.Equality.Of(graph, xs, ys);
        var (left, right) = (Of(graph, x), Of(graph, y));
        return left.With(IsBool(left) ? Op.Same : Op.Equal, right);
    }

    public static Wire NotEqual(Graph graph, Value x, Value y)
    {
        if (x is TupleValue or ArrayValue) return !Equal(graph, x, y);
        var (left, right) = (Of(graph, x), Of(graph, y));
        return left.With(IsBool(left) ? Op.Xor : Op.NotEqual, right);
    }

    public static Wire Ordered(Graph graph, Op op, Value x, Value y)
    {
        if (x is TupleValue a && y is TupleValue b)
        {
            // the first items that differ decide; where none does, the last decides with the operator itself
            Op strict = op switch { Op.LessEqual => Op.Less, Op.GreaterEqual => Op.Greater, _ => op };
            int last = a.Items.Length - 1;
            Wire result = Ordered(graph, op, a.Items[last], b.Items[last]);
            for (int i = last - 1; i >= 0; i--)
            {
                result = Ordered(graph, strict, a.Items[i], b.Items[i]) | (Equal(graph, a.Items[i], b.Items[i]) & result);
            }
            return result;
        }
        var (left, right) = (Of(graph, x), Of(graph, y));
        if (!IsBool(left)) return left.With(op, right);
        return op switch   // false before true
        {
            Op.Less => !left & right,
            Op.LessEqual => !left | right,
            Op.Greater => left & !right,
            _ => left | !right,
        };
    }

    static Wire Of(Graph graph, Value value) => graph.Wire(((WireValue)value).Id);

    static bool IsBool(Wire wire) => wire.Graph.KindOf(wire.Id) == Kind.Bool;
}
