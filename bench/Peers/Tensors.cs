using System.Numerics.Tensors;
using static System.Numerics.Tensors.TensorPrimitives;

namespace GateDsl.Bench.Peers;

/// <summary>
/// The workloads from TensorPrimitives: a function of whole spans for each operation, over blocks of rows that stay in the first cache.
/// It has no error function and no normal distribution, so no prices of options.
/// </summary>
static class Tensors
{
    const int Block = 512;

    public static void SigmoidAffine(ReadOnlySpan<double> x, double a, double b, Span<double> y)
    {
        for (int row = 0; row < x.Length; row += Block)
        {
            Span<double> u = y.Slice(row, Block);
            Multiply(x.Slice(row, Block), a, u);
            Add(u, b, u);
            Sigmoid<double>(u, u);
        }
    }

    public static void Polynomial(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int row = 0; row < x.Length; row += Block)
        {
            Span<double> u = y.Slice(row, Block);
            Add(x.Slice(row, Block), 2, u);
            MultiplyAdd(u, x.Slice(row, Block), 1, u);
        }
    }

    /// <summary>The net's loss over all rows and its gradient in the weights p: sums[0..9].</summary>
    public static void NetLoss(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> targets, ReadOnlySpan<double> p, Span<double> sums)
    {
        Span<double> h1 = stackalloc double[Block], h2 = stackalloc double[Block], e = stackalloc double[Block], d = stackalloc double[Block], v = stackalloc double[Block];
        sums[..10].Clear();
        for (int row = 0; row < xs.Length; row += Block)
        {
            ReadOnlySpan<double> x = xs.Slice(row, Block), y = ys.Slice(row, Block);
            Neuron(x, y, p[..3], h1);
            Neuron(x, y, p[3..6], h2);
            Neuron(h1, h2, p[6..9], v);
            Subtract(v, targets.Slice(row, Block), e);
            sums[0] += SumOfSquares<double>(e);
            Multiply(e, v, d);
            Subtract(1, v, v);
            Multiply(d, v, d);
            Multiply(d, 2, d);
            sums[7] += Dot<double>(d, h1);
            sums[8] += Dot<double>(d, h2);
            sums[9] += Sum<double>(d);
            Inner(x, y, d, p[6], h1, v, sums[1..4]);
            Inner(x, y, d, p[7], h2, v, sums[4..7]);
        }

        static void Neuron(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, Span<double> h)
        {
            Multiply(x, weights[0], h);
            MultiplyAdd(y, weights[1], h, h);
            Add(h, weights[2], h);
            Sigmoid<double>(h, h);
        }

        // d weight h (1 - h), against x, y and 1
        static void Inner(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> d, double weight, Span<double> h, Span<double> v, Span<double> sums)
        {
            Subtract(1, h, v);
            Multiply(v, h, v);
            Multiply(v, d, v);
            sums[0] += weight * Dot(v, x);
            sums[1] += weight * Dot(v, y);
            sums[2] += weight * Sum<double>(v);
        }
    }

    public static double Rosenbrock(ReadOnlySpan<double> x, Span<double> g)
    {
        int last = x.Length - 1;
        ReadOnlySpan<double> u = x[..last];
        Span<double> a = stackalloc double[last], b = stackalloc double[last], partials = g[..last];
        Multiply(u, u, a);
        Subtract(x[1..], a, a);
        Subtract(1, u, b);
        double sum = 100 * SumOfSquares<double>(a) + SumOfSquares<double>(b);
        Multiply(a, u, partials);
        Multiply(partials, -400, partials);
        MultiplyAdd(b, -2, partials, partials);
        g[last] = 0;
        MultiplyAdd(a, 200, g.Slice(1, last), g.Slice(1, last));
        return sum;
    }

    public static double Chain(ReadOnlySpan<double> x, Span<double> g)
    {
        int last = x.Length - 1;
        Span<double> u = stackalloc double[last], s = stackalloc double[last];
        Multiply(x[..last], x[1..], u);
        Sigmoid<double>(u, s);
        // log (1 + exp u) = -log (sigmoid (-u))
        Negate<double>(u, u);
        Sigmoid<double>(u, u);
        Log<double>(u, u);
        Multiply(s, x[1..], g[..last]);
        g[last] = 0;
        MultiplyAdd(s, x[..last], g.Slice(1, last), g.Slice(1, last));
        return -Sum<double>(u);
    }

    /// <summary>A random polynomial: a call of a primitive or two for each operation and block. Operands are never further back than the ring is long.</summary>
    public static void Random(RandomPolynomial polynomial, ReadOnlyMemory<double>[] inputs, int rows, Memory<double> results)
    {
        const int Ring = 32, Small = 128;
        Span<double> ring = stackalloc double[Ring * Small], scaled = stackalloc double[Small];
        for (int row = 0; row < rows; row += Small)
        {
            int count = Math.Min(Small, rows - row);
            for (int i = 0; i < RandomPolynomial.Inputs; i++) inputs[i].Span.Slice(row, count).CopyTo(Value(ring, i));
            for (int i = 0; i < polynomial.Steps.Count; i++)
            {
                PolynomialStep step = polynomial.Steps[i];
                Span<double> left = Value(ring, step.Left)[..count], value = Value(ring, i + RandomPolynomial.Inputs)[..count];
                ReadOnlySpan<double> factor = inputs[step.Input].Span.Slice(row, count), right = Value(ring, step.Right)[..count];
                Multiply(left, step.Factor, scaled[..count]);
                if (step.Plus) MultiplyAdd(right, factor, scaled[..count], value);
                else
                {
                    Multiply(right, factor, value);
                    Subtract(scaled[..count], value, value);
                }
            }
            Span<double> sum = results.Span.Slice(row, count);
            sum.Clear();
            for (int i = polynomial.Values - RandomPolynomial.Summed; i < polynomial.Values; i++) Add(sum, Value(ring, i)[..count], sum);
        }

        static Span<double> Value(Span<double> ring, int value) => ring.Slice(value % Ring * Small, Small);
    }
}
