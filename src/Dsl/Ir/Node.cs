using GateDsl.Primitives;

namespace GateDsl.Ir;

/// <summary>One operation. The arguments are numbers of earlier nodes, -1 where the op has fewer.</summary>
/// <param name="Op">What is computed.</param>
/// <param name="Bits">What the op needs besides its arguments: see <see cref="Ir.Op"/>.</param>
readonly record struct Node(Op Op, int A = -1, int B = -1, int C = -1, long Bits = 0)
{
    /// <summary>A constant, told apart by its bits: 0.0 equals -0.0, but 1 / -0.0 is another number.</summary>
    public static Node OfNumber(double value) => new(Op.Number, Bits: BitConverter.DoubleToInt64Bits(value));

    public static Node OfTruth(bool value) => new(Op.Truth, Bits: value ? 1 : 0);

    /// <summary>
    /// The partial derivative of a host function that has none, in an argument: it can be built, simplified and dropped, but not run. The number in the low half of the Bits
    /// is the function's, the high half tells one such derivative from another.
    /// </summary>
    public static Node OfMissing(Node call, int argument) => call with { Bits = (uint)call.Bits | (4 * (call.Bits >> 32) + argument + 1) << 32 & long.MaxValue | IsMissingBit };

    const long IsMissingBit = 1L << 62, IsGuardedBit = 1L << 61;

    /// <summary>Whether this is a derivative that a host function does not have.</summary>
    public bool IsMissing => Op == Op.Host && (Bits & IsMissingBit) != 0;

    /// <summary>Whether this call of the host has a last argument that says where it is made: where that is 0, the value is 0 and there is no call.</summary>
    public bool IsGuarded => Op == Op.Host && (Bits & IsGuardedBit) != 0;

    /// <summary>The Bits of the same call with such an argument.</summary>
    public static long Guarded(long bits) => bits | IsGuardedBit;

    public double Number => BitConverter.Int64BitsToDouble(Bits);

    public int Arity => C >= 0 ? 3 : B >= 0 ? 2 : A >= 0 ? 1 : 0;

    /// <summary>The argument at a position from 0.</summary>
    public int this[int position] => position switch { 0 => A, 1 => B, _ => C };

    /// <summary>The same operation on other arguments.</summary>
    public Node On(int a, int b, int c) => this with { A = a, B = b, C = c };

    /// <summary>The same operation on what its arguments have become.</summary>
    public Node Through(ReadOnlySpan<int> map) => On(A < 0 ? -1 : map[A], B < 0 ? -1 : map[B], C < 0 ? -1 : map[C]);

    /// <summary>The kind of its value; of an input or a choice the graph knows it.</summary>
    public Kind Kind => PrimitiveTable.KindOf(Op);

    public bool Equals(Node other) => Op == other.Op && A == other.A && B == other.B && C == other.C && Identity == other.Identity;

    /// <summary>The Bits as far as they say what is computed: where a check is written is no part of that.</summary>
    public long Identity => Op is Op.At or Op.Put or Op.Checked or Op.Locate ? Bits & CheckPlace.FaultMask : Bits;

    public override int GetHashCode()
    {
        ulong hash = ((ulong)(uint)A * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)B * 0xC2B2AE3D27D4EB4F) ^ ((ulong)(uint)C * 0x165667B19E3779F9)
            ^ ((ulong)Identity * 0xD6E8FEB86659FD93) ^ (ulong)Op;
        hash ^= hash >> 32;
        return (int)(hash * 0x9E3779B97F4A7C15 >> 32);
    }
}
