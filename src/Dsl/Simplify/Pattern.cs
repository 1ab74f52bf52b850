using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Simplification;

/// <summary>A shape of nodes, or a recipe for some: rules are written with the operators themselves, <c>Log(1 + x)</c>.</summary>
sealed class Pattern
{
    public enum Role { Operation, Number, AnyNode, AnyNumber }

    public Role As { get; private init; }

    /// <summary>Of an operation.</summary>
    public Op Op { get; private init; }

    public Pattern[] Arguments { get; private init; } = [];

    /// <summary>Of an operation, what its node has in Bits.</summary>
    public long Bits { get; private init; }

    public double Value { get; private init; }

    /// <summary>Which of the <see cref="Match"/>'s places a variable has.</summary>
    public int Variable { get; private init; } = -1;

    public static Pattern Node(int variable) => new() { As = Role.AnyNode, Variable = variable };

    public static Pattern Constant(int variable) => new() { As = Role.AnyNumber, Variable = variable };

    public static Pattern Of(Op op, params Pattern[] arguments) => new() { As = Role.Operation, Op = op, Arguments = arguments };

    public static implicit operator Pattern(double value) => new() { As = Role.Number, Value = value };

    public static Pattern operator +(Pattern x, Pattern y) => Of(Op.Add, x, y);
    public static Pattern operator -(Pattern x, Pattern y) => Of(Op.Subtract, x, y);
    public static Pattern operator *(Pattern x, Pattern y) => Of(Op.Multiply, x, y);
    public static Pattern operator /(Pattern x, Pattern y) => Of(Op.Divide, x, y);
    public static Pattern operator -(Pattern x) => Of(Op.Negate, x);

    public Pattern Pow(int n) => new() { As = Role.Operation, Op = Op.PowerInt, Arguments = [this], Bits = n };

    /// <summary>
    /// The same shape in every order of commutative arguments and every spelling of a square, so that matching needs no search.
    /// </summary>
    public IEnumerable<Pattern> Spellings()
    {
        if (As != Role.Operation) { yield return this; yield break; }
        foreach (Pattern[] arguments in Choices(0))
        {
            yield return new() { As = As, Op = Op, Arguments = arguments, Bits = Bits };
            if (PrimitiveTable.Find(Op) is { IsCommutative: true }) yield return new() { As = As, Op = Op, Arguments = [arguments[1], arguments[0]], Bits = Bits };
            if (Op == Op.PowerInt && Bits == 2) yield return arguments[0] * arguments[0];
        }
    }

    IEnumerable<Pattern[]> Choices(int from)
    {
        if (from == Arguments.Length) { yield return []; yield break; }
        foreach (Pattern first in Arguments[from].Spellings())
        {
            foreach (Pattern[] rest in Choices(from + 1)) yield return [first, .. rest];
        }
    }
}
