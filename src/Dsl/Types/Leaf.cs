using GateDsl.Ir;

namespace GateDsl.Types;

/// <summary>A float, an int or a truth value, or an array of such, among the parameters of a gate: its place, its name and its type.</summary>
sealed record Leaf(Place Place, string Name, GateType Type)
{
    public Kind Kind => Type is GateType.Array array ? (this with { Type = array.Element }).Kind.ArrayOf() : Type == GateType.Bool ? Kind.Bool : Kind.Float;

    /// <summary>Whether it has partial derivatives: a float, or an array of floats.</summary>
    public bool IsFloat => Bottom == GateType.Float;

    /// <summary>Its type, or what stands at the bottom of an array.</summary>
    public GateType Bottom
    {
        get
        {
            GateType type = Type;
            while (type is GateType.Array array) type = array.Element;
            return type;
        }
    }
}
