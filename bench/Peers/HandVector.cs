using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static GateDsl.Bench.Peers.VectorMath;
using V = System.Runtime.Intrinsics.Vector512<double>;

namespace GateDsl.Bench.Peers;

/// <summary>The workloads as one writes them by hand with the framework's vectors. The columns are whole numbers of vectors long.</summary>
static class HandVector
{
    public static void SigmoidAffine(ReadOnlySpan<double> x, double a, double b, Span<double> y)
    {
        ref double source = ref MemoryMarshal.GetReference(x), target = ref MemoryMarshal.GetReference(y);
        V va = Vector512.Create(a), vb = Vector512.Create(b);
        for (int i = 0; i + V.Count <= x.Length; i += V.Count) Store(Sigmoid(Load(ref source, i) * va + vb), ref target, i);
    }

    public static void Polynomial(ReadOnlySpan<double> xs, Span<double> ys)
    {
        ref double source = ref MemoryMarshal.GetReference(xs), target = ref MemoryMarshal.GetReference(ys);
        V one = V.One, two = one + one;
        for (int i = 0; i + V.Count <= xs.Length; i += V.Count)
        {
            V x = Load(ref source, i);
            Store(Vector512.FusedMultiplyAdd(x, x + two, one), ref target, i);
        }
    }

    public static void CallPrice(
        ReadOnlySpan<double> ss, ReadOnlySpan<double> ks, ReadOnlySpan<double> ts, ReadOnlySpan<double> rs, ReadOnlySpan<double> vs, Span<double> prices)
    {
        ref double spot = ref MemoryMarshal.GetReference(ss), rk = ref MemoryMarshal.GetReference(ks), rt = ref MemoryMarshal.GetReference(ts),
            rr = ref MemoryMarshal.GetReference(rs), rv = ref MemoryMarshal.GetReference(vs), price = ref MemoryMarshal.GetReference(prices);
        V half = Vector512.Create(0.5);
        for (int i = 0; i + V.Count <= ss.Length; i += V.Count)
        {
            V s = Load(ref spot, i), k = Load(ref rk, i), t = Load(ref rt, i), r = Load(ref rr, i), v = Load(ref rv, i);
            V w = v * Vector512.Sqrt(t), d1 = (Log(s / k) + (r + half * v * v) * t) / w;
            Store(s * NormCdf(d1, out _) - k * Exp(-r * t) * NormCdf(d1 - w, out _), ref price, i);
        }
    }

    /// <summary>outputs: the price and its partials in s, k, t, r, v.</summary>
    public static void CallPartials(
        ReadOnlySpan<double> ss, ReadOnlySpan<double> ks, ReadOnlySpan<double> ts, ReadOnlySpan<double> rs, ReadOnlySpan<double> vs, Memory<double>[] outputs)
    {
        ref double spot = ref MemoryMarshal.GetReference(ss), rk = ref MemoryMarshal.GetReference(ks), rt = ref MemoryMarshal.GetReference(ts),
            rr = ref MemoryMarshal.GetReference(rs), rv = ref MemoryMarshal.GetReference(vs), price = ref MemoryMarshal.GetReference(outputs[0].Span),
            ds = ref MemoryMarshal.GetReference(outputs[1].Span), dk = ref MemoryMarshal.GetReference(outputs[2].Span), dt = ref MemoryMarshal.GetReference(outputs[3].Span),
            dr = ref MemoryMarshal.GetReference(outputs[4].Span), dv = ref MemoryMarshal.GetReference(outputs[5].Span);
        V half = Vector512.Create(0.5), density = Vector512.Create(0.3989422804014327);
        for (int i = 0; i + V.Count <= ss.Length; i += V.Count)
        {
            V s = Load(ref spot, i), k = Load(ref rk, i), t = Load(ref rt, i), r = Load(ref rr, i), v = Load(ref rv, i);
            V root = Vector512.Sqrt(t), w = v * root, d1 = (Log(s / k) + (r + half * v * v) * t) / w;
            V n1 = NormCdf(d1, out V bell), discounted = Exp(-r * t) * NormCdf(d1 - w, out _), strike = k * discounted, vega = s * bell * density * root;
            Store(s * n1 - strike, ref price, i);
            Store(n1, ref ds, i);
            Store(-discounted, ref dk, i);
            Store(vega * v * half / t + r * strike, ref dt, i);
            Store(t * strike, ref dr, i);
            Store(vega, ref dv, i);
        }
    }

    /// <summary>The net's loss over all rows and its gradient in the weights p: sums[0..9].</summary>
    public static void NetLoss(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> targets, ReadOnlySpan<double> p, Span<double> sums)
    {
        V a1 = Vector512.Create(p[0]), b1 = Vector512.Create(p[1]), c1 = Vector512.Create(p[2]), a2 = Vector512.Create(p[3]),
            b2 = Vector512.Create(p[4]), c2 = Vector512.Create(p[5]), u1 = Vector512.Create(p[6]), u2 = Vector512.Create(p[7]), c = Vector512.Create(p[8]);
        V loss = default, g0 = default, g1 = default, g2 = default, g3 = default, g4 = default, g5 = default, g6 = default, g7 = default, g8 = default;
        ref double rx = ref MemoryMarshal.GetReference(xs), ry = ref MemoryMarshal.GetReference(ys), rt = ref MemoryMarshal.GetReference(targets);
        for (int i = 0; i + V.Count <= xs.Length; i += V.Count)
        {
            V x = Load(ref rx, i), y = Load(ref ry, i);
            V h1 = Sigmoid(a1 * x + b1 * y + c1), h2 = Sigmoid(a2 * x + b2 * y + c2), o = Sigmoid(u1 * h1 + u2 * h2 + c), e = o - Load(ref rt, i);
            loss += e * e;
            V d = (e + e) * o * (V.One - o), d1 = d * u1 * h1 * (V.One - h1), d2 = d * u2 * h2 * (V.One - h2);
            g0 += d1 * x; g1 += d1 * y; g2 += d1;
            g3 += d2 * x; g4 += d2 * y; g5 += d2;
            g6 += d * h1; g7 += d * h2; g8 += d;
        }
        sums[0] = Vector512.Sum(loss);
        sums[1] = Vector512.Sum(g0); sums[2] = Vector512.Sum(g1); sums[3] = Vector512.Sum(g2);
        sums[4] = Vector512.Sum(g3); sums[5] = Vector512.Sum(g4); sums[6] = Vector512.Sum(g5);
        sums[7] = Vector512.Sum(g6); sums[8] = Vector512.Sum(g7); sums[9] = Vector512.Sum(g8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(ref double start, int index) => Vector512.LoadUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V value, ref double start, int index) => value.StoreUnsafe(ref start, (nuint)index);
}
