using GateDsl.Ir;

namespace GateDsl.Types;

/// <summary>A float, an int or a truth value among the parameters of a gate: its place, its name and its type.</summary>
sealed record Leaf(Place Place, string Name, GateType Type)
{
    public Kind Kind => Type == GateType.Bool ? Kind.Bool : Kind.Float;
}
