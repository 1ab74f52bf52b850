using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>
/// A circuit at one point after another: its values, which operations matter there, and on which smooth piece of the function the point lies.
/// A piece is a set of points at which every branch, sign and step falls out the same way; inside one the function is as smooth as its primitives.
/// </summary>
sealed class Probe(Circuit circuit)
{
    readonly double[] values = new double[circuit.Nodes.Length];
    double inputs;                         // of what has loops, the largest magnitude
    readonly bool[] live = new bool[circuit.Nodes.Length];

    public Circuit Circuit { get; } = circuit;

    /// <summary>The value of a node at the last point.</summary>
    public double this[int node] => values[node];

    /// <summary>The value of an output at the last point.</summary>
    public double Output(int position) => values[Circuit.Outputs[position]];

    /// <summary>Goes to a point.</summary>
    /// <returns>Whether every operation that matters there is finite and inside its domain.</returns>
    public bool MoveTo(ReadOnlySpan<double> point)
    {
        if (Circuit.HasArrays) return MoveOutputs(point);
        Interpreter.Fill(Circuit, point, values);
        FindLive();
        for (int i = 0; i < values.Length; i++)
        {
            if (live[i] && Circuit.Kinds[i] == Kind.Float && !(double.IsFinite(values[i]) && InDomain(Circuit.Nodes[i]))) return false;
        }
        return true;
    }

    // Of what has loops only the outputs are known: all of it is one piece.
    bool MoveOutputs(ReadOnlySpan<double> point)
    {
        var outputs = new double[Circuit.Outputs.Length];
        inputs = 0;
        foreach (double input in point) inputs = Math.Max(inputs, Math.Abs(input));
        try { Interpreter.Run(Circuit, point, outputs); }
        catch (GateRunException) { outputs.AsSpan().Fill(double.NaN); }
        for (int i = 0; i < outputs.Length; i++) (values[Circuit.Outputs[i]], live[Circuit.Outputs[i]]) = (outputs[i], true);
        return outputs.All(double.IsFinite);
    }

    /// <summary>The largest magnitude among the values that matter at the last point; of what has loops, among its inputs and outputs.</summary>
    public double Largest()
    {
        double largest = inputs;
        for (int i = 0; i < values.Length; i++)
        {
            if (live[i] && Circuit.Kinds[i] == Kind.Float) largest = Math.Max(largest, Math.Abs(values[i]));
        }
        return largest;
    }

    /// <summary>Which way node after node falls out at the last point: one number for each branch, sign and step that matters.</summary>
    public double[] Piece()
    {
        var choices = new List<double>();
        for (int i = 0; i < values.Length; i++)
        {
            // Dead choices count as one value, so that the lists of two points can be compared place by place.
            if (Steps.ChoosesAt(Circuit.Nodes[i])) choices.Add(live[i] ? Steps.Choice(Circuit.Nodes[i], values) : double.NaN);
        }
        return [.. choices];
    }

    /// <summary>The operations that choose, in the order of <see cref="Piece"/>.</summary>
    public int[] Choosers() => [.. Enumerable.Range(0, values.Length).Where(i => Steps.ChoosesAt(Circuit.Nodes[i]))];

    /// <summary>Whether both lists of choices are the same, NaN equal to NaN.</summary>
    public static bool Same(ReadOnlySpan<double> piece, ReadOnlySpan<double> other)
    {
        for (int i = 0; i < piece.Length; i++)
        {
            if (!piece[i].Equals(other[i])) return false;
        }
        return true;
    }

    // Of an if, only the branch that is taken matters.
    void FindLive()
    {
        Array.Clear(live);
        foreach (int output in Circuit.Outputs) live[output] = true;
        for (int i = live.Length - 1; i >= 0; i--)
        {
            if (!live[i]) continue;
            Node node = Circuit.Nodes[i];
            if (node.Op == Op.Select)
            {
                live[node.A] = true;
                live[values[node.A] != 0 ? node.B : node.C] = true;
                continue;
            }
            for (int k = 0; k < node.Arity; k++) live[node[k]] = true;
        }
    }

    bool InDomain(Node node)
    {
        if (PrimitiveTable.Find(node.Op) is not { } primitive) return true;
        var domain = PrimitiveTable.Of(node.Op).Domain;
        for (int k = 0; k < domain.Length; k++)
        {
            if (!domain[k].Contains(values[node[k]])) return false;
        }
        return true;
    }
}
