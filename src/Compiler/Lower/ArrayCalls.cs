using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Loops;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Gates with arrays as delegates: an array is a <c>double[]</c>, a <c>bool[]</c>, a <c>ReadOnlyMemory&lt;double&gt;</c> or a <c>ReadOnlySpan&lt;double&gt;</c>, a matrix a <c>double[,]</c> or a
/// <c>double[][]</c> with rows of one length. Results are returned likewise, or written where further parameters say: then a call allocates nothing.
/// </summary>
sealed class ArrayCalls(ArrayFunction code)
{
    static readonly MethodInfo begin = typeof(ArrayCalls).GetMethod(nameof(Begin))!, run = typeof(ArrayCalls).GetMethod(nameof(Run))!, end = typeof(ArraySpace).GetMethod(nameof(ArraySpace.Return))!,
        setApart = typeof(ArraySpace).GetMethod(nameof(ArraySpace.SetApart))!;

    public static bool Are(Gate gate) => gate.HasArrays || Gate.IsOfArrays(gate.ResultType);

    /// <summary>The delegate of a gate.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    public static Delegate Of(Gate gate, Type delegateType, Target target)
    {
        MethodInfo invoke = Reflected.InvokeOf(delegateType);
        ParameterInfo[] declared = invoke.GetParameters();
        int given = gate.Parameters.Count;
        GateType[] results = [.. LeavesOf(gate.ResultType)];
        bool intoMemory = invoke.ReturnType == typeof(void);
        bool fits = declared.Length == given + (intoMemory ? results.Length : 0)
            && declared.Take(given).Zip(gate.ParameterTypes).All(pair => Fits(pair.First.ParameterType, pair.Second))
            && (intoMemory ? declared.Skip(given).All(parameter => ArrayConversions.Into(parameter.ParameterType) is not null)
                : results.Length == 1 && gate.ResultType is not GateType.Tuple && Fits(invoke.ReturnType, gate.ResultType) && ArrayConversions.To(invoke.ReturnType) is not null);
        if (!fits) throw new ArgumentException($"a delegate {delegateType.Name}({string.Join(", ", declared.Select(parameter => parameter.ParameterType.Name))}) to {invoke.ReturnType.Name} does not fit {gate.Signature}");

        Expression calls = Expression.Constant(new ArrayCalls(new ArrayFunction(gate, gate.Circuit(Outputs.Value, target.Cancellation), target)));
        ParameterExpression[] parameters = [.. declared.Select((parameter, i) => Expression.Parameter(parameter.ParameterType, i < given ? gate.Parameters[i].Name : parameter.Name))];
        ParameterExpression space = Expression.Variable(typeof(ArraySpace), "space");
        List<ParameterExpression> locals = [space];
        List<Expression> statements = [Expression.Assign(space, Expression.Call(calls, begin))];
        for (int i = 0; i < given; i++) statements.Add(Expression.Call(ArrayConversions.Put(declared[i].ParameterType)!, space, Expression.Constant(i), parameters[i]));
        statements.Add(Expression.Call(calls, run, space));
        if (intoMemory)
        {
            if (results.Length > 1) statements.Add(Expression.Call(space, setApart, Expression.Constant(given), Expression.Constant(results.Length)));
            for (int k = 0; k < results.Length; k++)
            {
                statements.Add(Expression.Call(ArrayConversions.Into(declared[given + k].ParameterType)!, space, Expression.Constant(given + k), Expression.Constant(IsOfInts(results[k])), parameters[given + k], Expression.Constant(parameters[given + k].Name)));
            }
            statements.Add(Expression.Call(space, end));
        }
        else
        {
            ParameterExpression result = Expression.Variable(invoke.ReturnType, "result");
            locals.Add(result);
            statements.Add(Expression.Assign(result, Expression.Call(ArrayConversions.To(invoke.ReturnType)!, space, Expression.Constant(given), Expression.Constant(IsOfInts(results[0])))));
            statements.Add(Expression.Call(space, end));
            statements.Add(result);
        }
        LambdaExpression tree = Expression.Lambda(delegateType, Expression.Block(invoke.ReturnType, locals, statements), parameters);
        return target.Jit ? Codegen.Compile(tree) : tree.Compile(preferInterpretation: true);
    }

    public ArraySpace Begin() => code.Rent();

    /// <summary>Runs what was put into the space.</summary>
    public void Run(ArraySpace space)
    {
        try
        {
            if (code.Program?.Run(space, CancellationToken.None) != true) code.Interpret(space);
        }
        catch
        {
            space.Return();
            throw;
        }
    }

    // The parts of a result, each an output of the circuit; of arrays of tuples there are several.
    static IEnumerable<GateType> LeavesOf(GateType type) => type switch
    {
        GateType.Tuple tuple => tuple.Items.SelectMany(LeavesOf),
        GateType.Array array => LeavesOf(array.Element).Select(element => (GateType)new GateType.Array(element)),
        _ => [type],
    };

    static bool IsOfInts(GateType type) => type is GateType.Array array ? IsOfInts(array.Element) : type == GateType.Int;

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
}

/// <summary>Values of hosts into the space of a call, and out of it.</summary>
static class ArrayConversions
{
    /// <summary>What puts an argument of this type.</summary>
    public static MethodInfo? Put(Type type) => Method(nameof(Put), method => method.GetParameters() is [_, _, var given] && given.ParameterType == type);

    /// <summary>What takes out a result of this type.</summary>
    public static MethodInfo? To(Type type) => Method(nameof(To), method => method.ReturnType == type);

    /// <summary>What writes a result to memory of this type.</summary>
    public static MethodInfo? Into(Type type) => Method(nameof(Into), method => method.GetParameters() is [_, _, _, var given, _] && given.ParameterType == type);

    static MethodInfo? Method(string name, Func<MethodInfo, bool> fits) =>
        typeof(ArrayConversions).GetMethods().SingleOrDefault(method => method.IsStatic && method.Name.StartsWith(name, StringComparison.Ordinal) && method.GetParameters()[0].ParameterType == typeof(ArraySpace) && fits(method));

    public static void Put(ArraySpace space, int place, double value) => space.Numbers[place] = value;

    public static void Put(ArraySpace space, int place, int value) => space.Numbers[place] = value;

    public static void Put(ArraySpace space, int place, bool value) => space.Numbers[place] = value ? 1 : 0;

    public static void Put(ArraySpace space, int place, double[] values) => space.Arrays[place] = new(Given.NotNull(values), 0, values.Length, 1, 1);

    public static void Put(ArraySpace space, int place, bool[] values)
    {
        Span<double> numbers = space.Room(place, Given.NotNull(values).Length, 1);
        for (int i = 0; i < values.Length; i++) numbers[i] = values[i] ? 1 : 0;
    }

    public static void Put(ArraySpace space, int place, int[] values)
    {
        Span<double> numbers = space.Room(place, Given.NotNull(values).Length, 1);
        for (int i = 0; i < values.Length; i++) numbers[i] = values[i];
    }

    public static void Put(ArraySpace space, int place, ReadOnlyMemory<double> values)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(values, out ArraySegment<double> segment)) space.Arrays[place] = new(segment.Array!, segment.Offset, segment.Count, 1, 1);
        else Put(space, place, values.Span);
    }

    public static void Put(ArraySpace space, int place, ReadOnlySpan<double> values) => values.CopyTo(space.Room(place, values.Length, 1));

    public static void Put(ArraySpace space, int place, double[,] values)
    {
        Span<double> numbers = space.Room(place, Given.NotNull(values).GetLength(0), values.GetLength(1));
        if (values.Length > 0) System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length).CopyTo(numbers);
    }

    public static void Put(ArraySpace space, int place, double[][] rows)
    {
        Given.AllNotNull(rows);
        int columns = rows.Length == 0 ? 0 : rows[0].Length;
        Span<double> numbers = space.Room(place, rows.Length, columns);
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != columns) throw new ArgumentException("the rows of a matrix have the same length", nameof(rows));
            rows[i].CopyTo(numbers[(i * columns)..]);
        }
    }

    // Of ints there is no -0.
    static double Number(double number, bool isInt) => isInt ? number + 0.0 : number;

    public static double ToNumber(ArraySpace space, int place, bool isInt) => Number(space.Numbers[place], isInt);

    public static int ToInt(ArraySpace space, int place, bool isInt) => (int)space.Numbers[place];

    public static bool ToTruth(ArraySpace space, int place, bool isInt) => space.Numbers[place] != 0;

    public static double[] ToNumbers(ArraySpace space, int place, bool isInt)
    {
        double[] numbers = space.Arrays[place].Numbers.ToArray();
        for (int i = 0; i < numbers.Length && isInt; i++) numbers[i] += 0.0;
        return numbers;
    }

    public static int[] ToInts(ArraySpace space, int place, bool isInt) => Array.ConvertAll(ToNumbers(space, place, isInt), number => (int)number);

    public static bool[] ToTruths(ArraySpace space, int place, bool isInt) => Array.ConvertAll(ToNumbers(space, place, isInt), number => number != 0);

    public static double[][] ToRows(ArraySpace space, int place, bool isInt)
    {
        double[] numbers = ToNumbers(space, place, isInt);
        int columns = space.Arrays[place].Columns;
        return [.. Enumerable.Range(0, space.Arrays[place].Rows).Select(i => numbers[(i * columns)..((i + 1) * columns)])];
    }

    public static double[,] ToMatrix(ArraySpace space, int place, bool isInt)
    {
        double[] numbers = ToNumbers(space, place, isInt);
        var matrix = new double[space.Arrays[place].Rows, space.Arrays[place].Columns];
        Buffer.BlockCopy(numbers, 0, matrix, 0, numbers.Length * sizeof(double));
        return matrix;
    }

    public static void Into(ArraySpace space, int place, bool isInt, Span<double> room, string name)
    {
        ReadOnlySpan<double> numbers = space.Arrays[place].Data is null ? space.Numbers.AsSpan(place, 1) : space.Arrays[place].Numbers;
        if (numbers.Length != room.Length) throw new ArgumentException($"{numbers.Length} numbers are computed, and there is room for {room.Length}", name);
        numbers.CopyTo(room);
        for (int i = 0; i < room.Length && isInt; i++) room[i] += 0.0;
    }

    public static void Into(ArraySpace space, int place, bool isInt, Memory<double> room, string name) => Into(space, place, isInt, room.Span, name);

    public static void Into(ArraySpace space, int place, bool isInt, double[] room, string name) => Into(space, place, isInt, Given.NotNull(room).AsSpan(), name);
}
