using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Syntax;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>
/// A gate as source that compiles by itself, or says which functions of the application it needs: traced, simplified, made a syntax tree again and printed as every tree is.
/// </summary>
static class GateSource
{
    public static string Of(Gate gate, CancellationToken cancellation = default)
    {
        Traced traced = Traced.Of(gate.Typed, gate.Options, new Budget(gate.Options.Limits, cancellation));
        int[] outputs = Simplification.Simplify.Values(traced.Trace, traced.Outputs());
        Graph graph = traced.Trace.Graph;
        string[] names = [.. gate.Leaves.Select(leaf => leaf.Name)];
        string text = Print(gate, traced, outputs, [.. names.Select(name => IsFunction(name, graph) ? Other(name, names) : name)]);
        if (names.Any(name => IsFunction(name, graph)))
        {
            // A parameter may have the name of a function that the gate does not use.
            HashSet<string> used = [.. Lexer.Read(new("", text)).Tokens.Where(token => token.Kind == Syntax.Kind.Identifier).Select(token => token.Text)];
            text = Print(gate, traced, outputs, [.. names.Select(name => IsFunction(name, graph) && used.Contains(name) ? Other(name, names) : name)]);
        }
        return Needed(graph, outputs) + text;
    }

    /// <summary>A definition.</summary>
    public static string Of(string name, ImmutableArray<Pattern> parameters, Expr body) =>
        SourceText.Of(new DefinitionItem(new(new NamePattern(new(name, default)), parameters, null, body, null, default), default)) + "\n";

    /// <summary>A parameter with its type: <c>(flag: bool)</c>.</summary>
    public static Pattern Typed(string name, GateType type) => new AnnotatedPattern(new NamePattern(new(name, default)), new NamedType(type.ToString(), default), default);

    static string Print(Gate gate, Traced traced, int[] outputs, string[] names)
    {
        var (trace, inputs, result) = traced;
        Dictionary<int, string> named = [];
        for (int i = 0; i < names.Length; i++) named.Add(inputs[i], names[i]);
        bool intsAreFloats = !trace.Graph.HasArrays(outputs, checks: true) && Ints.AreMixed(trace.Graph, outputs, [.. inputs.Where((_, i) => gate.Leaves[i].Type == GateType.Int)]);
        int[] ints = [.. inputs.Where((_, i) => gate.Leaves[i].Bottom == GateType.Int)];
        var tree = new GraphTree(trace.Graph, outputs, named, trace.Names, [gate.Name], ints);
        int next = 0;
        List<Binding> columns = [];
        ImmutableArray<Pattern> parameters = [.. gate.ParameterTypes.Select(Parameter)];
        Expr body = tree.Body(results => result is TupleValue ? new ParenExpr(Shape(result, new Queue<Expr>(results)), default) : Shape(result, new Queue<Expr>(results)), [.. Bottoms(gate.ResultType).Select(type => type == GateType.Int)]);
        HashSet<string> read = columns.Count == 0 ? [] : [.. new Types.FreeNames(new Types.Scope(null)).Of(body).Select(name => name.Text)];
        columns.RemoveAll(column => !Types.Signature.Names([column.Target]).Exists(name => read.Contains(name.Name)));
        if (columns.Count > 0) body = body is BlockExpr block ? block with { Bindings = [.. columns, .. block.Bindings] } : new BlockExpr([.. columns], body, default);
        return Of(gate.Name, parameters, Read(body));

        // x, (flag: bool), (a, b)
        Pattern Parameter(GateType type)
        {
            if (type is GateType.Tuple tuple) return new TuplePattern([.. tuple.Items.Select(Parameter)], default);
            if (type is GateType.Array && TupleColumns.HasTuple(type)) return Columns(type);
            string name = names[next++];
            bool isPlain = type == GateType.Float || type is GateType.Variable || (type == GateType.Int && intsAreFloats);
            return isPlain ? new NamePattern(new(name, default)) : Typed(name, type);
        }

        // an array of tuples has its columns as inputs: they are taken apart first
        Pattern Columns(GateType type)
        {
            string whole = Other(names[next].TrimEnd('1'), names);
            var array = new NameExpr(new(whole, default));
            int count = TupleColumns.Count(type);
            if (count <= 3 && type is GateType.Array { Element: GateType.Tuple { Items: var items } } && items.Length == count && !items.Any(TupleColumns.HasTuple))
            {
                var parts = new TuplePattern([.. items.Select(_ => (Pattern)new NamePattern(new(names[next++], default)))], default);
                columns.Add(new(parts, [], null, new ApplyExpr(new NameExpr(new(count == 2 ? "Array.unzip" : "Array.unzip3", default)), [array], default), null, default));
            }
            else for (int k = 0; k < count; k++) columns.Add(new(new NamePattern(new(names[next++], default)), [], null, TupleColumns.Of(type, k, array), null, default));
            return Typed(whole, type);
        }
    }

    // Of values that are made together, those that nothing reads have no name.
    static Expr Read(Expr body)
    {
        if (body is not BlockExpr block) return body;
        Binding[] bindings = [.. block.Bindings];
        for (int i = 0; i < bindings.Length; i++)
        {
            if (bindings[i].Target is not TuplePattern together) continue;
            Expr rest = i == bindings.Length - 1 ? block.Result : block with { Bindings = [.. bindings[(i + 1)..]] };
            HashSet<string> read = [.. new Types.FreeNames(new Types.Scope(null)).Of(rest).Select(name => name.Text)];
            bindings[i] = bindings[i] with { Target = new TuplePattern([.. together.Items.Select(item => item is NamePattern { Name.Text: var name } && !read.Contains(name) ? new WildcardPattern(default) : item)], default) };
        }
        return block with { Bindings = [.. bindings] };
    }

    /// <summary>What stands at the bottom of a type, from left to right.</summary>
    static IEnumerable<GateType> Bottoms(GateType type) => type switch
    {
        GateType.Tuple tuple => tuple.Items.SelectMany(Bottoms),
        GateType.Array array => Bottoms(array.Element),
        _ => [type],
    };

    static bool IsFunction(string name, Graph graph) => Builtins.Find(name) is not null || graph.Functions.Names.Contains(name);

    static string Other(string name, string[] taken)
    {
        do name += "_"; while (taken.Contains(name));
        return name;
    }

    static string Needed(Graph graph, int[] outputs)
    {
        SortedSet<string> functions = new(StringComparer.Ordinal);
        bool[] live = graph.ReachableFrom(outputs);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && graph[i].Op == Op.Host) functions.Add(graph.Functions[graph[i].Bits].Name.Split('\'')[0]);
        }
        return functions.Count == 0 ? "" : $"// needs {(functions.Count == 1 ? "a function" : "functions")} of the application: {string.Join(", ", functions)}\n";
    }

    static Expr Shape(Value shape, Queue<Expr> results)
    {
        switch (shape)
        {
            case TupleValue tuple: return new TupleExpr([.. tuple.Items.Select(item => Shape(item, results))], default);
            case ArrayValue array: return TupleColumns.Joined(array.Columns, [.. Tracing.Arrays.Columns.Nodes(array).Select(_ => results.Dequeue())]);
            default: return results.Dequeue();
        }
    }
}
