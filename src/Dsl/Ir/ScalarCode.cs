using System.Reflection;
using GateDsl.Numerics;
using GateDsl.Primitives;

namespace GateDsl.Ir;

/// <summary>One operation on numbers, whatever its arity; truth values are 0 and 1.</summary>
delegate double Operation(long bits, double x, double y, double z);

/// <summary>The table of primitives in the one shape that the interpreter and the folding of constants call.</summary>
static class ScalarCode
{
    static readonly Operation?[] table = new Operation?[256];

    /// <summary>How an op is computed, by default or with the option Reproducible.</summary>
    public static Operation Of(Op op, bool reproducible)
    {
        int index = reproducible ? (int)op + 128 : (int)op;
        return table[index] ??= Adapt(PrimitiveTable.Of(op), reproducible);
    }

    static Operation Adapt(Primitive primitive, bool reproducible)
    {
        if (reproducible && primitive.Lanes is { } lanes) return AtOneLane(lanes, primitive);
        return primitive.Scalar switch
        {
            F1 f => (_, x, _, _) => f(x),
            F2 f => (_, x, y, _) => f(x, y),
            F3 f => (_, x, y, z) => f(x, y, z),
            FInt f => (bits, x, _, _) => f(bits, x),
            Compare f => (_, x, y, _) => f(x, y) ? 1 : 0,
            B1 f => (_, a, _, _) => f(a != 0) ? 1 : 0,
            B2 f => (_, a, b, _) => f(a != 0, b != 0) ? 1 : 0,
            _ => throw new ArgumentException($"the scalar meaning of {primitive.Op} has a shape of its own", nameof(primitive)),
        };
    }

    /// <summary>The vector form at a width of one.</summary>
    static Operation AtOneLane(Type lanes, Primitive primitive)
    {
        MethodInfo of = lanes.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m is { Name: "Of", IsGenericMethodDefinition: true } && m.GetParameters().Any(p => p.ParameterType == typeof(int)) == primitive.TakesBits)
            .MinBy(m => m.GetParameters().Length)!.MakeGenericMethod(typeof(Scalar64));
        switch (primitive)
        {
            case { TakesBits: true } when of.GetParameters()[0].ParameterType == typeof(int):
                var ofOrder = of.CreateDelegate<Func<int, Scalar64, Scalar64>>();
                return (bits, x, _, _) => ofOrder((int)bits, x);
            case { TakesBits: true }:
                var ofPower = of.CreateDelegate<Func<Scalar64, int, Scalar64>>();
                return (bits, x, _, _) => ofPower(x, (int)bits);
            case { Arity: 1 }:
                var of1 = of.CreateDelegate<Func<Scalar64, Scalar64>>();
                return (_, x, _, _) => of1(x);
            default:
                var of2 = of.CreateDelegate<Func<Scalar64, Scalar64, Scalar64>>();
                return (_, x, y, _) => of2(x, y);
        }
    }
}
