using System.Runtime.CompilerServices;

namespace GateDsl.Bench.Peers;

/// <summary>The workloads as one writes them by hand in C#, derivatives included.</summary>
static class HandScalar
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>p: the nine weights, then x, y, target; g: the partials in the weights.</summary>
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

    public static void SigmoidAffine(ReadOnlySpan<double> x, double a, double b, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = 1 / (1 + Math.Exp(-(a * x[i] + b)));
    }

    public static void Polynomial(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i] + 2 * x[i] + 1;
    }

    public static void CallPrice(
        ReadOnlySpan<double> s, ReadOnlySpan<double> k, ReadOnlySpan<double> t, ReadOnlySpan<double> r, ReadOnlySpan<double> v, Span<double> price)
    {
        for (int i = 0; i < s.Length; i++)
        {
            double w = v[i] * Math.Sqrt(t[i]);
            double d1 = (Math.Log(s[i] / k[i]) + (r[i] + 0.5 * v[i] * v[i]) * t[i]) / w;
            price[i] = s[i] * NormCdf(d1, out _) - k[i] * Math.Exp(-r[i] * t[i]) * NormCdf(d1 - w, out _);
        }
    }

    /// <summary>outputs: the price and its partials in s, k, t, r, v.</summary>
    public static void CallPartials(
        ReadOnlySpan<double> s, ReadOnlySpan<double> k, ReadOnlySpan<double> t, ReadOnlySpan<double> r, ReadOnlySpan<double> v, Memory<double>[] outputs)
    {
        Span<double> price = outputs[0].Span, ds = outputs[1].Span, dk = outputs[2].Span, dt = outputs[3].Span, dr = outputs[4].Span, dv = outputs[5].Span;
        for (int i = 0; i < s.Length; i++)
        {
            double root = Math.Sqrt(t[i]), w = v[i] * root;
            double d1 = (Math.Log(s[i] / k[i]) + (r[i] + 0.5 * v[i] * v[i]) * t[i]) / w;
            double n1 = NormCdf(d1, out double bell), discounted = Math.Exp(-r[i] * t[i]) * NormCdf(d1 - w, out _), strike = k[i] * discounted;
            double vega = s[i] * bell * 0.3989422804014327 * root;
            price[i] = s[i] * n1 - strike;
            ds[i] = n1;
            dk[i] = -discounted;
            dt[i] = vega * v[i] / (2 * t[i]) + r[i] * strike;
            dr[i] = t[i] * strike;
            dv[i] = vega;
        }
    }

    /// <summary>The normal distribution by the ratio of polynomials that is usual for it (Hart 1968, West 2005).</summary>
    /// <param name="x">Where.</param>
    /// <param name="bell">exp(-x²/2), which comes with it.</param>
    static double NormCdf(double x, out double bell)
    {
        double a = Math.Abs(x), tail;
        bell = Math.Exp(-0.5 * a * a);
        if (a < 7.07106781186547)
        {
            double over = (((((3.52624965998911E-02 * a + 0.700383064443688) * a + 6.37396220353165) * a + 33.912866078383) * a
                + 112.079291497871) * a + 221.213596169931) * a + 220.206867912376;
            double under = ((((((8.83883476483184E-02 * a + 1.75566716318264) * a + 16.064177579207) * a + 86.7807322029461) * a
                + 296.564248779674) * a + 637.333633378831) * a + 793.826512519948) * a + 440.413735824752;
            tail = bell * over / under;
        }
        else
        {
            tail = bell / (2.506628274631 * (a + 1 / (a + 2 / (a + 3 / (a + 4 / (a + 0.65))))));
        }
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The net's loss over all rows and its gradient in the weights p: sums[0..9].</summary>
    public static void NetLoss(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> targets, ReadOnlySpan<double> p, Span<double> sums)
    {
        double a1 = p[0], b1 = p[1], c1 = p[2], a2 = p[3], b2 = p[4], c2 = p[5], u1 = p[6], u2 = p[7], c = p[8];
        double loss = 0, g0 = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0, g6 = 0, g7 = 0, g8 = 0;
        for (int i = 0; i < xs.Length; i++)
        {
            double x = xs[i], y = ys[i];
            double h1 = 1 / (1 + Math.Exp(-(a1 * x + b1 * y + c1))), h2 = 1 / (1 + Math.Exp(-(a2 * x + b2 * y + c2)));
            double o = 1 / (1 + Math.Exp(-(u1 * h1 + u2 * h2 + c))), e = o - targets[i];
            double d = 2 * e * o * (1 - o), d1 = d * u1 * h1 * (1 - h1), d2 = d * u2 * h2 * (1 - h2);
            loss += e * e;
            g0 += d1 * x; g1 += d1 * y; g2 += d1;
            g3 += d2 * x; g4 += d2 * y; g5 += d2;
            g6 += d * h1; g7 += d * h2; g8 += d;
        }
        double[] all = [loss, g0, g1, g2, g3, g4, g5, g6, g7, g8];
        all.CopyTo(sums);
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
