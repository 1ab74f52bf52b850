using System.Runtime.CompilerServices;

namespace GateDsl.Bench;

/// <summary>The scalar workloads as one writes them by hand in C#, derivatives included.</summary>
static class HandScalar
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>x: the nine weights, then x, y, target; g: the partials in the weights.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double NetGradient(ReadOnlySpan<double> p, Span<double> g)
    {
        if (p.Length < 12 || g.Length < 9) throw new ArgumentException("too short");
        double x = p[9], y = p[10], u1 = p[6], u2 = p[7];
        double h1 = 1 / (1 + Math.Exp(-(p[0] * x + p[1] * y + p[2])));
        double h2 = 1 / (1 + Math.Exp(-(p[3] * x + p[4] * y + p[5])));
        double o = 1 / (1 + Math.Exp(-(u1 * h1 + u2 * h2 + p[8])));
        double e = o - p[11];
        double d = 2 * e * o * (1 - o);
        double d1 = d * u1 * h1 * (1 - h1), d2 = d * u2 * h2 * (1 - h2);
        g[0] = d1 * x; g[1] = d1 * y; g[2] = d1;
        g[3] = d2 * x; g[4] = d2 * y; g[5] = d2;
        g[6] = d * h1; g[7] = d * h2; g[8] = d;
        return e * e;
    }

    public static double Rosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        double sum = 0;
        g[..x.Length].Clear();
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            sum += 100 * a * a + b * b;
            g[i] += -400 * a * x[i] - 2 * b;
            g[i + 1] += 200 * a;
        }
        return sum;
    }

    public static double Chain(ReadOnlySpan<double> x, Span<double> g)
    {
        double sum = 0;
        g[..x.Length].Clear();
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double u = x[i] * x[i + 1], e = Math.Exp(-Math.Abs(u)), s = (u >= 0 ? 1 : e) / (1 + e);
            sum += Math.Max(u, 0) + Math.Log(1 + e);
            g[i] += s * x[i + 1];
            g[i + 1] += s * x[i];
        }
        return sum;
    }
}
