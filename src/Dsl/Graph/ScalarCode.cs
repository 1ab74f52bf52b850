using System.Reflection;
using GateDsl.Numerics;
using GateDsl.Primitives;

namespace GateDsl.Graphs;

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
        Delegate code = primitive.Scalar;
        if (primitive.TakesBits)
        {
            var f = As<Func<long, double, double>>(code);
            return (bits, x, _, _) => f(bits, x);
        }
        return (primitive.Arity, code.Method.ReturnType == typeof(bool), code.Method.GetParameters()[0].ParameterType == typeof(bool)) switch
        {
            (1, true, true) => Logic1(code),
            (2, true, true) => Logic2(code),
            (2, true, false) => Comparison(code),
            (1, _, _) => Float1(code),
            (2, _, _) => Float2(code),
            _ => Float3(code),
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

    static Operation Logic1(Delegate code) { var f = As<Func<bool, bool>>(code); return (_, a, _, _) => f(a != 0) ? 1 : 0; }
    static Operation Logic2(Delegate code) { var f = As<Func<bool, bool, bool>>(code); return (_, a, b, _) => f(a != 0, b != 0) ? 1 : 0; }
    static Operation Comparison(Delegate code) { var f = As<Func<double, double, bool>>(code); return (_, x, y, _) => f(x, y) ? 1 : 0; }
    static Operation Float1(Delegate code) { var f = As<Func<double, double>>(code); return (_, x, _, _) => f(x); }
    static Operation Float2(Delegate code) { var f = As<Func<double, double, double>>(code); return (_, x, y, _) => f(x, y); }
    static Operation Float3(Delegate code) { var f = As<Func<double, double, double, double>>(code); return (_, x, y, z) => f(x, y, z); }

    static T As<T>(Delegate code) where T : Delegate => code.Method.CreateDelegate<T>();
}
