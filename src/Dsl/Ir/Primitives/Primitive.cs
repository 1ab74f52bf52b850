using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using GateDsl.Ir;

namespace GateDsl.Primitives;

/// <summary>
/// Everything about one operation, in one place: what it is called, what it means on numbers, its derivative, where it is defined and where it has kinks.
/// </summary>
/// <param name="Op">The operation of the graph.</param>
/// <param name="Name">Its name in the language, or, where it has none there, in messages.</param>
/// <param name="Scalar">Its meaning: a static method, as one of the delegates below. Of ops with Bits, the order or exponent comes first.</param>
sealed record Primitive(Op Op, string Name, Delegate Scalar)
{
    static readonly F3 ofDifference = (x, y, _) => double.IsNaN(x - y) ? double.NaN : Math.Sign(x - y);

    readonly F3? choice;
    readonly int? weight, loopWeight, latency;

    /// <summary>The type in the language, null where it has no name there.</summary>
    public string? Type { get; init; }

    /// <summary>One or two sentences for its documentation.</summary>
    public string Doc { get; init; } = "";

    /// <summary>The names of its parameters.</summary>
    public ImmutableArray<string> Parameters { get; init; } = ["x"];

    /// <summary>The partial derivatives, in its arguments x and its result y; null where every one is 0.</summary>
    public Partials? Partials { get; init; }

    /// <summary>What it becomes where truth values are floats in [0, 1], of its relaxed arguments; null of an operation on floats.</summary>
    public Func<Wire[], Wire>? Soft { get; init; }

    /// <summary>How the language writes it, in x and y, where its name is none of the language's or another form reads better; null: by its name.</summary>
    public string? Spelling { get; init; }

    /// <summary>What its value is called where a printed gate has to name it.</summary>
    public string Letter { get; init; } = "t1";

    /// <summary>Whether its two arguments may change places, bit for bit.</summary>
    public bool IsCommutative { get; init; }

    /// <summary>Whether its value is the same number almost everywhere around a point: a small error of the argument can then be as large as a step.</summary>
    public bool IsStep { get; init; }

    /// <summary>Of an operation with kinks or jumps: a number that is the same for arguments on the same side of them.</summary>
    public F3? Choice { get => choice ?? (Scalar is Compare ? ofDifference : null); init => choice = value; }

    /// <summary>What it costs, roughly in additions: where code is cut, and when a branch is worth taking.</summary>
    public int Weight { get => weight ?? (Lanes is null ? 1 : 20); init => weight = value; }

    /// <summary>What it adds to a loop over vectors that should not grow too long, in additions. A function is inlined there, and its parts are locals of the loop.</summary>
    public int LoopWeight { get => loopWeight ?? (Weight < 20 ? Weight : 220); init => loopWeight = value; }

    /// <summary>Cycles until the result is known, roughly.</summary>
    public int Latency { get => latency ?? Math.Min(20, Weight) * 4; init => latency = value; }

    /// <summary>The node of LINQ trees that it is, if there is one; else it is a call of <see cref="Scalar"/>.</summary>
    public string? Operator { get; init; }

    /// <summary>
    /// What it is on vectors, where no function of <see cref="Lanes"/> is needed: methods of the vector types or of the batch compiler, each on the result of the one before.
    /// </summary>
    public ImmutableArray<string> Vector { get; init; } = [];

    /// <summary>The generic class of <see cref="Numerics"/> that holds its vector form, a static method <c>Of</c> over a lane type; null for what lanes do by themselves.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type? Lanes { get; init; }

    /// <summary>For each argument, where the function is defined and differentiable; null: everywhere.</summary>
    public ImmutableArray<Interval> Domain { get; init; } = [];

    /// <summary>Points of a single argument at which the derivative jumps.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>Arguments with the value there, from a published table or 30-digit arithmetic.</summary>
    public ImmutableArray<KnownValue> Reference { get; init; } = [];

    public MethodInfo Method => Scalar.Method;

    /// <summary>The kind of its result.</summary>
    public Kind Kind => Scalar is Compare or B1 or B2 ? Kind.Bool : Kind.Float;

    /// <summary>The kind of its arguments.</summary>
    public Kind ArgumentKind => Scalar is B1 or B2 ? Kind.Bool : Kind.Float;

    /// <summary>The number of arguments that are wires.</summary>
    public int Arity => Scalar switch { F1 or FInt or B1 => 1, F3 => 3, _ => 2 };

    /// <summary>Whether the first parameter of <see cref="Scalar"/> is the node's <see cref="Node.Bits"/>.</summary>
    public bool TakesBits => Scalar is FInt;
}

// The shapes of scalar meanings, with names that read well in the tables.
delegate double F1(double x);
delegate double F2(double x, double y);
delegate double F3(double x, double y, double z);
delegate double FInt(long n, double x);
delegate bool Compare(double x, double y);
delegate bool B1(bool a);
delegate bool B2(bool a, bool b);

/// <summary>The value at some arguments, from a published table or 30-digit arithmetic.</summary>
sealed record KnownValue(double[] At, double Value);

/// <summary>The partial derivatives of a primitive in each of its arguments.</summary>
/// <param name="x">The arguments.</param>
/// <param name="y">The result.</param>
/// <param name="bits">The node's own constant: see <see cref="Op"/>.</param>
delegate Guarded[] Partials(Wire[] x, Wire y, long bits);

/// <summary>A stretch of numbers, its ends in it or not.</summary>
sealed record Interval(double Low, double High, bool LowIn = true, bool HighIn = true)
{
    public static Interval All => new(double.NegativeInfinity, double.PositiveInfinity, false, false);
    public static Interval Positive => new(0, double.PositiveInfinity, false, false);

    public bool Contains(double x) => (LowIn ? x >= Low : x > Low) && (HighIn ? x <= High : x < High);
}
