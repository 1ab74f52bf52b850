using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static GateDsl.Bench.Peers.HandVector;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace GateDsl.Bench.Peers;

/// <summary>
/// Sums over neighbours and their gradients with the framework's vectors. A partial is added up from its two terms where it is written:
/// nothing is read back that has just been written.
/// </summary>
static class HandVectorGradients
{
    public static double Rosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        int last = x.Length - 1, i = 1;
        ref double rx = ref MemoryMarshal.GetReference(x), rg = ref MemoryMarshal.GetReference(g);
        V sums = default, hundred = Vector512.Create(100.0), twice = Vector512.Create(200.0);
        for (; i + V.Count <= last; i += V.Count)
        {
            V before = Load(ref rx, i - 1), here = Load(ref rx, i), a = Load(ref rx, i + 1) - here * here, b = V.One - here;
            sums += hundred * a * a + b * b;
            V half = (here - before * before) - (a + a) * here;
            Store(twice * half - (b + b), ref rg, i);
        }
        double sum = Vector512.Sum(sums);
        for (; i < last; i++)
        {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            sum += 100 * a * a + b * b;
            g[i] = 200 * (x[i] - x[i - 1] * x[i - 1] - 2 * a * x[i]) - 2 * b;
        }
        double first = x[1] - x[0] * x[0], rest = 1 - x[0];
        g[0] = -400 * first * x[0] - 2 * rest;
        g[last] = 200 * (x[last] - x[last - 1] * x[last - 1]);
        return sum + 100 * first * first + rest * rest;
    }

    public static double Chain(ReadOnlySpan<double> x, Span<double> g)
    {
        int last = x.Length - 1, i = 0;
        ref double rx = ref MemoryMarshal.GetReference(x), rg = ref MemoryMarshal.GetReference(g);
        V sums = default;
        // first the derivative of each term in its product
        for (; i + V.Count <= last; i += V.Count)
        {
            V u = Load(ref rx, i) * Load(ref rx, i + 1), e = VectorMath.Exp(-Vector512.Abs(u)), one = V.One;
            sums += Vector512.Max(u, V.Zero) + VectorMath.Log(one + e);
            Store(Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(u, V.Zero), one, e) / (one + e), ref rg, i);
        }
        double sum = Vector512.Sum(sums);
        for (; i < last; i++)
        {
            double u = x[i] * x[i + 1], e = Math.Exp(-Math.Abs(u));
            sum += Math.Max(u, 0) + Math.Log(1 + e);
            g[i] = (u >= 0 ? 1 : e) / (1 + e);
        }
        // then the partials, from the end, so that each finds the terms it is made of
        g[last] = g[last - 1] * x[last - 1];
        for (i = last; i - V.Count >= 1; i -= V.Count)
        {
            int from = i - V.Count;
            Store(Load(ref rg, from) * Load(ref rx, from + 1) + Load(ref rg, from - 1) * Load(ref rx, from - 1), ref rg, from);
        }
        for (i--; i > 0; i--) g[i] = g[i] * x[i + 1] + g[i - 1] * x[i - 1];
        g[0] *= x[1];
        return sum;
    }
}
