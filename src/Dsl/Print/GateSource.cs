using System.Collections.Immutable;
using GateDsl.Syntax;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>A gate as source of its own: traced, simplified, made a syntax tree again and printed as every tree is.</summary>
static class GateSource
{
    public static string Of(Gate gate)
    {
        Traced traced = Traced.Of(gate.Typed, gate.Options);
        var (trace, inputs, result) = traced;
        int[] outputs = Simplification.Simplify.Values(trace, traced.Outputs());
        Dictionary<int, string> named = [];
        for (int i = 0; i < inputs.Length; i++) named.Add(inputs[i], gate.Leaves[i].Name);
        var tree = new GraphTree(trace.Graph, outputs, named, trace.Names, [gate.Name]);
        int next = 0;
        ImmutableArray<Pattern> parameters = [.. gate.ParameterTypes.Select(type => Parameter(type, gate, ref next))];
        Expr body = tree.Body(results => result is TupleValue ? new ParenExpr(Shape(result, new Queue<Expr>(results)), default) : results[0]);
        return Of(gate.Name, parameters, body);
    }

    /// <summary>A definition.</summary>
    public static string Of(string name, ImmutableArray<Pattern> parameters, Expr body) =>
        SourceText.Of(new DefinitionItem(new(new NamePattern(new(name, default)), parameters, null, body, null, default), default)) + "\n";

    /// <summary>A parameter with its type: <c>(flag: bool)</c>.</summary>
    public static Pattern Typed(string name, GateType type) => new AnnotatedPattern(new NamePattern(new(name, default)), new NamedType(type.ToString(), default), default);

    // x, (flag: bool), (a, b)
    static Pattern Parameter(GateType type, Gate gate, ref int next)
    {
        if (type is GateType.Tuple tuple)
        {
            var items = ImmutableArray.CreateBuilder<Pattern>(tuple.Items.Length);
            foreach (GateType item in tuple.Items) items.Add(Parameter(item, gate, ref next));
            return new TuplePattern(items.MoveToImmutable(), default);
        }
        string name = gate.Leaves[next++].Name;
        return type == GateType.Float || type is GateType.Variable ? new NamePattern(new(name, default)) : Typed(name, type);
    }

    static Expr Shape(Value shape, Queue<Expr> results) =>
        shape is TupleValue tuple ? new TupleExpr([.. tuple.Items.Select(item => Shape(item, results))], default) : results.Dequeue();
}
