using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>What a block of rows ends in: doubles for some rows, a multiple of the lanes.</summary>
/// <param name="number">A node's numbers: its parts.</param>
/// <param name="first">Lower bounds, or the nearest doubles.</param>
/// <param name="second">Upper bounds, or masks of the rows whose nearest double is known.</param>
delegate void BlockEnd(Span<double> number, Span<double> first, Span<double> second, int rows, int apart);

/// <summary>The ends of both kinds of arithmetic.</summary>
static class Ends<T> where T : struct, ILane<T>
{
    /// <summary>Bounds; NaN where nothing is known. A number that is known exactly is both.</summary>
    public static BlockEnd Bounds { get; } = [MethodImpl(Code.Own)] static (number, first, second, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            Ball<T> x = Ball<T>.Load(ref number[row], apart);
            T isExact = T.Equal(x.Radius, T.Create(0)), isKnown = T.LessThan(x.Radius, T.Create(double.PositiveInfinity));
            T lower = T.Select(isKnown, x.Lower, T.Create(double.NaN)), upper = T.Select(isKnown, x.Upper, T.Create(double.NaN));
            T.Store(T.Select(isExact, x.Middle, lower), ref first[row]);
            T.Store(T.Select(isExact, x.Middle, upper), ref second[row]);
        }
    };

    public static BlockEnd Rounded { get; } = [MethodImpl(Code.Own)] static (number, first, second, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            (T value, T isKnown) = Wide<T>.Load(ref number[row], apart).Rounded();
            T.Store(value, ref first[row]);
            T.Store(isKnown, ref second[row]);
        }
    };

    /// <summary>Truth values: false and true where they are not decided, or masks of where they are.</summary>
    public static BlockEnd Truths<TNumber>(bool isRounded) where TNumber : struct, INumber<TNumber, T> => (number, first, second, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            Truth<T> x = TNumber.ToTruth(TNumber.Load(ref number[row], apart));
            T one = T.Create(1), isTrue = T.AndNot(x.Value, x.Undecided) & one;
            T.Store(isTrue, ref first[row]);
            T.Store(isRounded ? ~x.Undecided : isTrue | (x.Undecided & one), ref second[row]);
        }
    };
}
