using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The logarithm of |gamma(x)|; infinite at 0, -1, -2, ...</summary>
/// <remarks>
/// Source: up to 3 u (u - 1) times a minimax rational function, u = x - 1 (tests/reference/minimax.py, lgamma), so that the
/// zeros at 1 and 2 keep their digits; gamma(x + 1) = x gamma(x) brings (0, 1) there. Beyond 3 Stirling's formula (Abramowitz
/// and Stegun 6.1.40) with a minimax remainder (lgamma_rest). Both with log x in two parts. Reflection (6.1.17)
/// below 0, where the error near the zeros is absolute, not relative.
/// Error: at most 1.8 ulp.
/// </remarks>
internal static class Lgamma
{
    private const double Large = 3, HalfLog2Pi = 0.9189385332046728, LogPi = 1.1447298858494002;

    /// <summary>Up to here no part of the sum overflows.</summary>
    private const double Largest = 2.5e305;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : struct, ILane<T>
    {
        bool usual = T.AllWithin(x, LogParts.SmallestNormal, Largest);
        T y = usual || T.Count > 1 ? Positive(x) : x;
        return usual ? y : Rare.Patch<T, Edges>(y, x, Rare.Outside(x, LogParts.SmallestNormal, Largest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Positive<T>(T x) where T : struct, ILane<T>
    {
        (T high, T low) = Log.InTwoParts(x);
        return T.Select(T.LessOrEqual(x, Large), Near(x, high, low), Stirling(x, high, low));
    }

    /// <summary>R is near this, and the rounding of what is left matters less.</summary>
    private const double Centre = 0.4375;

    /// <summary>u (u - 1) R(u), less log x for x below 1. In this order, for +0 at 1 and 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Near<T>(T x, T high, T low) where T : struct, ILane<T>
    {
        T below = T.LessThan(x, 1);
        T u = x - T.AndNot(T.Create(1), below);
        T v = u - 1;
        T product = u * v;
        T rest = T.Fma(T.Fma(u, v, -product), Centre, -low & below);
        return T.Fma(product, Centre, T.Fma(product, Quotient(u), rest)) - (high & below);
    }

    /// <summary>lgamma(1 + u) / (u (u - 1)) - <see cref="Centre"/> on [0, 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Quotient<T>(T u) where T : struct, ILane<T> =>
        Poly.Of(u,
            0.13971566490153287, 0.1993232075405238, -0.07284397891085248, -0.25076082297798824, -0.1473258178837809,
            -0.03374408436219723, -0.0029167057969578633, -6.648099867737592e-05)
        / Poly.Of(u,
            1.0, 3.181995207025807, 3.9516716666657135, 2.425980759102211, 0.7699983897079631, 0.12063036140693856,
            0.00803959672356005, 0.00015494927007793577);

    /// <summary>(x - 1/2) (log x - 1) + log(2 pi)/2 - 1/2 + rest, with what the product rounds off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Stirling<T>(T x, T high, T low) where T : struct, ILane<T>
    {
        T factor = x - 0.5;
        high = high - 1;
        T product = factor * high;
        T inverse = 1 / x;
        T rest = T.Fma(inverse, Rest(inverse * inverse), HalfLog2Pi - 0.5);
        return product + (T.Fma(factor, high, -product) + T.Fma(factor, low, rest));
    }

    /// <summary>x times what Stirling's formula lacks, in z = 1 / x^2, up to 1/9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Rest<T>(T z) where T : struct, ILane<T> => Poly.Of(z,
        0.08333333333333041, -0.0027777777759962112, 0.0007936504661478081, -0.0005952097938319222, 0.000840365412426074,
        -0.0018750308365642666, 0.0055385209406709395, -0.0169019082273141, 0.03967072585110415, -0.04782443730572847);

    private readonly struct Edges : IScalarFunction
    {
        public static double Of(double x)
        {
            if (!double.IsFinite(x))
                return double.IsNaN(x) ? x : double.PositiveInfinity;
            if (x > 0)
                return x < 1 ? -Log.Of<Scalar64>(x).Value : Largest < x ? Beyond(x) : Positive<Scalar64>(x).Value;
            return Negative(x);
        }
    }

    /// <summary>The last numbers before the overflow, and infinity after it: Stirling's formula without what no longer counts.</summary>
    private static double Beyond(double x)
    {
        (Scalar64 high, Scalar64 low) = Log.InTwoParts<Scalar64>(x);
        return Math.FusedMultiplyAdd(x, low, x * (high.Value - 1));
    }

    private static double Negative(double x)
    {
        if (x == Math.Truncate(x))
            return double.PositiveInfinity;
        if (x > -1e-20)
            return -Log.Of<Scalar64>(-x).Value;
        // |x sin(pi x)| with the angle reduced exactly first.
        double fraction = x - Math.Round(x);
        double sin = Math.Abs(Sin.Of<Scalar64>(Math.PI * fraction).Value);
        return LogPi - Log.Of<Scalar64>(-x * sin).Value - Positive<Scalar64>(-x).Value;
    }
}
