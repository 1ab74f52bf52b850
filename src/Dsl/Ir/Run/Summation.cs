namespace GateDsl.Ir;

/// <summary>
/// A sum over the trips of a loop, in the order that every route keeps: number i is added to running sum i mod 16, then the sixteen are folded by halves; in blocks of
/// 65,536 whose totals are added by the same rule. So vectors of every width and any number of threads give the same bits.
/// </summary>
sealed class Summation(bool isOneByOne)
{
    public const int Sums = 16, Block = 1 << 16;

    readonly double[] sums = new double[Sums];
    long block = -1;
    Summation? totals;

    /// <summary>Whether a product is added with one rounding.</summary>
    public bool IsFused => !isOneByOne;

    public void Add(long i, double value) => Sum(i) += value;

    public void AddProduct(long i, double x, double y)
    {
        ref double sum = ref Sum(i);
        sum = Math.FusedMultiplyAdd(x, y, sum);
    }

    public double Total()
    {
        if (isOneByOne) return sums[0];
        if (totals is null) return Folded();
        totals.Add(block, Folded());
        return totals.Total();
    }

    ref double Sum(long i)
    {
        if (isOneByOne) return ref sums[0];
        long at = i / Block;
        if (at != block) Begin(at);
        return ref sums[i % Sums];
    }

    void Begin(long next)
    {
        if (block >= 0)
        {
            totals ??= new(false);
            totals.Add(block, Folded());
            Array.Clear(sums);
        }
        block = next;
    }

    double Folded()
    {
        Span<double> fold = stackalloc double[Sums];
        sums.CopyTo(fold);
        for (int half = Sums / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++) fold[k] += fold[k + half];
        }
        return fold[0];
    }
}
