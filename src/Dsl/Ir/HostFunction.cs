using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>A function of the host as the graph knows it: what a node of the op Host calls.</summary>
/// <param name="Name">As printed: of a partial derivative <c>f'</c> or <c>f'x</c>, which reads back as that derivative.</param>
/// <param name="Arity">1 to 3.</param>
/// <param name="Code">A Func of that many doubles to double.</param>
/// <param name="IsNamed">Whether a source can use the name; else it is the partial derivative of another one.</param>
sealed record HostFunction(string Name, int Arity, Delegate Code, bool IsNamed = true)
{
    static readonly ImmutableArray<string> parameters = ["x", "y", "z"];

    /// <summary>Its partial derivatives, from its arguments; null: it has none.</summary>
    public Circuit? Partials { get; init; }

    /// <summary>The names of its parameters.</summary>
    public ImmutableArray<string> Parameters => parameters[..Arity];

    public double Call(double x, double y, double z) => Code switch
    {
        Func<double, double> f => f(x),
        Func<double, double, double> f => f(x, y),
        _ => ((Func<double, double, double, double>)Code)(x, y, z),
    };

    /// <summary>Something is differentiated through a function that has no derivative. Unwinds to the pipeline, which knows the place in the source.</summary>
    public sealed class NoDerivative(HostFunction function) : Exception
    {
        public HostFunction Function { get; } = function;
    }
}
