using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Compiler.Lower;

/// <summary>What code is made for. Tests force what this machine is not.</summary>
/// <param name="Jit">Whether code can be generated.</param>
/// <param name="Lanes">How many doubles a vector of batch code has: 8, 4 or 2.</param>
sealed record Target(bool Jit, int Lanes)
{
    public static Target Machine { get; } = new(
        RuntimeFeature.IsDynamicCodeSupported,
        Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2);
}
