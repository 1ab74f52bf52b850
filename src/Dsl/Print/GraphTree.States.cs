using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Syntax;

namespace GateDsl.Printing;

// Loops that hand something from trip to trip: folds, scans and iterations. Of several values they carry a tuple.
sealed partial class GraphTree
{
    // The carried values that some of them need.
    int[] Carried(OpenLoop loop, IEnumerable<int> wanted)
    {
        SortedSet<int> carried = [.. wanted];
        while (true)
        {
            int count = carried.Count;
            bool[] used = Reach(Nexts(loop, carried));
            foreach (int i in loop.Of(LoopRole.Carried, used)) carried.Add(loop.Loop.Inputs[i].Argument);
            if (carried.Count == count) return [.. carried];
        }
    }

    static int[] Nexts(OpenLoop loop, IEnumerable<int> carried) =>
        loop.Loop.HasGoing ? [.. carried.Select(k => loop.Outputs[k]), loop.Outputs[loop.Loop.Carried]] : [.. carried.Select(k => loop.Outputs[k])];

    // Several values of one loop get their names together; null where a part is written by itself.
    Binding? Together(int part)
    {
        var (id, kind) = (graph[part].A, ResultOf(part).GetType());
        if (ResultOf(part) is not (LoopResult.Last or LoopResult.All)) return null;
        OpenLoop loop = loops.Of(id);
        ints!.Open(loop);
        int[] carried = Carried(loop, [CarriedOf(part)]);
        Dictionary<int, int> parts = [];
        for (int i = part; i < live.Length; i++)
        {
            if (live[i] && graph[i].Op == Op.Part && graph[i].A == id && ResultOf(i).GetType() == kind) parts.TryAdd(CarriedOf(i), i);
        }
        carried = Carried(loop, parts.Keys);
        bool isAll = ResultOf(part) is LoopResult.All;
        if (carried.Length == 1 || (carried.Length > 3 && isAll) || (parts.Count == 1 && carried.Length == 2 && uses[part] == 1)) return null;
        Expr value = States(id, carried, isAll);
        if (isAll) value = ApplyExpr(Name(carried.Length == 2 ? "Array.unzip" : "Array.unzip3"), value);
        List<Pattern> items = [];
        foreach (int k in carried)
        {
            if (!parts.TryGetValue(k, out int one))
            {
                items.Add(new WildcardPattern(default));
                continue;
            }
            named[one] = locals.For(graph, one);
            items.Add(NamePattern(named[one]));
        }
        return new(new TuplePattern([.. items], default), [], null, value, null, default);
    }

    LoopResult ResultOf(int part) => graph.Loops[graph[graph[part].A].Bits].Results[(int)graph[part].Bits];

    int CarriedOf(int part) => ResultOf(part) is LoopResult.Last last ? last.Carried : ((LoopResult.All)ResultOf(part)).Carried;

    // One of the values, by itself
    Expr State(int id, int k, bool isAll)
    {
        int[] carried = Carried(loops.Of(id), [k]);
        Expr states = States(id, carried, isAll);
        if (carried.Length == 1) return states;
        string name = locals.Take("s");
        locals.Release(name);
        Expr item = carried.Length == 2 ? Name(carried[0] == k ? "fst" : "snd")
            : Fun([new TuplePattern([.. carried.Select(one => one == k ? (Pattern)NamePattern(name) : new WildcardPattern(default))], default)], Name(name));
        return isAll ? ApplyExpr(Name("Array.map"), item, states) : ApplyExpr(item, states);
    }

    // Array.fold (fun s x -> e) start xs, and its relatives
    ApplyExpr States(int id, int[] carried, bool isAll)
    {
        OpenLoop loop = loops.Of(id);
        bool[] used = Reach(Nexts(loop, carried));
        int[] elements = loop.Of(LoopRole.Element, used);
        bool hasIndex = used[loop.Index], isBack = loop.Loop.IsBackwards, isPlain = !hasIndex && elements.Length <= 3 && elements.All(i => loop.Loop.Inputs[i].IsWhole);
        if (loop.Loop.HasGoing && !isAll && elements.Length == 0 && !hasIndex)
        {
            var (pattern, starts, going, next) = Stepping(loop, carried);
            return ApplyExpr(Name("iterateWhile"), As(loop.Trips, true), Fun([pattern], going!), Fun([pattern], next), starts);
        }
        if (!isPlain)
        {
            loop = loops.Of(id, byPosition: true);
            ints!.Open(loop);
        }
        Fresh[] state = States(loop, carried);
        Expr start = Starts(loop, carried);
        if (elements.Length == 0 && !hasIndex && !isAll) return ApplyExpr(Name("iterate"), As(loop.Trips, true), Stepper(loop, carried, [state]), start);
        Expr over;
        Fresh[] element;
        if (!isPlain) (over, element) = (Trips(loop), [Index(loop)]);
        else if (elements.Length == 0) (over, element) = (ApplyExpr(Name("Array.replicate"), loop.Loop.HasGoing ? Counted(id) : As(loop.Trips, true), Number(0)), []);
        else (over, element) = (Zipped([.. elements.Select(i => ArrayOf(loop, i))]), [.. elements.Select(i => Element(loop, i))]);
        LambdaExpr step = Stepper(loop, carried, isBack ? [element, state] : [state, element]);
        string function = (isAll, isBack) switch { (false, false) => "Array.fold", (false, true) => "Array.foldBack", (true, false) => "Array.scan", _ => "Array.scanBack" };
        return isBack ? ApplyExpr(Name(function), step, over, start) : ApplyExpr(Name(function), step, start, over);
    }

    static Expr Zipped(Expr[] arrays) => arrays switch
    {
        [var only] => only,
        [var xs, var ys] => ApplyExpr(Name("Array.zip"), xs, ys),
        [var xs, var ys, var zs] => ApplyExpr(Name("Array.zip3"), xs, ys, zs),
        _ => throw new InvalidOperationException("more arrays are read by their positions"),
    };

    Fresh[] States(OpenLoop loop, int[] carried) =>
        [.. carried.Select(k => Enumerable.Range(0, loop.Inputs.Length).FirstOrDefault(i => loop.Loop.Inputs[i] is { Role: LoopRole.Carried } input && input.Argument == k, -1) is >= 0 and var i ? new Fresh(loop.Inputs[i], "s") : new Fresh(-1, ""))];

    bool IsIntState(OpenLoop loop, int k) => Enumerable.Range(0, loop.Inputs.Length).Any(i => loop.Loop.Inputs[i] is { Role: LoopRole.Carried } input && input.Argument == k && IsInt(loop.Inputs[i]));

    Expr Starts(OpenLoop loop, int[] carried) => Tuple([.. carried.Select(k => As(loop.Arguments[Loop.FirstStart + k], IsIntState(loop, k)))]);

    static Expr Tuple(IReadOnlyList<Expr> items) => items is [var only] ? only : new TupleExpr([.. items], default);

    LambdaExpr Stepper(OpenLoop loop, int[] carried, IEnumerable<Fresh[]> parameters) =>
        Lambda(parameters, [.. carried.Select(k => loop.Outputs[k])], Tuple, [.. carried.Select(k => IsIntState(loop, k))]);

    // The state as a pattern, its start, the condition on it and the next one.
    (Pattern State, Expr Starts, Expr? Going, Expr Next) Stepping(OpenLoop loop, int[] carried)
    {
        Fresh[] state = States(loop, carried);
        bool[] areInts = [.. carried.Select(k => IsIntState(loop, k))];
        int[] outputs = Nexts(loop, carried);
        Expr? going = null;
        LambdaExpr step = Lambda([state], outputs, values =>
        {
            going = values[^1];
            return Tuple([.. values.Take(carried.Length)]);
        }, [.. areInts, false]);
        // a body with definitions has them for the condition too
        if (step.Body is BlockExpr block) going = new BlockExpr(block.Bindings, going!, default);
        return (step.Parameters[0], Starts(loop, carried), going, step.Body);
    }

    ApplyExpr RootOf(int id)
    {
        OpenLoop root = loops.Of(id);
        ints!.Open(root);
        int input = Array.FindIndex([.. root.Loop.Inputs], one => one.Role == LoopRole.Carried);
        LambdaExpr f = Lambda([[input < 0 ? new Fresh(-1, "") : new Fresh(root.Inputs[input], "x")]], [root.Outputs[0]]);
        return ApplyExpr(Name("root"), Shortened(f), As(root.Arguments[0], false), As(root.Arguments[1], false));
    }

    // ---- lambdas

    Fresh Index(OpenLoop loop) => new(loop.Index, "");

    Fresh Element(OpenLoop loop, int input)
    {
        int array = loop.Arguments[loop.Loop.Inputs[input].Argument];
        string? name = named.GetValueOrDefault(array);
        string plain = graph.KindOf(array).Rank() > 1 ? "row" : "x";
        return new(loop.Inputs[input], name is { Length: > 1 } && name.EndsWith('s') && Words.CanBeWritten(name[..^1]) && !Words.NeedsBackticks(name[..^1]) ? name[..^1] : plain);
    }

    Expr ArrayOf(OpenLoop loop, int input) => Expression(loop.Arguments[loop.Loop.Inputs[input].Argument]);

    LambdaExpr Lambda(IEnumerable<Fresh[]> parameters, int[] values, bool? isInt = null) =>
        Lambda(parameters, values, results => results[0], isInt is { } known ? [known] : null);

    LambdaExpr Lambda(IEnumerable<Fresh[]> parameters, int[] values, Func<IReadOnlyList<Expr>, Expr> shape, bool[]? areInts = null)
    {
        ints!.Learn(values);
        bool[] used = Reach(values);
        Dictionary<int, string> inner = new(named);
        List<string> taken = [];
        Pattern[] patterns = [.. parameters.Select(group => group.Length == 1 ? Parameter(group[0]) : group.Length == 0 ? new WildcardPattern(default) : new TuplePattern([.. group.Select(Parameter)], default))];
        var tree = new GraphTree(graph, values, inner, names, locals, loops, ints);
        Expr body = tree.Body(shape, areInts ?? [.. values.Select(IsInt)]);
        foreach (string name in taken) locals.Release(name);
        return new([.. patterns], body, default);

        Pattern Parameter(Fresh fresh)
        {
            if (fresh.Node < 0 || fresh.Node >= used.Length || !used[fresh.Node]) return new WildcardPattern(default);
            string name = fresh.Wish == "" ? locals.Index() : locals.OneOf(fresh.Wish switch { "x" => "xyz", "s" => "stuv", _ => "" }, fresh.Wish);
            taken.Add(name);
            inner[fresh.Node] = name;
            return NamePattern(name);
        }
    }

    // fun x -> sqrt x is sqrt, fun x y -> x + y is (+)
    static Expr Shortened(LambdaExpr lambda) => (lambda.Parameters, lambda.Body) switch
    {
        ([NamePattern { Name.Text: var x }], ApplyExpr { Function: NameExpr { Name.Text: var f } function, Arguments: [NameExpr { Name.Text: var argument }] }) when argument == x && f != x && Builtins.Find(f) is not null => function,
        ([NamePattern { Name.Text: var x }, NamePattern { Name.Text: var y }], ChainExpr { First: NameExpr { Name.Text: var left }, Rest: [{ Operator.Text: var op, Operand: NameExpr { Name.Text: var right } }] })
            when left == x && right == y && x != y && op is "+" or "-" or "*" or "/" => new OperatorNameExpr(op, default),
        _ => lambda,
    };

    // What some nodes need, up to what has a name.
    bool[] Reach(ReadOnlySpan<int> outputs) => Reach(graph, outputs, named);

    static bool[] Reach(Graph graph, ReadOnlySpan<int> outputs, Dictionary<int, string> named)
    {
        graph.Budget.Spend(graph.Count / Graph.NodesAStep);
        var live = new bool[graph.Count];
        foreach (int output in outputs) live[output] = true;
        for (int i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i] || named.ContainsKey(i)) continue;
            Node node = graph[i];
            for (int k = 0; k < node.Arity; k++) live[node[k]] = true;
        }
        return live;
    }
}
