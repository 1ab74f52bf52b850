using System.Runtime.CompilerServices;
using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>One operation on a block of rows.</summary>
/// <param name="block">The numbers of all nodes: each has its parts one after the other, a column of <paramref name="apart"/> rows each.</param>
/// <param name="at">Where in the block the arguments and the result are.</param>
/// <param name="bits">See <see cref="Ir.Op"/>.</param>
/// <param name="rows">How many, a multiple of the lanes.</param>
/// <param name="apart">The rows of a column.</param>
delegate void BlockStep(Span<double> block, in StepPlaces at, long bits, int rows, int apart);

/// <summary>Where the arguments and the result of an operation are in a block.</summary>
readonly record struct StepPlaces(int A, int B, int C, int Result);

/// <summary>An operation in both kinds of arithmetic.</summary>
sealed record EnclosureSteps(BlockStep Ball, BlockStep Wide);

/// <summary>A step that computes two operations on one number in pairs of doubles.</summary>
sealed record EnclosureTwins(Op First, Op Second, BlockStep Wide)
{
    public bool Has(Op op) => op == First || op == Second;
}

/// <summary>The loops over rows, one for each shape of operation.</summary>
/// <typeparam name="T">The lanes.</typeparam>
static class Loops<T> where T : struct, ILane<T>
{
    public static EnclosureSteps Rule1<TRule>() where TRule : struct, IRule1<T> => new(
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count) Ball<T>.Store(TRule.Of(Ball<T>.Load(ref block[at.A + row], apart)), ref block[at.Result + row], apart);
        },
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count) Wide<T>.Store(TRule.Of(Wide<T>.Load(ref block[at.A + row], apart)), ref block[at.Result + row], apart);
        });

    public static EnclosureSteps RuleOf<TRule>() where TRule : struct, IRuleOf<T> => new(
        [MethodImpl(Code.Own)] static (block, in at, bits, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count) Ball<T>.Store(TRule.Of(bits, Ball<T>.Load(ref block[at.A + row], apart)), ref block[at.Result + row], apart);
        },
        [MethodImpl(Code.Own)] static (block, in at, bits, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count) Wide<T>.Store(TRule.Of(bits, Wide<T>.Load(ref block[at.A + row], apart)), ref block[at.Result + row], apart);
        });

    public static EnclosureSteps Rule2<TRule>() where TRule : struct, IRule2<T> => new(
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count)
            {
                Ball<T>.Store(TRule.Of(Ball<T>.Load(ref block[at.A + row], apart), Ball<T>.Load(ref block[at.B + row], apart)), ref block[at.Result + row], apart);
            }
        },
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count)
            {
                Wide<T>.Store(TRule.Of(Wide<T>.Load(ref block[at.A + row], apart), Wide<T>.Load(ref block[at.B + row], apart)), ref block[at.Result + row], apart);
            }
        });

    /// <summary>Leaves the first result in the place of B.</summary>
    public static BlockStep Twins<TTwins>() where TTwins : struct, ITwins<T> => [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            (Wide<T> first, Wide<T> second) = TTwins.Of(Wide<T>.Load(ref block[at.A + row], apart));
            Wide<T>.Store(first, ref block[at.B + row], apart);
            Wide<T>.Store(second, ref block[at.Result + row], apart);
        }
    };

    public static EnclosureSteps Rule3<TRule>() where TRule : struct, IRule3<T> => new(
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count)
            {
                Ball<T> x = Ball<T>.Load(ref block[at.A + row], apart), y = Ball<T>.Load(ref block[at.B + row], apart), z = Ball<T>.Load(ref block[at.C + row], apart);
                Ball<T>.Store(TRule.Of(x, y, z), ref block[at.Result + row], apart);
            }
        },
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count)
            {
                Wide<T> x = Wide<T>.Load(ref block[at.A + row], apart), y = Wide<T>.Load(ref block[at.B + row], apart), z = Wide<T>.Load(ref block[at.C + row], apart);
                Wide<T>.Store(TRule.Of(x, y, z), ref block[at.Result + row], apart);
            }
        });

    public static EnclosureSteps Test<TTest>() where TTest : struct, ITest<T> => new(
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count)
            {
                (T negative, T zero, T positive) = Ball<T>.Sign(Ball<T>.Load(ref block[at.A + row], apart), Ball<T>.Load(ref block[at.B + row], apart));
                Ball<T>.Store(Ball<T>.OfTruth(TTest.Of(negative, zero, positive)), ref block[at.Result + row], apart);
            }
        },
        [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
        {
            for (int row = 0; row < rows; row += T.Count)
            {
                (T negative, T zero, T positive) = Wide<T>.Sign(Wide<T>.Load(ref block[at.A + row], apart), Wide<T>.Load(ref block[at.B + row], apart));
                Wide<T>.Store(Wide<T>.OfTruth(TTest.Of(negative, zero, positive)), ref block[at.Result + row], apart);
            }
        });

    public static EnclosureSteps Logic(Func<Truth<T>, Truth<T>, Truth<T>> of) => new(LogicStep<Ball<T>>(of), LogicStep<Wide<T>>(of));

    /// <summary>Of truth values: not decided where the condition is not and they differ.</summary>
    public static EnclosureSteps SelectTruth() => new(SelectTruthStep<Ball<T>>(), SelectTruthStep<Wide<T>>());

    public static EnclosureSteps Select() => new(SelectStep<Ball<T>>(), SelectStep<Wide<T>>());

    // Truth values are few: a delegate for each vector does not matter.
    static BlockStep LogicStep<TNumber>(Func<Truth<T>, Truth<T>, Truth<T>> of) where TNumber : struct, INumber<TNumber, T> => [MethodImpl(Code.Own)] (block, in at, _, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            Truth<T> a = TNumber.ToTruth(TNumber.Load(ref block[at.A + row], apart)), b = TNumber.ToTruth(TNumber.Load(ref block[at.B + row], apart));
            TNumber.Store(TNumber.OfTruth(of(a, b)), ref block[at.Result + row], apart);
        }
    };

    static BlockStep SelectStep<TNumber>() where TNumber : struct, INumber<TNumber, T> => [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            Truth<T> condition = TNumber.ToTruth(TNumber.Load(ref block[at.A + row], apart));
            TNumber chosen = TNumber.Choose(condition, TNumber.Load(ref block[at.B + row], apart), TNumber.Load(ref block[at.C + row], apart));
            TNumber.Store(chosen, ref block[at.Result + row], apart);
        }
    };

    static BlockStep SelectTruthStep<TNumber>() where TNumber : struct, INumber<TNumber, T> => [MethodImpl(Code.Own)] static (block, in at, _, rows, apart) =>
    {
        for (int row = 0; row < rows; row += T.Count)
        {
            Truth<T> condition = TNumber.ToTruth(TNumber.Load(ref block[at.A + row], apart)), a = TNumber.ToTruth(TNumber.Load(ref block[at.B + row], apart)), b = TNumber.ToTruth(TNumber.Load(ref block[at.C + row], apart));
            T chosen = T.Select(condition.Value, a.Undecided, b.Undecided), either = a.Undecided | b.Undecided | (a.Value ^ b.Value);
            TNumber.Store(TNumber.OfTruth(new(T.Select(condition.Value, a.Value, b.Value), T.Select(condition.Undecided, either, chosen))), ref block[at.Result + row], apart);
        }
    };
}
