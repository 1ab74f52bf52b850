namespace GateDsl;

/// <summary>
/// A function of the application with any number of parameters up to <see cref="HostFunctions.MostParameters"/>, truth values among them, that may compute many rows at once:
/// see <see cref="HostFunctions.Add(IHostFunction)"/>. It must be pure and safe to call from several threads at once.
/// </summary>
public interface IHostFunction
{
    /// <summary>Its name in gates: a plain identifier without primes.</summary>
    string Name { get; }

    /// <summary>Its parameters in order: <c>"x"</c> or <c>"x: float"</c>, and <c>"flag: bool"</c>. It has at least one.</summary>
    IReadOnlyList<string> Parameters { get; }

    /// <summary>
    /// Its derivative as a gate expression in its parameters: of one float parameter the derivative, of several the tuple of the partial derivatives in each of them.
    /// Null: it has none.
    /// </summary>
    string? Derivative => null;

    /// <summary>Its value.</summary>
    /// <param name="arguments">A number for each parameter; of a truth value 1 or 0.</param>
    double Invoke(ReadOnlySpan<double> arguments);

    /// <summary>Its values for some rows: what batches call, with some dozens of rows at a time. Without an implementation of its own each row is a call.</summary>
    /// <param name="rows">How many rows, one or more.</param>
    /// <param name="arguments">The arguments, parameter after parameter: that of row r for parameter k is at k * rows + r.</param>
    /// <param name="results">Receives the value of each row.</param>
    void InvokeRows(int rows, ReadOnlySpan<double> arguments, Span<double> results)
    {
        Span<double> one = stackalloc double[arguments.Length / rows];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < one.Length; k++) one[k] = arguments[k * rows + row];
            results[row] = Invoke(one);
        }
    }
}
