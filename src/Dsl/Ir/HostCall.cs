namespace GateDsl.Ir;

/// <summary>
/// The arguments of a call of the host: all of them floats. A node has three; of a call with more, the third is a node of the op Argument, whose first argument is the
/// third of the call and whose second is the rest.
/// </summary>
static class HostCall
{
    /// <summary>Those of a function, and the one that guards the call.</summary>
    public const int MostArguments = HostFunctions.MostParameters + 1;

    /// <summary>How many arguments a call has.</summary>
    public static int Count(HostFunctions functions, in Node call) => functions[call.Bits].Arity + (call.IsGuarded ? 1 : 0);

    /// <summary>The arguments of a call.</summary>
    public static int[] Arguments(ReadOnlySpan<Node> nodes, HostFunctions functions, in Node call)
    {
        var arguments = new int[Count(functions, call)];
        Read(nodes, call, arguments);
        return arguments;
    }

    /// <summary>The arguments of a call, as many as there is room for.</summary>
    public static void Read(ReadOnlySpan<Node> nodes, in Node call, Span<int> arguments)
    {
        int count = arguments.Length, rest = call.C;
        for (int k = 0; k < count; k++)
        {
            if (k < 2 || count == 3) arguments[k] = call[k];
            else if (k == count - 1) arguments[k] = rest;
            else (arguments[k], rest) = (nodes[rest].A, nodes[rest].B);
        }
    }

    /// <summary>Adds a call.</summary>
    /// <param name="graph">Where.</param>
    /// <param name="bits">Which function, and what else is told of it in Bits.</param>
    /// <param name="arguments">All of its arguments.</param>
    public static int Add(Graph graph, long bits, ReadOnlySpan<int> arguments)
    {
        int third = arguments.Length > 2 ? arguments[^1] : -1;
        for (int k = arguments.Length - 2; k >= 2; k--) third = graph.Add(new(Op.Argument, arguments[k], third));
        return graph.Add(new(Op.Host, arguments[0], arguments.Length > 1 ? arguments[1] : -1, third, bits));
    }

    /// <summary>Makes a call of the interpreter: from the values of all nodes before it.</summary>
    public static double Invoke(Circuit circuit, in Node call, ReadOnlySpan<double> values)
    {
        Span<int> places = stackalloc int[MostArguments];
        Span<double> arguments = stackalloc double[MostArguments];
        int count = Count(circuit.Functions, call);
        Read(circuit.Nodes.AsSpan(), call, places[..count]);
        for (int k = 0; k < count; k++) arguments[k] = values[places[k]];
        if (!call.IsGuarded) return circuit.Functions[call.Bits].Call(arguments[..count]);
        return arguments[count - 1] != 0 ? circuit.Functions[call.Bits].Call(arguments[..(count - 1)]) : 0;
    }
}
