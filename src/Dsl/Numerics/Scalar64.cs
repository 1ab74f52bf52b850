using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GateDsl.Numerics;

/// <summary>One double: the lane type of a scalar call, and of what is left over at the end of a column.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct Scalar64(double value) : ILane<Scalar64>
{
    public readonly double Value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Scalar64(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator double(Scalar64 lane) => lane.Value;

    // Masks and bit work stay in the vector registers: a move to the integer side and back costs more than the work.
    private Vector128<double> Vector
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.CreateScalarUnsafe(Value);
    }

    private Vector128<long> Bits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.AsInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar64 First(Vector128<double> vector) => new(vector.ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scalar64 First(Vector128<long> vector) => new(vector.AsDouble().ToScalar());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 FromBits(long bits) => new(BitConverter.Int64BitsToDouble(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Load(ref readonly double source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Scalar64 value, ref double target) => target = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator +(Scalar64 a, Scalar64 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator -(Scalar64 a, Scalar64 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator *(Scalar64 a, Scalar64 b) => new(a.Value * b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator /(Scalar64 a, Scalar64 b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator -(Scalar64 a) => new(-a.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator +(Scalar64 a, double b) => new(a.Value + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator -(Scalar64 a, double b) => new(a.Value - b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator *(Scalar64 a, double b) => new(a.Value * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator -(double a, Scalar64 b) => new(a - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator /(double a, Scalar64 b) => new(a / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Fma(Scalar64 a, Scalar64 b, Scalar64 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Fma(Scalar64 a, Scalar64 b, double c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Fma(Scalar64 a, double b, Scalar64 c) => new(Math.FusedMultiplyAdd(a.Value, b, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Fma(Scalar64 a, double b, double c) => new(Math.FusedMultiplyAdd(a.Value, b, c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Horner(Scalar64 s, Scalar64 x, double c1, double c0) =>
        new(Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(s.Value, x.Value, c1), x.Value, c0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Horner(Scalar64 s, Scalar64 x, double c3, double c2, double c1, double c0)
    {
        double high = Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(s.Value, x.Value, c3), x.Value, c2);
        return new(Math.FusedMultiplyAdd(Math.FusedMultiplyAdd(high, x.Value, c1), x.Value, c0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Sqrt(Scalar64 a) => new(Math.Sqrt(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Abs(Scalar64 a) => new(Math.Abs(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 MinusAbs(Scalar64 a) => First(a.Vector | Vector128.CreateScalarUnsafe(-0.0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Signed(Scalar64 size, Scalar64 sign) =>
        First(size.Vector | (sign.Vector & Vector128.CreateScalarUnsafe(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Floor(Scalar64 a) => new(Math.Floor(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Ceiling(Scalar64 a) => new(Math.Ceiling(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Truncate(Scalar64 a) => new(Math.Truncate(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Round(Scalar64 a) => new(Math.Round(a.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Min(Scalar64 a, Scalar64 b) => new(Math.Min(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Max(Scalar64 a, Scalar64 b) => new(Math.Max(a.Value, b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Smaller(Scalar64 a, Scalar64 b) =>
        Sse2.IsSupported ? First(Sse2.MinScalar(a.Vector, b.Vector)) : new(a.Value < b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Larger(Scalar64 a, Scalar64 b) =>
        Sse2.IsSupported ? First(Sse2.MaxScalar(a.Vector, b.Vector)) : new(a.Value > b.Value ? a.Value : b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Scale(Scalar64 x, Scalar64 n) =>
        Avx512F.IsSupported ? First(Avx512F.ScaleScalar(x.Vector, n.Vector)) : PowerOfTwo.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 LessThan(Scalar64 a, Scalar64 b) => First(Vector128.LessThan(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 LessOrEqual(Scalar64 a, Scalar64 b) => First(Vector128.LessThanOrEqual(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 GreaterThan(Scalar64 a, Scalar64 b) => First(Vector128.GreaterThan(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 GreaterOrEqual(Scalar64 a, Scalar64 b) => First(Vector128.GreaterThanOrEqual(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Equal(Scalar64 a, Scalar64 b) => First(Vector128.Equals(a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Smaller(double a, Scalar64 b) => Smaller(Create(a), b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Larger(double a, Scalar64 b) => Larger(Create(a), b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 LessThan(Scalar64 a, double b) => LessThan(a, Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 LessOrEqual(Scalar64 a, double b) => LessOrEqual(a, Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 GreaterThan(Scalar64 a, double b) => GreaterThan(a, Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 GreaterOrEqual(Scalar64 a, double b) => GreaterOrEqual(a, Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 Select(Scalar64 mask, Scalar64 a, Scalar64 b) =>
        First(Vector128.ConditionalSelect(mask.Vector, a.Vector, b.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllWithin(Scalar64 a, double low, double high) =>
        BitConverter.DoubleToUInt64Bits(a.Value) - BitConverter.DoubleToUInt64Bits(low)
            <= BitConverter.DoubleToUInt64Bits(high) - BitConverter.DoubleToUInt64Bits(low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Scalar64 mask) => BitConverter.DoubleToInt64Bits(mask.Value) < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator &(Scalar64 a, Scalar64 b) => First(a.Bits & b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator |(Scalar64 a, Scalar64 b) => First(a.Bits | b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator ^(Scalar64 a, Scalar64 b) => First(a.Bits ^ b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 operator ~(Scalar64 a) => First(~a.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 AndNot(Scalar64 a, Scalar64 b) => First(Vector128.AndNot(a.Bits, b.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 AddBits(Scalar64 a, Scalar64 b) => First(a.Bits + b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 SubtractBits(Scalar64 a, Scalar64 b) => First(a.Bits - b.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 ShiftLeft(Scalar64 a, int count) => First(a.Bits << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 ShiftRight(Scalar64 a, int count) => First(a.Bits >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar64 ShiftRightSigned(Scalar64 a, int count) => First(a.Bits >> count);
}
