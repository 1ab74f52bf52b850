using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Lower;

namespace GateDsl.Compiler.Loops;

/// <summary>An array where code for it is made: numbers in memory from a place on, with lengths and strides. All of these are locals and constants, which cost nothing to repeat.</summary>
/// <param name="Data">Where its numbers are.</param>
/// <param name="Start">The place of the first.</param>
/// <param name="Lengths">Of each dimension.</param>
/// <param name="Strides">How far it is from one to the next in each dimension.</param>
/// <param name="IsDense">Whether the numbers lie one after another.</param>
sealed record ArrayValue(Expression Data, Expression Start, Expression[] Lengths, Expression[] Strides, bool IsDense)
{
    /// <summary>Whether another array is in the same memory.</summary>
    public bool IsView { get; init; }

    /// <summary>More dimensions are left to the interpreter.</summary>
    public const int MostRank = 3;

    public int Rank => Lengths.Length;

    public static Expression One { get; } = Expression.Constant(1);

    static Expression Zero { get; } = Expression.Constant(0);

    /// <summary>How many numbers it has.</summary>
    public Expression Count => Lengths.Aggregate(Times);

    /// <summary>The number at a position, of an array of such.</summary>
    public Expression Read(Expression position) => Expression.ArrayIndex(Data, PlaceOf(position));

    public Expression Write(Expression position, Expression number) => Expression.Assign(Expression.ArrayAccess(Data, PlaceOf(position)), SpanCode.AsNumber(number));

    /// <summary>Where the part at a position begins.</summary>
    public Expression PlaceOf(Expression position) => Plus(Start, Times(position, Strides[0]));

    /// <summary>The part that begins at a place: an array of one rank less.</summary>
    public ArrayValue Row(Expression place) => new(Data, place, Lengths[1..], Strides[1..], IsDense);

    public ArrayValue Transposed() => new(Data, Start, [Lengths[1], Lengths[0], .. Lengths[2..]], [Strides[1], Strides[0], .. Strides[2..]], false);

    /// <summary>Its lengths and then its strides for three dimensions.</summary>
    public Expression[] Extents
    {
        get
        {
            var extents = new Expression[2 * MostRank];
            extents.AsSpan(0, MostRank).Fill(One);
            extents.AsSpan(MostRank).Fill(Zero);
            Lengths.CopyTo(extents, MostRank - Rank);
            Strides.CopyTo(extents, extents.Length - Rank);
            return extents;
        }
    }

    public static MethodInfo Method(string name) => typeof(ArrayMemory).GetMethod(name)!;

    public static Expression Times(Expression a, Expression b) => IsConstant(a, 1) ? b : IsConstant(b, 1) ? a : Expression.Multiply(a, b);

    public static Expression Plus(Expression a, Expression b) => IsConstant(a, 0) ? b : IsConstant(b, 0) ? a : Expression.Add(a, b);

    static bool IsConstant(Expression value, int number) => value is ConstantExpression { Value: int constant } && constant == number;
}

/// <summary>Where an array goes that nothing else reads: into one that is there.</summary>
/// <param name="Array">That array.</param>
/// <param name="Adds">Whether numbers are added to what is there.</param>
sealed record Destination(ArrayValue Array, bool Adds);

/// <summary>What an input of a circuit is in code: a number or truth value, or an array; of what is whole also as an int.</summary>
/// <param name="IsSame">Whether it is the same in all trips.</param>
readonly record struct InputValue(Expression? Number, ArrayValue? Array = null, Expression? Whole = null, bool IsSame = false);
