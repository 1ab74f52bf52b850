using System.Collections.Immutable;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>What the pipeline starts from: a typed term that takes parameters.</summary>
/// <param name="Term">The gate; without parameters, an expression.</param>
/// <param name="Parameters">The types of its parameters.</param>
/// <param name="Source">The text that the term stands in.</param>
/// <param name="Leaves">The floats, ints and truth values among them, from left to right: the inputs of its circuits.</param>
sealed record TypedGate(Term Term, ImmutableArray<GateType> Parameters, ImmutableArray<Leaf> Leaves, Source? Source = null);
