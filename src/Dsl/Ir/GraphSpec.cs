using System.Diagnostics;
using GateDsl.Primitives;

namespace GateDsl.Ir;

/// <summary>What a legal graph is. Checked after every pass in Debug and so in the tests: a bug is named by the pass that made it.</summary>
static class GraphSpec
{
    /// <summary>Checks the nodes that the outputs need.</summary>
    /// <exception cref="InvalidOperationException">A node is illegal; the message names the pass.</exception>
    [Conditional("DEBUG")]
    public static void Check(Graph graph, ReadOnlySpan<int> outputs, string pass)
    {
        bool[] live = graph.ReachableFrom(outputs);
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && Wrong(graph[i], i, id => graph[id], id => graph.KindOf(id), graph.Inputs.Count, graph.Functions, graph.Loops) is { } what) throw Broken(pass, i, graph[i], what);
        }
    }

    /// <summary>Checks a finished circuit, in which every node must be needed.</summary>
    [Conditional("DEBUG")]
    public static void Check(Circuit circuit, string pass)
    {
        var used = new bool[circuit.Nodes.Length];
        foreach (int output in circuit.Outputs) used[output] = true;
        for (int i = circuit.Nodes.Length - 1; i >= 0; i--)
        {
            Node node = circuit.Nodes[i];
            if (!used[i]) throw Broken(pass, i, node, "nothing needs it");
            if (Wrong(node, i, id => circuit.Nodes[id], id => circuit.Kinds[id], circuit.Inputs.Length, circuit.Functions, circuit.Loops) is { } what) throw Broken(pass, i, node, what);
            for (int k = 0; k < node.Arity; k++) used[node[k]] = true;
        }
    }

    // What is wrong with a node; null of a legal one.
    static string? Wrong(Node node, int id, Func<int, Node> nodeOf, Func<int, Kind> kindOf, int inputs, HostFunctions functions, LoopTable loops)
    {
        for (int k = 0; k < node.Arity; k++)
        {
            if (node[k] >= id) return "an argument does not come before it";
        }
        if (node.Op.IsOfArrays()) return ArraySpec.Wrong(node, kindOf, loops, nodeOf);
        switch (node.Op)
        {
            case Op.Number or Op.Truth or Op.Real: return node.Arity == 0 ? null : "a constant has arguments";
            case Op.Input: return node.Arity == 0 && node.Bits >= 0 && node.Bits < inputs ? null : "there is no such input";
            case Op.Select:
                return node.Arity != 3 ? "a choice has three arguments" : kindOf(node.A) != Kind.Bool ? "the condition is a float"
                    : kindOf(node.B) != kindOf(node.C) ? "the branches are of two kinds" : null;
            case Op.Argument: return node.Arity != 2 ? "two arguments are needed" : kindOf(node.A) != Kind.Float || kindOf(node.B) != Kind.Float ? "an argument is no float" : null;
            case Op.Host:
                if ((int)node.Bits < 0 || (int)node.Bits >= functions.Count) return "there is no such host function";
                return Math.Min(3, HostCall.Count(functions, node)) != node.Arity ? $"{HostCall.Count(functions, node)} arguments are needed"
                    : Enumerable.Range(0, node.Arity).Any(k => kindOf(node[k]) != Kind.Float) ? "an argument is no float" : null;
        }
        Primitive primitive = PrimitiveTable.Of(node.Op);
        if (node.Arity != primitive.Arity) return $"{primitive.Arity} arguments are needed";
        if (node.Bits != 0 && !primitive.TakesBits) return "it has Bits, and its operation has no use for them";
        for (int k = 0; k < node.Arity; k++)
        {
            if (kindOf(node[k]) != primitive.ArgumentKind) return $"argument {k} is of the wrong kind";
        }
        return null;
    }

    static InvalidOperationException Broken(string pass, int id, Node node, string what) => new($"after {pass}: node {id}, {node.Op}: {what}");
}
