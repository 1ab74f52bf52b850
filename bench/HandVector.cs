using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Bench;

/// <summary>What one writes by hand with the framework's vectors and its own exp.</summary>
static class HandVector
{
    public static void SigmoidAffine(ReadOnlySpan<double> x, double a, double b, Span<double> y)
    {
        ref double source = ref MemoryMarshal.GetReference(x), target = ref MemoryMarshal.GetReference(y);
        Vector512<double> va = Vector512.Create(a), vb = Vector512.Create(b), one = Vector512<double>.One;
        int i = 0;
        for (; i + Vector512<double>.Count <= x.Length; i += Vector512<double>.Count)
        {
            Vector512<double> u = Vector512.LoadUnsafe(ref source, (nuint)i) * va + vb;
            (one / (one + Vector512.Exp(-u))).StoreUnsafe(ref target, (nuint)i);
        }
        for (; i < x.Length; i++) y[i] = 1 / (1 + Math.Exp(-(a * x[i] + b)));
    }
}
