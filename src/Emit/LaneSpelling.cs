using System.Globalization;
using System.Reflection;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Emit;

/// <summary>Operations on lanes as C#. Arguments are names, or stand in parentheses already. Truth values are masks.</summary>
static class LaneSpelling
{
    // {0}, {1} and {2} are the arguments. What is not here is a function with a vector form of its own.
    static readonly Dictionary<Op, string> spellings = new()
    {
        [Op.Select] = "T.Select({0}, {1}, {2})",
        [Op.Not] = "~{0}",
        [Op.And] = "{0} & {1}",
        [Op.Or] = "{0} | {1}",
        [Op.Xor] = "{0} ^ {1}",
        [Op.Same] = "~({0} ^ {1})",
        [Op.Less] = "T.LessThan({0}, {1})",
        [Op.LessEqual] = "T.LessOrEqual({0}, {1})",
        [Op.Greater] = "T.GreaterThan({0}, {1})",
        [Op.GreaterEqual] = "T.GreaterOrEqual({0}, {1})",
        [Op.Equal] = "T.Equal({0}, {1})",
        [Op.NotEqual] = "~T.Equal({0}, {1})",
        [Op.Negate] = "-{0}",
        [Op.Add] = "{0} + {1}",
        [Op.Subtract] = "{0} - {1}",
        [Op.Multiply] = "{0} * {1}",
        [Op.Divide] = "{0} / {1}",
        [Op.Fma] = "T.Fma({0}, {1}, {2})",
        [Op.Sqrt] = "T.Sqrt({0})",
        [Op.Abs] = "T.Abs({0})",
        [Op.Floor] = "T.Floor({0})",
        [Op.Ceil] = "T.Ceiling({0})",
        [Op.Round] = "T.Round({0})",
        [Op.Truncate] = "T.Truncate({0})",
        [Op.Max] = "T.Max({0}, {1})",
        [Op.Min] = "T.Min({0}, {1})",
        [Op.Clamp] = "T.Min(T.Max({0}, {1}), {2})",
        [Op.Relu] = "T.AndNot({0}, T.LessOrEqual({0}, T.Create(0.0)))",
    };

    /// <summary>Whether the first argument is written twice, so that it has to be a name.</summary>
    public static bool RepeatsArgument(Op op) => op == Op.Relu;

    /// <summary>Whether it is written with an operator, so that it needs parentheses as an argument of another.</summary>
    public static bool IsOperator(Op op) => spellings.TryGetValue(op, out string? spelling) && !spelling.StartsWith("T.", StringComparison.Ordinal);

    /// <summary>A number or truth value in every lane.</summary>
    public static string Constant(in Node node) => node.Op == Op.Truth
        ? $"T.FromBits({(node.Bits != 0 ? "-1L" : "0L")})"
        : $"T.Create({CSharpTree.Number(node.Number)})";

    public static string Of(in Node node, string a, string b, string c)
    {
        if (spellings.TryGetValue(node.Op, out string? spelling)) return string.Format(CultureInfo.InvariantCulture, spelling, a, b, c);
        MethodInfo function = Sharing.Lane(node.Op) ?? LaneCall.Definition(PrimitiveTable.Of(node.Op));
        string[] arguments = [a, b, c];
        int next = 0;
        long bits = node.Bits;
        return $"{CSharpTree.Name(function)}({string.Join(", ", function.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(int) ? bits.ToString(CultureInfo.InvariantCulture) : arguments[next++]))})";
    }
}
