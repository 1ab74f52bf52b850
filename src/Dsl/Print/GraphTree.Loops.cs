using GateDsl.Ir;
using GateDsl.Syntax;

namespace GateDsl.Printing;

// Loops: by the function on arrays that each result is. What a trip makes of its elements is a lambda, written by a tree of its own.
sealed partial class GraphTree
{
    /// <summary>A name of a lambda: of a node, and what it would be called.</summary>
    sealed record Fresh(int Node, string Wish);

    // What a loop reads in each trip has a name, or it would be computed in each; and so have arrays of which elements are read here and there.
    void Need(int id)
    {
        Loop loop = graph.Loops[graph[id].Bits];
        int[] arguments = ArrayNodes.Arguments(graph, id);
        bool all = graph[id].Op == Op.Loop && loop.Inputs.Count(input => input.Role == LoopRole.Element) > (loop.IsOrdered ? 1 : 2);
        foreach (LoopInput input in loop.Inputs)
        {
            if (input.Role == LoopRole.Captured) needed.Add(Unchecked(arguments[input.Argument]));
            if (input.Role == LoopRole.Element && (all || !input.IsWhole)) NeedElements(arguments[input.Argument]);
            if (input.Offset >= 0) needed.Add(Unchecked(arguments[input.Offset]));
        }
    }

    void NeedElements(int array)
    {
        Stack<int> open = new([array]);
        while (open.TryPop(out int next))
        {
            graph.Budget.Spend(1);
            if (!loops.IsInPlace(next))
            {
                needed.Add(next);
                continue;
            }
            Loop loop = graph.Loops[graph[graph[next].A].Bits];
            int[] arguments = ArrayNodes.Arguments(graph, graph[next].A);
            foreach (LoopInput input in loop.Inputs)
            {
                if (input.Role == LoopRole.Element) open.Push(arguments[input.Argument]);
            }
        }
    }

    Expr PartOf(in Node part)
    {
        LoopResult result = graph.Loops[graph[part.A].Bits].Results[(int)part.Bits];
        OpenLoop loop = loops.Of(part.A);
        ints!.Open(loop);
        return result switch
        {
            LoopResult.Stacked stacked => Stacked(part.A, stacked.Value),
            LoopResult.Summed { Like: < 0 } summed => Sum(part.A, summed.Value),
            LoopResult.Summed summed => SumOfArrays(part.A, summed.Value, loop.Arguments[summed.Like]),
            LoopResult.Scattered scattered => Scattered(part.A, scattered),
            LoopResult.Best best => BestPosition(part.A, best),
            LoopResult.Some some => Exists(part.A, some.Condition),
            LoopResult.Count => Counted(part.A),
            LoopResult.Last last => State(part.A, last.Carried, isAll: false),
            LoopResult.All all => State(part.A, all.Carried, isAll: true),
            _ => throw new InvalidOperationException(result.GetType().Name),
        };
    }

    // ---- one value a trip

    // Array.map (fun x -> e) xs, and its relatives
    Expr Stacked(int id, int output, bool isPosition = false)
    {
        OpenLoop loop = loops.Of(id);
        int value = loop.Outputs[output];
        bool isInt = isPosition || IsInt(value);
        bool[] used = Reach([value]);
        int[] elements = loop.Of(LoopRole.Element, used);
        bool hasIndex = used[loop.Index], isWhole = elements.All(i => loop.Loop.Inputs[i].IsWhole);
        if (elements.Length == 0 && !hasIndex) return ApplyExpr(Name("Array.replicate"), As(loop.Trips, true), As(value, isInt));
        if (elements is [var only] && Unchecked(value) == loop.Inputs[only]) return Part(loop, only, isInt);
        if (elements is [var order] && isWhole && Sorted(loop, order, value) is { } sorted) return sorted;
        string? map = !isWhole ? null : (elements.Length, hasIndex) switch { (1, false) => "Array.map", (2, false) => "Array.map2", (3, false) => "Array.map3", (1, true) => "Array.mapi", (2, true) => "Array.mapi2", _ => null };
        if (map is null)
        {
            OpenLoop indexed = loops.Of(id, byPosition: true);
            ints!.Open(indexed);
            return ApplyExpr(Name("Array.init"), As(loop.Trips, true), Lambda([[Index(indexed)]], [indexed.Outputs[output]], isInt));
        }
        List<Fresh[]> parameters = [.. elements.Select(i => new[] { Element(loop, i) })];
        if (hasIndex) parameters.Insert(0, [Index(loop)]);
        return ApplyExpr(Name(map), [Shortened(Lambda(parameters, [value], isInt)), .. elements.Select(i => ArrayOf(loop, i))]);
    }

    // All of an array, a part of it, or it from the back
    Expr Part(OpenLoop loop, int input, bool isInt)
    {
        LoopInput element = loop.Loop.Inputs[input];
        Expr array = As(loop.Arguments[element.Argument], isInt);
        int offset = element.Offset < 0 ? -1 : loop.Arguments[element.Offset], length = ArrayNodes.Length(graph, loop.Arguments[element.Argument]);
        if (element.IsWhole) return array;
        if (element.Stride == 1 && offset < 0) return ApplyExpr(Name("Array.take"), As(loop.Trips, true), array);
        if (element.Stride == -1 && loop.Trips == length && offset == ArrayNodes.Sum(graph, length, -1)) return ApplyExpr(Name("Array.rev"), array);
        if (element.Stride == 1 && graph[offset] is { Op: Op.Number, Number: var skipped } && Unchecked(loop.Trips) == ArrayNodes.Sum(graph, length, -skipped)) return ApplyExpr(Name("Array.skip"), As(offset, true), array);
        if (element.Stride == 1) return ApplyExpr(Name("Array.sub"), array, As(offset, true), As(loop.Trips, true));
        string i = locals.Index();
        Expr position = Infix(Number(element.Stride), "*", Name(i));
        if (offset >= 0) position = element.Stride == -1 ? Infix(As(offset, true), "-", Name(i)) : Infix(As(offset, true), "+", position);
        locals.Release(i);
        return ApplyExpr(Name("Array.init"), As(loop.Trips, true), Fun([NamePattern(i)], new IndexExpr(array, position, true, default)));
    }

    int Unchecked(int id)
    {
        while (graph[id].Op == Op.Checked) id = graph[id].A;
        return id;
    }

    // xs at the positions that sort xs
    ApplyExpr? Sorted(OpenLoop loop, int element, int value) =>
        graph[value] is { Op: Op.At } at && at.B == loop.Inputs[element] && graph[loop.Arguments[loop.Loop.Inputs[element].Argument]] is { Op: Op.Order } order && order.A == at.A
            ? ApplyExpr(Name(order.Bits == 1 ? "Array.sortDescending" : "Array.sort"), Expression(at.A))
            : null;

    // ---- sums

    Expr Sum(int id, int output)
    {
        OpenLoop loop = loops.Of(id);
        int value = loop.Outputs[output];
        bool[] used = Reach([value]);
        int[] elements = loop.Of(LoopRole.Element, used);
        bool isPlain = !used[loop.Index] && elements.All(i => loop.Loop.Inputs[i].IsWhole);
        if (isPlain && elements is [var only] && value != loop.Inputs[only]) return ApplyExpr(Name("Array.sumBy"), Shortened(Lambda([[Element(loop, only)]], [value])), ArrayOf(loop, only));
        if (isPlain && elements is [var x, var y] && graph[value] is { Op: Op.Multiply } product && product.A == loop.Inputs[x] && product.B == loop.Inputs[y] && !IsInt(value))
        {
            return ApplyExpr(Name("Array.dot"), ArrayOf(loop, x), ArrayOf(loop, y));
        }
        if (Neighbours(loop, elements, used) is { } array)
        {
            bool isFirst = loop.Loop.Inputs[elements[0]].Offset < 0;
            Fresh[] pair = [new(loop.Inputs[elements[isFirst ? 0 : 1]], "a"), new(loop.Inputs[elements[isFirst ? 1 : 0]], "b")];
            return ApplyExpr(Name("Array.sumBy"), Lambda([pair], [value]), ApplyExpr(Name("Array.pairwise"), Expression(array)));
        }
        return ApplyExpr(Name("Array.sum"), Stacked(id, output));
    }

    // The array of which each element and the next one are read; null if it is not that.
    int? Neighbours(OpenLoop loop, int[] elements, bool[] used)
    {
        if (elements.Length != 2 || used[loop.Index]) return null;
        LoopInput a = loop.Loop.Inputs[elements[0]], b = loop.Loop.Inputs[elements[1]];
        if (a.Offset >= 0) (a, b) = (b, a);
        if (a.Argument != b.Argument || a.Offset >= 0 || b.Offset < 0 || a.Stride != 1 || b.Stride != 1 || graph[loop.Arguments[b.Offset]] is not { Op: Op.Number, Number: 1 }) return null;
        int array = loop.Arguments[a.Argument], pairs = ArrayNodes.Sum(graph, ArrayNodes.Length(graph, array), -1);
        return graph[loop.Trips] is { Op: Op.Max } most && most.A == pairs && graph[most.B] is { Op: Op.Number, Number: 0 } ? array : null;
    }

    // Array.fold (fun total x -> Array.map2 (+) total e) zeros xs: trip after trip
    Expr SumOfArrays(int id, int output, int like)
    {
        int rank = graph.KindOf(like).Rank();
        return Totalled(id, [output], [false], like, (total, values) => ApplyExpr(Deep("Array.map2", new OperatorNameExpr("+", default), rank), total, values[0]));
    }

    delegate Expr NextTotal(Expr total, IReadOnlyList<Expr> values);

    ApplyExpr Totalled(int id, int[] places, bool[] arePositions, int like, NextTotal next)
    {
        OpenLoop loop = loops.Of(id);
        bool[] used = Reach([.. places.Select(place => loop.Outputs[place])]);
        int[] elements = loop.Of(LoopRole.Element, used);
        bool isPlain = !used[loop.Index] && elements is [var only] && loop.Loop.Inputs[only].IsWhole;
        if (!isPlain)
        {
            loop = loops.Of(id, byPosition: true);
            ints!.Open(loop);
        }
        string total = locals.Take("total");
        LambdaExpr lambda = Lambda([[isPlain ? Element(loop, elements[0]) : Index(loop)]], [.. places.Select(place => loop.Outputs[place])], values => next(Name(total), values), [.. places.Select((place, k) => arePositions[k] || IsInt(loop.Outputs[place]))]);
        locals.Release(total);
        lambda = lambda with { Parameters = lambda.Parameters.Insert(0, NamePattern(total)) };
        return ApplyExpr(Name("Array.fold"), lambda, ZerosLike(like), isPlain ? ArrayOf(loop, elements[0]) : Trips(loop));
    }

    // [| 0 .. n - 1 |]
    RangeExpr Trips(OpenLoop loop)
    {
        int last = ArrayNodes.Sum(graph, Unchecked(loop.Trips), -1);
        ints!.Learn([last]);
        return new(Number(0), null, last < live.Length ? As(last, true) : Infix(As(loop.Trips, true), "-", Number(1)), default);
    }

    // ---- positions

    // ---- the best one, some, a count

    // Array.maxBy (fun i -> key) [| 0 .. n - 1 |]
    ApplyExpr BestPosition(int id, LoopResult.Best best)
    {
        OpenLoop loop = loops.Of(id, byPosition: true);
        ints!.Open(loop);
        return ApplyExpr(Name(best.IsLargest ? "Array.maxBy" : "Array.minBy"), Lambda([[Index(loop)]], [loop.Outputs[best.Value]]), Trips(loop));
    }

    // The best element itself; null if a node is not that
    ApplyExpr? BestOf(in Node at)
    {
        if (graph[at.B] is not { Op: Op.Part } part || graph.Loops[graph[part.A].Bits] is not { IsOrdered: false } whole || whole.Results[(int)part.Bits] is not LoopResult.Best best) return null;
        OpenLoop loop = loops.Of(part.A);
        ints!.Open(loop);
        int key = loop.Outputs[best.Value];
        bool[] used = Reach([key]);
        if (used[loop.Index] || loop.Of(LoopRole.Element, used) is not [var element] || !loop.Loop.Inputs[element].IsWhole || loop.Arguments[loop.Loop.Inputs[element].Argument] != at.A) return null;
        string name = best.IsLargest ? "Array.max" : "Array.min";
        return key == loop.Inputs[element] ? ApplyExpr(Name(name), Expression(at.A)) : ApplyExpr(Name(name + "By"), Shortened(Lambda([[Element(loop, element)]], [key])), Expression(at.A));
    }

    Expr Exists(int id, int condition)
    {
        OpenLoop loop = loops.Of(id);
        int value = loop.Outputs[condition];
        bool[] used = Reach([value]);
        return !used[loop.Index] && loop.Of(LoopRole.Element, used) is [var only] && loop.Loop.Inputs[only].IsWhole && value != loop.Inputs[only]
            ? ApplyExpr(Name("Array.exists"), Lambda([[Element(loop, only)]], [value]), ArrayOf(loop, only))
            : ApplyExpr(Name("Array.exists"), Name("id"), Stacked(id, condition));
    }

    // How many trips a condition allows: a number that is counted up beside the state
    ApplyExpr Counted(int id)
    {
        OpenLoop loop = loops.Of(id);
        int[] carried = Carried(loop, []);
        var (pattern, starts, going, next) = Stepping(loop, carried);
        string count = locals.Take("n");
        locals.Release(count);
        Pattern counted(Pattern state) => new TuplePattern([state, NamePattern(count)], default);
        return ApplyExpr(Name("snd"), ApplyExpr(Name("iterateWhile"), As(loop.Trips, true), Fun([new TuplePattern([pattern, new WildcardPattern(default)], default)], going!),
            Fun([counted(pattern)], new TupleExpr([new ParenExpr(next, default), Infix(Name(count), "+", Number(1))], default)), new TupleExpr([starts, Number(0)], default)));
    }
}
