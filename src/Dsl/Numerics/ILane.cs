namespace GateDsl.Numerics;

/// <summary>
/// One or more doubles that are worked on together: <see cref="Scalar64"/>, <see cref="Lanes128"/>,
/// <see cref="Lanes256"/>, <see cref="Lanes512"/>. Every function of this folder is written once over it.
/// </summary>
/// <remarks>
/// Every operation gives the same bits in each lane at every width and on every machine (NaN payloads excepted),
/// so a function built of nothing else does too; <c>Reproducible</c> rests on that, and the tests check it.
/// A comparison answers a mask: all bits of the lane set where it holds, none where it does not.
/// </remarks>
internal interface ILane<TSelf> where TSelf : struct, ILane<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Create(double value);
    static abstract TSelf FromBits(long bits);
    static abstract TSelf Load(ref readonly double source);
    static abstract void Store(TSelf value, ref double target);

    static abstract TSelf operator +(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a, TSelf b);
    static abstract TSelf operator *(TSelf a, TSelf b);
    static abstract TSelf operator /(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a);

    // The forms with a constant are worth their lines: the JIT stops inlining in a method of too many locals, and each
    // lane made of a constant costs it several.
    static abstract TSelf operator +(TSelf a, double b);
    static abstract TSelf operator -(TSelf a, double b);
    static abstract TSelf operator -(double a, TSelf b);
    static abstract TSelf operator *(TSelf a, double b);
    static abstract TSelf operator /(double a, TSelf b);

    /// <summary>a * b + c with one rounding, in software where the machine has no such instruction.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);
    static abstract TSelf Fma(TSelf a, TSelf b, double c);
    static abstract TSelf Fma(TSelf a, double b, TSelf c);
    static abstract TSelf Fma(TSelf a, double b, double c);

    /// <summary>Two steps of Horner's rule: (s x + c1) x + c0.</summary>
    static abstract TSelf Horner(TSelf s, TSelf x, double c1, double c0);

    /// <summary>Four steps of Horner's rule: (((s x + c3) x + c2) x + c1) x + c0.</summary>
    static abstract TSelf Horner(TSelf s, TSelf x, double c3, double c2, double c1, double c0);

    static abstract TSelf Sqrt(TSelf a);
    static abstract TSelf Abs(TSelf a);

    /// <summary>-|a|.</summary>
    static abstract TSelf MinusAbs(TSelf a);

    /// <summary>A number that is not negative, with the sign of another.</summary>
    static abstract TSelf Signed(TSelf size, TSelf sign);

    static abstract TSelf Floor(TSelf a);
    static abstract TSelf Ceiling(TSelf a);
    static abstract TSelf Truncate(TSelf a);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf a);

    /// <summary>As <see cref="Math.Min(double, double)"/>: NaN wins, and -0 is below +0.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>As <see cref="Math.Max(double, double)"/>: NaN wins, and +0 is above -0.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>a &lt; b ? a : b exactly, one instruction on x86: b where either is NaN.</summary>
    static abstract TSelf Smaller(TSelf a, TSelf b);
    static abstract TSelf Smaller(double a, TSelf b);

    /// <summary>a &gt; b ? a : b exactly, one instruction on x86: b where either is NaN.</summary>
    static abstract TSelf Larger(TSelf a, TSelf b);
    static abstract TSelf Larger(double a, TSelf b);

    /// <summary>x * 2^n with one rounding, for integral n (also infinite) and x in [2^-64, 2^64] or 0 or NaN.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    static abstract TSelf LessThan(TSelf a, TSelf b);
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);
    static abstract TSelf GreaterThan(TSelf a, TSelf b);
    static abstract TSelf GreaterOrEqual(TSelf a, TSelf b);
    static abstract TSelf Equal(TSelf a, TSelf b);
    static abstract TSelf LessThan(TSelf a, double b);
    static abstract TSelf LessOrEqual(TSelf a, double b);
    static abstract TSelf GreaterThan(TSelf a, double b);
    static abstract TSelf GreaterOrEqual(TSelf a, double b);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>Whether every lane is in [low, high], for low of at least +0: one comparison of the bit patterns.</summary>
    static abstract bool AllWithin(TSelf a, double low, double high);

    /// <summary>Whether the mask is set in any lane.</summary>
    static abstract bool Any(TSelf mask);

    static abstract TSelf operator &(TSelf a, TSelf b);
    static abstract TSelf operator |(TSelf a, TSelf b);
    static abstract TSelf operator ^(TSelf a, TSelf b);
    static abstract TSelf operator ~(TSelf a);

    /// <summary>a and not b, bit by bit.</summary>
    static abstract TSelf AndNot(TSelf a, TSelf b);

    /// <summary>The sum of the lanes' bit patterns as 64-bit integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The difference of the lanes' bit patterns as 64-bit integers.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    static abstract TSelf ShiftLeft(TSelf a, int count);

    /// <summary>Shifts the bit patterns right, filling with zeros.</summary>
    static abstract TSelf ShiftRight(TSelf a, int count);

    /// <summary>Shifts the bit patterns right, filling with the sign.</summary>
    static abstract TSelf ShiftRightSigned(TSelf a, int count);
}

/// <summary>A function of one double, as a type, so that <see cref="Rare"/> can call it without a delegate.</summary>
internal interface IScalarFunction
{
    static abstract double Of(double x);
}

/// <summary>A function of two doubles, as a type.</summary>
internal interface IScalarFunction2
{
    static abstract double Of(double x, double y);
}
