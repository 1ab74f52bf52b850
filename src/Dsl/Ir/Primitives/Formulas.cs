using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Primitives;

/// <summary>A function of the language that is a formula of others: it disappears where it is applied, so every mode has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its parameters, all floats.</param>
/// <param name="Doc">One or two sentences for its documentation.</param>
/// <param name="Body">The formula.</param>
sealed record Formula(string Name, ImmutableArray<string> Parameters, string Doc, Func<Wire[], Wire> Body)
{
    /// <summary>Arguments with the value there, from a published table or 30-digit arithmetic.</summary>
    public required ImmutableArray<KnownValue> Reference { get; init; }

    /// <summary>The type in the language.</summary>
    public string Type => string.Concat(Parameters.Select(_ => "float -> ")) + "float";
}

/// <summary>The functions that need no operation of their own: what they are made of is as accurate as they could be.</summary>
static class Formulas
{
    public static ImmutableArray<Formula> All { get; } =
    [
        // keeps its digits in both tails, as normcdf does
        new("gelu", ["x"], "x * normcdf x, the Gaussian error linear unit.", x => x[0] * x[0].Apply(Op.NormCdf))
        {
            Reference = [new([1], 0.84134474606854294859), new([-0.5], -0.15426876936299344810), new([-30], -1.4720141781444561179e-196), new([0], 0)],
        },
    ];
}
