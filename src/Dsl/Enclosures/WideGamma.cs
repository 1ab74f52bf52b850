using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using GateDsl.Balls;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>lgamma, digamma and its derivatives of positive numbers to twice the precision of a double: Stirling's series from some argument on, the recurrence up to there (DLMF 5.11, 5.5, 5.15).</summary>
internal static class WideGamma
{
    /// <summary>Orders beyond are left to more digits.</summary>
    public const int MostOrder = 8;

    const int Lgamma = -1, Digamma = 0;

    /// <summary>The terms of a series in 1 / z², in pairs up to the eighth: beyond those from z = 16 on they are below 2^-53 of the first.</summary>
    const int Terms = 18, Pairs = 8;

    /// <summary>The coefficients of the series of one order for z from <see cref="From"/> on, and a bound of all that is left out.</summary>
    sealed class Series
    {
        static readonly ConcurrentDictionary<int, Series> known = new();

        readonly double[] high = new double[Terms], low = new double[Pairs];
        readonly double left;

        // of lgamma B_2k / (2k (2k - 1)), of digamma B_2k / 2k, of its derivative n B_2k (2k + n - 1)! / (2k)!
        Series(int order)
        {
            From = order > Digamma ? 24 : 16;
            Precision p = Precision.Of(300);
            for (int k = 1; k <= Terms + 1; k++)
            {
                Ball number = order switch { Lgamma => Bernoulli.OfLgamma[k, p], Digamma => Bernoulli.OfDigamma[k, p], _ => Bernoulli.Plain[k, p] };
                BigInteger factor = 1;
                for (int i = 2 * k + 1; i < 2 * k + order; i++) factor *= i;
                number = Arithmetic.Multiply(number, Ball.OfInteger(factor), p.Bits);
                double first = Balls.Rounding.Nearest(number.Middle);
                if (k > Terms) left = Math.Abs(first) * Math.Pow(From, -2 * k) * (1 + 1e-9);
                else high[k - 1] = first;
                if (k <= Pairs) low[k - 1] = Balls.Rounding.Nearest(Arithmetic.Subtract(number, Ball.Of(first), p.Bits).Middle);
            }
        }

        public static Series Of(int order) => known.GetOrAdd(order, static order => new(order));

        public int From { get; }

        /// <summary>The sum over z², z being the inverse of what is given; what is left out is below the first term left out.</summary>
        public Wide<T> At<T>(Wide<T> inverse) where T : struct, ILane<T>
        {
            Pair<T> square = Pair<T>.Square(inverse.Middle), sum = square * Pair<T>.Series(square, high, low);
            return Wide<T>.Around(sum, inverse.Radius * (3 * Math.Abs(high[0])) + left, 8 * WideExp.Error);
        }
    }

    /// <summary>x, or x moved up to where the series begins, and a mask of where it is moved.</summary>
    [MethodImpl(Code.Own)]
    static (Wide<T> Z, T IsMoved) Moved<T>(Wide<T> x, int from) where T : struct, ILane<T>
    {
        T isMoved = T.LessThan(x.High, from);
        return (T.Any(isMoved) ? Wide<T>.Select(isMoved, x + from, x) : x, isMoved);
    }

    // (x + k) (x + 15 - k) = x (x + 15) + k (15 - k)
    static ReadOnlySpan<double> Products => [14, 26, 36, 44, 50, 54, 56];

    /// <summary>lgamma x = (z - 1/2) log z - z + log (2 pi) / 2 + series - log (x … (x + 15)), with z = x + 16 for small x.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> LogGamma<T>(Wide<T> x) where T : struct, ILane<T>
    {
        (Wide<T> z, T isMoved) = Moved(x, Series.Of(Lgamma).From);
        Wide<T> main = (z + -0.5) * WideExp.Log(z) - z + Wide<T>.Constant(0.9189385332046728, -3.8782941580672414e-17);
        Wide<T> value = main + Series.Of(Lgamma).At(1 / z) * z;
        if (T.Any(isMoved))
        {
            Wide<T> ends = x * (x + 15), product = ends;
            foreach (double k in Products) product *= ends + k;
            value = Wide<T>.Select(isMoved, value - WideExp.Log(product), value);
        }
        return IfPositive(value, x);
    }

    /// <summary>digamma x = log z - 1/2z - series - (2 x + 15) times the sum of 1 / ((x + k) (x + 15 - k)).</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Psi<T>(Wide<T> x) where T : struct, ILane<T>
    {
        (Wide<T> z, T isMoved) = Moved(x, Series.Of(Digamma).From);
        Wide<T> inverse = 1 / z, value = WideExp.Log(z) - (inverse * 0.5 + Series.Of(Digamma).At(inverse));
        if (T.Any(isMoved))
        {
            Wide<T> ends = x * (x + 15), sum = 1 / ends;
            foreach (double k in Products) sum += 1 / (ends + k);
            value = Wide<T>.Select(isMoved, value - sum * (x * 2 + 15), value);
        }
        return IfPositive(value, x);
    }

    /// <summary>The derivative n of digamma, of the sign (-1)^(n+1): n! times the sum of 1 / (x + k)^(n+1), and ((n - 1)! + n! / 2z + series) / z^n.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Derivative<T>(int n, Wide<T> x) where T : struct, ILane<T>
    {
        int from = Series.Of(n).From;
        (Wide<T> z, T isMoved) = Moved(x, from);
        double below = 1;
        for (int k = 2; k < n; k++) below *= k;
        Wide<T> inverse = 1 / z, value = inverse * (0.5 * below * n) + below + Series.Of(n).At(inverse);
        for (int k = 0; k < n; k++) value *= inverse;
        if (T.Any(isMoved))
        {
            Wide<T> sum = Power(x, n + 1);
            for (int k = 1; k < from; k++) sum += Power(x + k, n + 1);
            value = Wide<T>.Select(isMoved, value + sum * (below * n), value);
        }
        return IfPositive((n & 1) != 0 ? value : -value, x);
    }

    // 1 / x^n
    [MethodImpl(Code.Own)]
    static Wide<T> Power<T>(Wide<T> x, int n) where T : struct, ILane<T>
    {
        Wide<T> power = x;
        for (int k = 1; k < n; k++) power *= x;
        return 1 / power;
    }

    [MethodImpl(Code.Own)]
    static Wide<T> IfPositive<T>(Wide<T> value, Wide<T> x) where T : struct, ILane<T> => value.Where(T.GreaterThan(x.High, x.Radius * Ball<T>.Inflation) & T.GreaterOrEqual(x.High, Wide<T>.Least));
}
