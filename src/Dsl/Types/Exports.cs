using System.Collections.Immutable;

namespace GateDsl.Types;

/// <summary>What of a module the outside can call.</summary>
static class Exports
{
    /// <summary>The type of an exported gate: what a generic gate leaves open is float.</summary>
    public static GateType Of(GateType type)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Of(type));
        switch (type)
        {
            case GateType.Variable: return GateType.Float;
            case GateType.Array array: return new GateType.Array(Of(array.Element));
            case GateType.Tuple tuple: return new GateType.Tuple(ImmutableArray.CreateRange(tuple.Items, Of));
            case GateType.Function:
                List<GateType> arguments = [];
                for (; type is GateType.Function function; type = function.Result) arguments.Add(Of(function.Argument));
                GateType result = Of(type);
                for (int i = arguments.Count - 1; i >= 0; i--) result = new GateType.Function(arguments[i], result);
                return result;
            default: return type;
        }
    }

    /// <summary>Whether it can be compiled by itself: its parameters and its result are floats, bools, ints, tuples and arrays of them.</summary>
    public static bool IsExported(GateType type)
    {
        for (; type is GateType.Function function; type = function.Result)
        {
            if (!IsData(function.Argument)) return false;
        }
        return IsData(type);
    }

    /// <summary>Whether it is made of floats, bools and ints: no gate is in it.</summary>
    public static bool IsData(GateType type) => type switch
    {
        GateType.Basic or GateType.Variable => true,
        GateType.Tuple tuple => tuple.Items.All(IsData),
        GateType.Array array => IsData(array.Element),
        _ => false,
    };
}
