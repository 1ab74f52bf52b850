using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Printing;

namespace GateDsl.Checking;

/// <summary>Which operation of a circuit loses the digits of an output at a point: the one that is much more wrong than what it is computed from.</summary>
static class Causes
{
    const int Bits = 400;

    // An argument explains an error that is not much larger than its own.
    const double Explained = 16;

    public static string Of(Circuit circuit, int output, double[] at, double truth)
    {
        var computed = new double[circuit.Nodes.Length];
        Interpreter.Fill(circuit, at, computed);
        double[] exact = Exactly(circuit, at);
        int node = circuit.Outputs[output];
        if (!IsNear(exact[node], truth)) return "it is rewritten to another number";
        while (true)
        {
            Node here = circuit.Nodes[node];
            double error = Error(computed[node], exact[node]);
            int worst = -1;
            for (int k = 0; k < here.Arity; k++)
            {
                if (here.Op == Op.Select && k > 0 && (computed[here.A] != 0) != (k == 1)) continue;        // the branch that is not taken
                if (worst < 0 || Error(computed[here[k]], exact[here[k]]) > Error(computed[worst], exact[worst])) worst = here[k];
            }
            if (worst < 0 || !(Error(computed[worst], exact[worst]) * Explained >= error)) return Text(circuit, node, computed);
            node = worst;
        }
    }

    /// <summary>The values of all nodes in real arithmetic, their constants taken exactly; NaN where they are not known.</summary>
    static double[] Exactly(Circuit circuit, double[] at)
    {
        var balls = new Ball[circuit.Nodes.Length];
        Ball[] inputs = [.. at.Select(Ball.Of)];
        try
        {
            Interpreter<Ball>.Fill(circuit, new BallNumbers(new(Bits, new Deadline(TimeSpan.FromSeconds(1), default))), inputs, balls, []);
        }
        catch (Deadline.Passed)
        {
            // the rest is not known
        }
        return [.. balls.Select(ball => Balls.Rounding.Ends(ball) is var (low, high) && low == high ? low : double.NaN)];
    }

    // Constants that are doubles in what runs make small differences, which conditions enlarge.
    static bool IsNear(double exact, double truth) => exact == truth || Math.Abs(exact - truth) <= 1e-6 * Math.Abs(truth);

    static double Error(double computed, double exact) =>
        computed == exact ? 0 : double.IsNaN(exact) ? double.IsNaN(computed) ? 0 : 1e-300 : exact == 0 || !double.IsFinite(computed) ? 1 : Math.Min(1, Math.Abs(computed - exact) / Math.Abs(exact));

    static string Text(Circuit circuit, int id, double[] values)
    {
        Node node = circuit.Nodes[id];
        if (node.Arity == 0) return "its inputs";
        if (node.Op == Op.Select) return "if";
        string name = node.Op == Op.Host ? circuit.Functions[node.Bits].Name : PrimitiveTable.Of(node.Op).Name;
        string[] arguments = [.. Enumerable.Range(0, node.Arity).Select(k => Argument(values[node[k]]))];
        if (node.Op == Op.PowerInt) return $"{arguments[0]} ** {node.Bits}";
        return arguments.Length == 2 && !char.IsLetter(name[0]) ? $"{arguments[0]} {name} {arguments[1]}" : $"{name.TrimStart('~')} {string.Join(" ", arguments)}";
    }

    static string Argument(double x) => x < 0 ? $"({NumberText.Of(x)})" : NumberText.Of(x);
}
