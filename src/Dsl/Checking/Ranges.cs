using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>Where the inputs of a circuit may lie, read off its operations: <c>log x</c> needs a positive x, <c>asin (x / 2)</c> one from -2 to 2.</summary>
static class Ranges
{
    /// <summary>An interval for each input, given what is declared. Operations inside a branch of an <c>if</c> say nothing: it may not be taken.</summary>
    public static Interval[] Of(Circuit circuit, ImmutableArray<GateDomain?> declared)
    {
        bool[] always = AlwaysComputed(circuit);
        var range = new Interval[circuit.Nodes.Length];
        Array.Fill(range, Interval.All);
        Interval[] inputs = [.. declared.Select(domain => domain is null ? Interval.All : new Interval(domain.Low, domain.High, domain.LowIncluded, domain.HighIncluded))];
        for (int i = range.Length - 1; i >= 0; i--)
        {
            Node node = circuit.Nodes[i];
            if (!always[i]) continue;
            if (node.Op == Op.Input) inputs[(int)node.Bits] = Both(inputs[(int)node.Bits], range[i]);
            if (PrimitiveTable.Find(node.Op) is not { } primitive) continue;
            Pass(circuit, node, range[i], range);
            var domain = primitive.Domain;
            for (int k = 0; k < domain.Length; k++) range[node[k]] = Both(range[node[k]], domain[k]);
        }
        return inputs;
    }

    // What a bound on x + c, c - x, x * c, x / c or -x means for x.
    static void Pass(Circuit circuit, Node node, Interval range, Interval[] into)
    {
        if (node.Op == Op.Negate) Narrow(into, node.A, range, x => -x);
        if (node.B < 0) return;
        Node left = circuit.Nodes[node.A], right = circuit.Nodes[node.B];
        double c = right.Op == Op.Number ? right.Number : left.Number;
        switch (node.Op)
        {
            case Op.Add when right.Op == Op.Number: Narrow(into, node.A, range, x => x - c); break;
            case Op.Add when left.Op == Op.Number: Narrow(into, node.B, range, x => x - c); break;
            case Op.Subtract when right.Op == Op.Number: Narrow(into, node.A, range, x => x + c); break;
            case Op.Subtract when left.Op == Op.Number: Narrow(into, node.B, range, x => c - x); break;
            case Op.Multiply when right.Op == Op.Number && c != 0: Narrow(into, node.A, range, x => x / c); break;
            case Op.Multiply when left.Op == Op.Number && c != 0: Narrow(into, node.B, range, x => x / c); break;
            case Op.Divide when right.Op == Op.Number && c != 0: Narrow(into, node.A, range, x => x * c); break;
        }
    }

    static void Narrow(Interval[] into, int argument, Interval range, Func<double, double> inverse)
    {
        double low = inverse(range.Low), high = inverse(range.High);
        Interval bound = low <= high ? new(low, high, range.LowIn, range.HighIn) : new(high, low, range.HighIn, range.LowIn);
        into[argument] = Both(into[argument], bound);
    }

    static Interval Both(Interval a, Interval b)
    {
        var (low, lowIn) = a.Low > b.Low ? (a.Low, a.LowIn) : b.Low > a.Low ? (b.Low, b.LowIn) : (a.Low, a.LowIn && b.LowIn);
        var (high, highIn) = a.High < b.High ? (a.High, a.HighIn) : b.High < a.High ? (b.High, b.HighIn) : (a.High, a.HighIn && b.HighIn);
        return low <= high ? new(low, high, lowIn, highIn) : a;      // a contradiction: no point will be found, whatever is said here
    }

    static bool[] AlwaysComputed(Circuit circuit)
    {
        var always = new bool[circuit.Nodes.Length];
        foreach (int output in circuit.Outputs) always[output] = true;
        for (int i = always.Length - 1; i >= 0; i--)
        {
            if (!always[i]) continue;
            Node node = circuit.Nodes[i];
            int arguments = node.Op == Op.Select ? 1 : node.Arity;
            for (int k = 0; k < arguments; k++) always[node[k]] = true;
        }
        return always;
    }
}
