using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>How much of a result is rounding: the circuit is run again with every operation off by a unit in the last place or so, at random.</summary>
static class Rounding
{
    const int Runs = 6;
    const double Unit = 2.2204460492503131e-16;

    /// <summary>For each output, how far it moved. Branches stay as they fall out without the disturbance.</summary>
    public static double[] Of(Circuit circuit, ReadOnlySpan<double> point, Random random)
    {
        if (circuit.HasArrays) return OfOutputs(circuit, point);
        var plain = new double[circuit.Nodes.Length];
        var disturbed = new double[circuit.Nodes.Length];
        Interpreter.Fill(circuit, point, plain);
        var moved = new double[circuit.Outputs.Length];
        for (int run = 0; run < Runs; run++)
        {
            Disturb(circuit, plain, disturbed, random);
            for (int i = 0; i < moved.Length; i++)
            {
                int output = circuit.Outputs[i];
                moved[i] = Math.Max(moved[i], Math.Abs(disturbed[output] - plain[output]));
            }
        }
        // A few runs do not meet the worst case, and may cancel by chance.
        for (int i = 0; i < moved.Length; i++) moved[i] = 2 * moved[i] + Unit * Math.Abs(plain[circuit.Outputs[i]]);
        return moved;
    }

    // Of loops it is not known: as much as a thousand operations may lose.
    static double[] OfOutputs(Circuit circuit, ReadOnlySpan<double> point)
    {
        var outputs = new double[circuit.Outputs.Length];
        try { Interpreter.Run(circuit, point, outputs); }
        catch (GateRunException) { return outputs; }           // there is no number that rounding could have moved
        return [.. outputs.Select(output => 1000 * Unit * Math.Abs(output))];
    }

    static void Disturb(Circuit circuit, double[] plain, double[] disturbed, Random random)
    {
        for (int i = 0; i < plain.Length; i++)
        {
            Node node = circuit.Nodes[i];
            disturbed[i] = node.Op switch
            {
                Op.Input or Op.Number or Op.Truth => plain[i],
                Op.Select => plain[node.A] != 0 ? disturbed[node.B] : disturbed[node.C],
                _ when circuit.Kinds[i] == Kind.Bool || IsStep(node.Op) => plain[i],
                _ => Interpreter.Step(circuit, node, disturbed) * (1 + (random.Next(2) * 2 - 1) * Unit),
            };
        }
    }

    static bool IsStep(Op op) => PrimitiveTable.Find(op) is { IsStep: true };
}
