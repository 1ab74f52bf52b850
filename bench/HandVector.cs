using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Bench;

/// <summary>What one writes by hand with the framework's vectors and its own exp. The peers' columns are whole numbers of vectors long.</summary>
static class HandVector
{
    public static void SigmoidAffine(ReadOnlySpan<double> x, double a, double b, Span<double> y)
    {
        ref double source = ref MemoryMarshal.GetReference(x), target = ref MemoryMarshal.GetReference(y);
        Vector512<double> va = Vector512.Create(a), vb = Vector512.Create(b);
        for (int i = 0; i + Vector512<double>.Count <= x.Length; i += Vector512<double>.Count)
        {
            Sigmoid(Vector512.LoadUnsafe(ref source, (nuint)i) * va + vb).StoreUnsafe(ref target, (nuint)i);
        }
    }

    /// <summary>The net's loss over all rows and its gradient in the weights p: sums[0..9].</summary>
    public static void NetLoss(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> targets, ReadOnlySpan<double> p, Span<double> sums)
    {
        Vector512<double> a1 = Vector512.Create(p[0]), b1 = Vector512.Create(p[1]), c1 = Vector512.Create(p[2]), a2 = Vector512.Create(p[3]),
            b2 = Vector512.Create(p[4]), c2 = Vector512.Create(p[5]), u1 = Vector512.Create(p[6]), u2 = Vector512.Create(p[7]), c = Vector512.Create(p[8]);
        Vector512<double> loss = default, g0 = default, g1 = default, g2 = default, g3 = default, g4 = default, g5 = default, g6 = default, g7 = default, g8 = default;
        Vector512<double> one = Vector512<double>.One;
        ref double rx = ref MemoryMarshal.GetReference(xs), ry = ref MemoryMarshal.GetReference(ys), rt = ref MemoryMarshal.GetReference(targets);
        for (int i = 0; i + Vector512<double>.Count <= xs.Length; i += Vector512<double>.Count)
        {
            Vector512<double> x = Vector512.LoadUnsafe(ref rx, (nuint)i), y = Vector512.LoadUnsafe(ref ry, (nuint)i);
            Vector512<double> h1 = Sigmoid(a1 * x + b1 * y + c1), h2 = Sigmoid(a2 * x + b2 * y + c2), o = Sigmoid(u1 * h1 + u2 * h2 + c);
            Vector512<double> e = o - Vector512.LoadUnsafe(ref rt, (nuint)i);
            loss += e * e;
            Vector512<double> d = (e + e) * o * (one - o), d1 = d * u1 * h1 * (one - h1), d2 = d * u2 * h2 * (one - h2);
            g0 += d1 * x; g1 += d1 * y; g2 += d1;
            g3 += d2 * x; g4 += d2 * y; g5 += d2;
            g6 += d * h1; g7 += d * h2; g8 += d;
        }
        sums[0] = Vector512.Sum(loss);
        sums[1] = Vector512.Sum(g0); sums[2] = Vector512.Sum(g1); sums[3] = Vector512.Sum(g2);
        sums[4] = Vector512.Sum(g3); sums[5] = Vector512.Sum(g4); sums[6] = Vector512.Sum(g5);
        sums[7] = Vector512.Sum(g6); sums[8] = Vector512.Sum(g7); sums[9] = Vector512.Sum(g8);
    }

    static Vector512<double> Sigmoid(Vector512<double> u) => Vector512<double>.One / (Vector512<double>.One + Vector512.Exp(-u));
}
