using GateDsl.Ir;
using GateDsl.Syntax;

namespace GateDsl.Printing;

/// <summary>Loops that add at positions: what is scattered there, or gathered from trips near by.</summary>
sealed partial class GraphTree
{
    Expr Scattered(int id, LoopResult.Scattered scattered)
    {
        OpenLoop loop = loops.Of(id);
        int like = loop.Arguments[scattered.Like];
        if (graph.KindOf(like).Rank() > 1) return Added(id, scattered, like);
        if (Gathered(id, loop, scattered, like) is { } gathered) return gathered;
        Expr positions, values;
        if (scattered.Contributions is [var only])
        {
            (positions, values) = (Stacked(id, only.Positions[0], isPosition: true), Stacked(id, only.Value));
            if (!IsSafe(loop.Outputs[only.Positions[0]])) return Added(id, scattered, like);
        }
        else return Added(id, scattered, like);
        return ApplyExpr(Name("Array.scatterAdd"), LengthOf(like), positions, values);
    }

    Expr LengthOf(int array)
    {
        int length = ArrayNodes.Length(graph, array);
        ints!.Learn([length]);
        return length < live.Length || graph[length].Arity == 0 ? As(length, true) : ApplyExpr(Name(ArrayBuiltins.Length), Expression(array));
    }

    bool IsSafe(int position) => graph[position] is not { Op: Op.Select } choice || graph[choice.C] is not { Op: Op.Number, Number: -1 };

    // Positions that move with the index: each element is the sum of what the trips add to it. Those of earlier trips come first.
    Expr? Gathered(int id, OpenLoop loop, LoopResult.Scattered scattered, int like)
    {
        List<(int Offset, int Value)> added = [];
        foreach (LoopResult.Contribution one in scattered.Contributions)
        {
            if (OffsetOf(loop, loop.Outputs[one.Positions[0]]) is not { } offset) return null;
            added.Add((offset, one.Value));
        }
        int j = graph.NewInput("", Ir.Kind.Float);
        Wire position = graph.Wire(j);
        Wire? sum = null;
        int length = ArrayNodes.Length(graph, like), trips = Unchecked(loop.Trips);
        foreach (var (offset, output) in added.OrderByDescending(one => one.Offset))
        {
            int trip = ArrayNodes.Sum(graph, j, -offset);
            int value = loops.At(id, trip)[output];
            Wire? inside = offset > 0 ? position.With(Op.GreaterEqual, offset) : null;
            bool reachesEnd = ArrayNodes.Sum(graph, graph[trips] is { Op: Op.Max } most && graph[most.B] is { Op: Op.Number, Number: 0 } ? most.A : trips, offset) == length;
            if (!reachesEnd) inside = inside is { } low ? low & graph.Wire(trip).With(Op.Less, graph.Wire(trips)) : graph.Wire(trip).With(Op.Less, graph.Wire(trips));
            Wire term = inside is { } condition ? condition.Choose(graph.Wire(value), graph.Wire(ArrayNodes.ZeroLike(graph, value))) : graph.Wire(value);
            sum = sum is { } before ? before + term : term;
        }
        ints!.Know(j);
        return ApplyExpr(Name("Array.init"), LengthOf(like), Lambda([[new Fresh(j, "")]], [sum!.Value.Id]));
    }

    // The constant by which a position is ahead of the index; null if it is not.
    int? OffsetOf(OpenLoop loop, int position)
    {
        if (position == loop.Index) return 0;
        return graph[position] is { Op: Op.Add } sum && sum.A == loop.Index && graph[sum.B] is { Op: Op.Number, Number: >= 0 and < int.MaxValue and var offset } ? (int)offset : null;
    }

    // Otherwise: trip after trip, to the element at the position.
    ApplyExpr Added(int id, LoopResult.Scattered scattered, int like)
    {
        int[] places = [.. scattered.Contributions.SelectMany(one => one.Positions.Prepend(one.Value))];
        bool[] arePositions = [.. scattered.Contributions.SelectMany(one => one.Positions.Select(_ => true).Prepend(false))];
        return Totalled(id, places, arePositions, like, (total, values) =>
        {
            int at = 0;
            foreach (LoopResult.Contribution one in scattered.Contributions)
            {
                Expr value = values[at++];
                Expr[] positions = [.. Enumerable.Range(0, one.Positions.Length).Select(_ => values[at++])];
                total = AddedAt(total, value, positions, graph.KindOf(like).Rank() - positions.Length);
            }
            return total;
        });
    }

    // Array.mapi (fun i x -> if i = position then x + value else x) total
    Expr AddedAt(Expr total, Expr value, ReadOnlySpan<Expr> positions, int rank)
    {
        if (positions.IsEmpty) return rank > 0 ? ApplyExpr(Deep("Array.map2", new OperatorNameExpr("+", default), rank), total, value) : Infix(total, "+", value);
        string i = locals.Index(), x = locals.Take(positions.Length + rank > 1 ? "row" : "x");
        var choice = new IfExpr([new(Infix(Name(i), "=", positions[0]), AddedAt(Name(x), value, positions[1..], rank))], Name(x), default);
        locals.Release(i);
        locals.Release(x);
        return ApplyExpr(Name("Array.mapi"), Fun([NamePattern(i), NamePattern(x)], choice), total);
    }
}
