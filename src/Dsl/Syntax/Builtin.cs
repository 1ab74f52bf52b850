using System.Collections.Immutable;

namespace GateDsl.Syntax;

/// <summary>A name of the language that no file defines: an operator, a primitive function, a constant, or a form such as <c>diff</c>.</summary>
/// <param name="Name">As written: <c>exp</c>, <c>+</c>, <c>|></c>, <c>pi</c>.</param>
/// <param name="Type">As F# writes it, e.g. <c>float -> float</c>. Type variables: <c>'a</c> any type, <c>'n</c> float or int (float unless an int is asked for), <c>'i</c> the same (int unless a float is asked for),
/// <c>'s</c> a type without a gate in it, as the elements of arrays are, <c>'e</c> a type with equality (float, bool, int, tuples of them), <c>'c</c> the same with order. <c>diff</c>, <c>grad</c>, <c>soft</c> are typed by rules of their own.</param>
/// <param name="Parameters">Names of its parameters, for <c>atan2'y</c>, signatures and docs.</param>
/// <param name="Doc">One or two sentences.</param>
sealed record Builtin(string Name, string Type, ImmutableArray<string> Parameters, string Doc)
{
    /// <summary>Where it stands in <see cref="Builtins.All"/>.</summary>
    public int Index { get; init; }
}
