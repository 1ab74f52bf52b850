using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>A circuit as its code computes it.</summary>
static class AskedFor
{
    /// <summary>
    /// The circuit with other outputs, and with logic as choices where something may fail: what the left side decides, the right side is not computed for, as the interpreter does it.
    /// </summary>
    public static Circuit Of(Circuit circuit, IEnumerable<int> outputs)
    {
        Circuit asked = Live(circuit with { Outputs = [.. outputs] });
        bool hasLogic = asked.Nodes.Any(node => node.Op is Op.And or Op.Or), mayFail = asked.Nodes.Any(node => node.Op is Op.At or Op.Checked or Op.Loop or Op.Locate);
        return hasLogic && mayFail ? Live(WithChoices(asked)) : asked;
    }

    static Circuit Live(Circuit circuit) => circuit.Only([.. Enumerable.Range(0, circuit.Outputs.Length)]);

    static Circuit WithChoices(Circuit circuit)
    {
        const int False = 0, True = 1, Before = 2;
        var nodes = ImmutableArray.CreateBuilder<Node>(circuit.Nodes.Length + Before);
        nodes.Add(Node.OfTruth(false));
        nodes.Add(Node.OfTruth(true));
        foreach (Node node in circuit.Nodes)
        {
            Node moved = node.On(Moved(node.A), Moved(node.B), Moved(node.C));
            nodes.Add(node.Op switch
            {
                Op.And => new(Op.Select, moved.A, moved.B, False),
                Op.Or => new(Op.Select, moved.A, True, moved.B),
                _ => moved,
            });
        }
        return circuit with { Nodes = nodes.MoveToImmutable(), Kinds = [Kind.Bool, Kind.Bool, .. circuit.Kinds], Outputs = [.. circuit.Outputs.Select(output => output + Before)] };

        static int Moved(int id) => id < 0 ? -1 : id + Before;
    }
}
