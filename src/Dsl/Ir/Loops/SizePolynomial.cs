using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>
/// A polynomial in the lengths of arrays and in counts, each known by its name. Coefficients saturate. It stays small: of products of more than <see cref="MostFactors"/> sizes and of more than
/// <see cref="MostTerms"/> terms, which no program that people write has, the rest is left out.
/// </summary>
sealed class SizePolynomial
{
    const int MostTerms = 64, MostFactors = 8;

    readonly SortedDictionary<string, (ImmutableArray<string> Sizes, long Factor)> terms = new(StringComparer.Ordinal);

    /// <summary>The terms: what is multiplied, sorted, and by how much.</summary>
    public IEnumerable<(ImmutableArray<string> Sizes, long Factor)> Terms => terms.Values;

    public static SizePolynomial Of(long number) => new SizePolynomial().With([], number);

    public static SizePolynomial Of(string size) => new SizePolynomial().With([size], 1);

    public static SizePolynomial operator +(SizePolynomial a, SizePolynomial b) => a.Plus(b, 1);

    public static SizePolynomial operator -(SizePolynomial a, SizePolynomial b) => a.Plus(b, -1);

    public static SizePolynomial operator *(SizePolynomial a, SizePolynomial b)
    {
        var product = new SizePolynomial();
        foreach (var (sizes, factor) in a.Terms)
        {
            foreach (var (others, by) in b.Terms) product.With([.. sizes.Concat(others).Order(StringComparer.Ordinal)], Saturated((Int128)factor * by));
        }
        return product;
    }

    /// <summary>The number that is no part of another term.</summary>
    public long Constant => terms.TryGetValue("", out var constant) ? constant.Factor : 0;

    SizePolynomial Plus(SizePolynomial other, int sign)
    {
        var sum = new SizePolynomial();
        foreach (var (sizes, factor) in Terms) sum.With(sizes, factor);
        foreach (var (sizes, factor) in other.Terms) sum.With(sizes, sign * factor);
        return sum;
    }

    SizePolynomial With(ImmutableArray<string> sizes, long factor)
    {
        if (sizes.Length > MostFactors) sizes = [.. sizes[..MostFactors]];
        string key = string.Join(" * ", sizes);
        long sum = Saturated((Int128)factor + (terms.TryGetValue(key, out var before) ? before.Factor : 0));
        if (sum == 0) terms.Remove(key);
        else if (terms.Count < MostTerms || terms.ContainsKey(key)) terms[key] = (sizes, sum);
        return this;
    }

    static long Saturated(Int128 number) => (long)Int128.Clamp(number, -long.MaxValue, long.MaxValue);
}
