using System.Collections.Immutable;
using System.Reflection;
using GateDsl.Calculus;
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
    /// <summary>The type in the language, null where it has no name there.</summary>
    public string? Type { get; init; }

    /// <summary>One or two sentences for its documentation.</summary>
    public string Doc { get; init; } = "";

    /// <summary>The names of its parameters.</summary>
    public ImmutableArray<string> Parameters { get; init; } = ["x"];

    /// <summary>The partial derivatives, in its arguments x and its result y; null where every one is 0.</summary>
    public Partials? Partials { get; init; }

    /// <summary>The generic class of <see cref="Numerics"/> that holds its vector form, a static method <c>Of</c> over a lane type; null for what lanes do by themselves.</summary>
    public Type? Lanes { get; init; }

    /// <summary>For each argument, where the function is defined and differentiable; null: everywhere.</summary>
    public ImmutableArray<Interval> Domain { get; init; } = [];

    /// <summary>Points of a single argument at which the derivative jumps.</summary>
    public double[] Kinks { get; init; } = [];

    /// <summary>Arguments with the value there, from a published table or 30-digit arithmetic.</summary>
    public ImmutableArray<KnownValue> Reference { get; init; } = [];

    public MethodInfo Method => Scalar.Method;

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
