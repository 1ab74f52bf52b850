using System.Runtime.CompilerServices;

namespace GateDsl.Numerics;

/// <summary>The remainder of a division with the sign of the dividend: C#'s <c>%</c>, exact.</summary>
/// <remarks>
/// Source: x - trunc(x/y) y in one fused step is exact while the quotient is below 2^53 and rounds to the integer
/// below or to the one above; the latter shows in the sign, and y is added back. Larger quotients take the machine's own loop.
/// </remarks>
internal static class Mod
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, T y) where T : struct, ILane<T>
    {
        T size = T.Abs(x), divisor = T.Abs(y);
        T quotient = T.Truncate(size / divisor);
        T rest = T.Fma(-quotient, divisor, size);
        rest = T.Signed(T.Select(T.LessThan(rest, 0), rest + divisor, rest), x);
        T usual = T.LessThan(quotient, 4e15)
            & T.GreaterThan(divisor, LogParts.SmallestNormal) & T.LessOrEqual(divisor, double.MaxValue);
        return T.Any(~usual) ? Rare.Patch<T, Edges>(rest, x, y, ~usual) : rest;
    }

    private readonly struct Edges : IScalarFunction2
    {
        public static double Of(double x, double y) => x % y;
    }
}
