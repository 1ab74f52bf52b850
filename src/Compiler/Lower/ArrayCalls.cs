using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Loops;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Gates with arrays as delegates: an array is a <c>double[]</c>, a <c>bool[]</c>, a <c>ReadOnlyMemory&lt;double&gt;</c> or a <c>ReadOnlySpan&lt;double&gt;</c>, a matrix a <c>double[,]</c> or a
/// <c>double[][]</c> with rows of one length.
/// </summary>
sealed class ArrayCalls(Gate gate, ArrayFunction code)
{
    static readonly MethodInfo run = typeof(ArrayCalls).GetMethod(nameof(Run))!, room = typeof(ArrayConversions).GetMethod(nameof(ArrayConversions.Room))!,
        set = typeof(ArrayConversions).GetMethod(nameof(ArrayConversions.Set))!;

    public static bool Are(Gate gate) => gate.HasArrays || Gate.IsOfArrays(gate.ResultType);

    /// <summary>The delegate of a gate.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static Delegate Of(Gate gate, Type delegateType, Target target)
    {
        MethodInfo invoke = Reflected.InvokeOf(delegateType);
        ParameterInfo[] declared = invoke.GetParameters();
        MethodInfo?[] arguments = [.. declared.Select(parameter => ArgumentOf(parameter.ParameterType))];
        MethodInfo? result = ResultOf(invoke.ReturnType, gate.ResultType);
        bool fits = declared.Length == gate.Parameters.Count && result is not null && !arguments.Contains(null)
            && declared.Zip(gate.ParameterTypes).All(pair => Fits(pair.First.ParameterType, pair.Second));
        if (!fits) throw new ArgumentException($"a delegate {delegateType.Name}({string.Join(", ", declared.Select(parameter => parameter.ParameterType.Name))}) to {invoke.ReturnType.Name} does not fit {gate.Signature}");
        var code = new ArrayFunction(gate, gate.Circuit(Outputs.Value, target.Cancellation), target);
        ParameterExpression[] parameters = [.. declared.Select((parameter, i) => Expression.Parameter(parameter.ParameterType, gate.Parameters[i].Name))];
        Expression values = Expression.Call(room, Expression.Constant(parameters.Length));
        for (int i = 0; i < parameters.Length; i++) values = Expression.Call(set, values, Expression.Constant(i), Expression.Call(arguments[i]!, parameters[i]));
        LambdaExpression tree = Expression.Lambda(delegateType, Expression.Call(result!, Expression.Call(Expression.Constant(new ArrayCalls(gate, code)), run, values)), parameters);
        return target.Jit ? Codegen.Compile(tree) : tree.Compile(preferInterpretation: true);
    }

    public GateValue Run(GateValue[] arguments) =>
        GateValues.Result(gate.ResultType, code.Circuit, code.Run(GateValues.Inputs(gate, arguments), CancellationToken.None));

    static bool Fits(Type type, GateType gate)
    {
        if (gate is GateType.Array { Element: GateType.Array { Element: GateType.Basic } matrix }) return matrix.Element != GateType.Bool && (type == typeof(double[,]) || type == typeof(double[][]));
        if (gate is GateType.Array { Element: GateType.Basic element })
        {
            return element == GateType.Bool ? type == typeof(bool[])
                : type == typeof(double[]) || type == typeof(ReadOnlyMemory<double>) || type == typeof(ReadOnlySpan<double>) || (type == typeof(int[]) && element == GateType.Int);
        }
        return gate == GateType.Bool ? type == typeof(bool) : gate == GateType.Float ? type == typeof(double) : gate == GateType.Int && (type == typeof(int) || type == typeof(double));
    }

    static MethodInfo? ArgumentOf(Type type) => Method(nameof(Argument), method => method.GetParameters()[0].ParameterType == type);

    static MethodInfo? ResultOf(Type type, GateType result) => type == typeof(ReadOnlyMemory<double>) || type == typeof(ReadOnlySpan<double>) || !Fits(type, result) ? null
        : Method("To", method => method.ReturnType == type);

    static MethodInfo? Method(string name, Func<MethodInfo, bool> fits) =>
        typeof(ArrayConversions).GetMethods().SingleOrDefault(method => method.IsStatic && method.Name.StartsWith(name, StringComparison.Ordinal) && fits(method));

    const string Argument = nameof(ArrayConversions.Argument);
}

/// <summary>Values of hosts from and to values of gates.</summary>
static class ArrayConversions
{
    public static GateValue[] Room(int count) => new GateValue[count];

    /// <summary>The array with one argument in its place.</summary>
    public static GateValue[] Set(GateValue[] arguments, int place, GateValue value)
    {
        arguments[place] = value;
        return arguments;
    }

    public static GateValue Argument(double value) => value;

    public static GateValue Argument(int value) => (double)value;

    public static GateValue Argument(bool value) => value;

    public static GateValue Argument(double[] values) => values;

    public static GateValue Argument(bool[] values) => values;

    public static GateValue Argument(int[] values) => Array.ConvertAll(Given.NotNull(values), value => (double)value);

    public static GateValue Argument(ReadOnlyMemory<double> values) => values.ToArray();

    public static GateValue Argument(ReadOnlySpan<double> values) => values.ToArray();

    public static GateValue Argument(double[,] values) => values;

    public static GateValue Argument(double[][] rows) => rows;

    public static double ToNumber(GateValue value) => ((GateValue.Number)value).Value;

    public static int ToInt(GateValue value) => (int)ToNumber(value);

    public static bool ToTruth(GateValue value) => ((GateValue.Truth)value).Value;

    public static double[] ToNumbers(GateValue value) => ((GateValue.Array)value).ToDoubles();

    public static int[] ToInts(GateValue value) => Array.ConvertAll(ToNumbers(value), number => (int)number);

    public static bool[] ToTruths(GateValue value) => Array.ConvertAll(ToNumbers(value), number => number != 0);

    public static double[][] ToRows(GateValue value) => [.. ((GateValue.Array)value).Items.Select(ToNumbers)];

    public static double[,] ToMatrix(GateValue value)
    {
        double[] numbers = ToNumbers(value);
        int rows = ((GateValue.Array)value).Length, columns = rows == 0 ? 0 : numbers.Length / rows;
        var matrix = new double[rows, columns];
        Buffer.BlockCopy(numbers, 0, matrix, 0, numbers.Length * sizeof(double));
        return matrix;
    }
}
