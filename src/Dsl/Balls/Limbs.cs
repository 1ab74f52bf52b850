using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GateDsl.Balls;

/// <summary>
/// Fixed point in 64-bit limbs, least first, for as many places as schoolbook multiplication is the fastest for: no allocation, half the limbs of a BigInteger.
/// A number that is not negative has some limbs of fraction and some of whole part; its unit is that of the last limb of the fraction.
/// </summary>
readonly ref struct Limbs(int fraction, int whole)
{
    /// <summary>More places than this are BigInteger's business, which multiplies large numbers faster than in proportion to their squares.</summary>
    public const int MostPlaces = 3_200;

    public int Fraction { get; } = fraction;

    public int Count => Fraction + whole;

    /// <summary>Limbs for so many places.</summary>
    public static int For(int places) => (places + 63) / 64;

    /// <summary>A whole number that is not negative, as limbs; it has to fit.</summary>
    public static void Read(BigInteger x, Span<ulong> limbs)
    {
        limbs.Clear();
        x.TryWriteBytes(MemoryMarshal.AsBytes(limbs), out _, isUnsigned: true);
    }

    public static BigInteger Write(ReadOnlySpan<ulong> limbs) => new(MemoryMarshal.AsBytes(limbs), isUnsigned: true);

    /// <summary>The product, cut off: at most as many units below as there are limbs.</summary>
    public void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> product)
    {
        int count = Count, first = Math.Max(Fraction - 1, 0), skipped = Fraction - first;
        Span<ulong> columns = stackalloc ulong[2 * count - first + 1];
        columns.Clear();
        if (a.Length < count || b.Length < count) throw new ArgumentException("a number has too few limbs");
        ref ulong right = ref MemoryMarshal.GetReference(b), sums = ref MemoryMarshal.GetReference(columns);
        for (int i = 0; i < count; i++)
        {
            ulong x = a[i];
            if (x == 0) continue;
            ulong carry = 0;
            int j = Math.Max(first - i, 0), k = i + j - first;

            // k is at most 2 count - 1 - first: within the columns
            for (; j < count; j++, k++)
            {
                ulong high = Math.BigMul(x, Unsafe.Add(ref right, j), out ulong low);
                low += carry;
                high += low < carry ? 1u : 0u;
                ref ulong column = ref Unsafe.Add(ref sums, k);
                column += low;
                carry = high + (column < low ? 1u : 0u);
            }
            columns[k] = carry;
        }
        columns.Slice(skipped, count).CopyTo(product);
    }

    /// <summary>Adds a word times a number.</summary>
    public static void AddProduct(Span<ulong> sum, ReadOnlySpan<ulong> x, ulong word)
    {
        ulong carry = 0;
        for (int i = 0; i < sum.Length; i++)
        {
            ulong high = Math.BigMul(x[i], word, out ulong low);
            low += carry;
            if (low < carry) high++;
            sum[i] += low;
            if (sum[i] < low) high++;
            carry = high;
        }
    }

    /// <summary>Takes a word times a number off; the result is not negative.</summary>
    public static void SubtractProduct(Span<ulong> rest, ReadOnlySpan<ulong> x, ulong word)
    {
        ulong borrow = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            ulong high = Math.BigMul(x[i], word, out ulong low);
            low += borrow;
            if (low < borrow) high++;
            if (rest[i] < low) high++;
            rest[i] -= low;
            borrow = high;
        }
    }

    public static void Add(Span<ulong> sum, ReadOnlySpan<ulong> x) => AddProduct(sum, x, 1);

    /// <summary>Divides by a number below 2^32, cut off.</summary>
    public static void Divide(Span<ulong> x, ulong by)
    {
        ulong rest = 0;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            ulong high = (rest << 32) | (x[i] >> 32);
            ulong upper = high / by;
            ulong low = ((high - upper * by) << 32) | (x[i] & 0xFFFFFFFF);
            ulong lower = low / by;
            rest = low - lower * by;
            x[i] = (upper << 32) | lower;
        }
    }

    /// <summary>Divides by 2 to a power below 64.</summary>
    public static void ShiftRight(Span<ulong> x, int places)
    {
        if (places == 0) return;
        for (int i = 0; i < x.Length; i++) x[i] = (x[i] >> places) | (i + 1 < x.Length ? x[i + 1] << (64 - places) : 0);
    }
}
