using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>A function of the host as the graph knows it: what a node of the op Host calls.</summary>
/// <param name="Name">As printed: of a partial derivative <c>f'</c> or <c>f'x</c>, which reads back as that derivative.</param>
/// <param name="Arity">How many parameters it has.</param>
/// <param name="Code">A Func of one, two or three doubles to double, or a <see cref="HostInvoke"/>.</param>
/// <param name="IsNamed">Whether a source can use the name; else it is the partial derivative of another one.</param>
sealed record HostFunction(string Name, int Arity, Delegate Code, bool IsNamed = true)
{
    static readonly ImmutableArray<string> parameters = ["x", "y", "z"];

    /// <summary>Its partial derivatives in its float parameters, from all of its arguments, truth values as such; null: it has none.</summary>
    public Circuit? Partials { get; init; }

    /// <summary>The names of its parameters.</summary>
    public ImmutableArray<string> Parameters { get; init; } = Arity <= 3 ? parameters[..Arity] : [];

    /// <summary>Whether it is a check of an int, and no function of an application.</summary>
    public bool IsCheck { get; init; }

    /// <summary>For each parameter, whether it is a truth value; null: none is.</summary>
    public bool[]? Truths { get; init; }

    /// <summary>Computes some rows at once; null: they are called one by one.</summary>
    public HostRows? Rows { get; init; }

    public bool IsTruth(int parameter) => Truths is not null && Truths[parameter];

    public double Call(ReadOnlySpan<double> arguments) => Code switch
    {
        Func<double, double> f => f(arguments[0]),
        Func<double, double, double> f => f(arguments[0], arguments[1]),
        Func<double, double, double, double> f => f(arguments[0], arguments[1], arguments[2]),
        _ => ((HostInvoke)Code)(arguments),
    };

    /// <summary>Calls it for some rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="arguments">The arguments, column after column.</param>
    /// <param name="results">Receives the results.</param>
    public void Call(int rows, ReadOnlySpan<double> arguments, Span<double> results)
    {
        if (Rows is not null)
        {
            Rows(rows, arguments[..(rows * Arity)], results[..rows]);
            return;
        }
        Span<double> one = stackalloc double[Arity];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < one.Length; k++) one[k] = arguments[k * rows + row];
            results[row] = Call(one);
        }
    }

    /// <summary>The circuit, if no output needs a derivative that a host function does not have.</summary>
    /// <exception cref="NoDerivative">One does.</exception>
    public static Circuit Whole(Circuit circuit)
    {
        if (circuit.Functions.Count == 0) return circuit;
        foreach (Node node in circuit.Nodes)
        {
            if (node.IsMissing) throw new NoDerivative(circuit.Functions[node.Bits]);
        }
        return circuit;
    }

    /// <summary>Something is differentiated through a function that has no derivative. Unwinds to the pipeline, which knows the place in the source.</summary>
    public sealed class NoDerivative(HostFunction function) : Exception
    {
        public HostFunction Function { get; } = function;
    }
}

/// <summary>A function of the host on any number of arguments.</summary>
delegate double HostInvoke(ReadOnlySpan<double> arguments);

/// <summary>The same for some rows at once: see <see cref="IHostFunction.InvokeRows"/>.</summary>
delegate void HostRows(int rows, ReadOnlySpan<double> arguments, Span<double> results);
