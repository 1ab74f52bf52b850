using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using GateDsl.Compiler;
using GateDsl.Compiler.Lower;
using GateDsl.Emit;
using Xunit;

namespace GateDsl.Build.Tests;

/// <summary>What is built computes the bits of this process with <see cref="GateOptions.Reproducible"/>: value, gradient, Hessian, and rows at every width that the machine has.</summary>
public class SameBitsTests
{
    /// <summary>A function of the table and where it is tried.</summary>
    sealed record Function(string Class, Gate Gate, double[][] Points);

    static readonly GateOptions reproducible = new() { Reproducible = true };

    // The interpreter has the bits of compiled code, and nothing of it needs the JIT.
    static readonly Target interpreted = new(Jit: false, Lanes: 8);

    // Where numbers are hard, whatever the function.
    static readonly double[] hard = [0, -0.0, 1, -1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 1e-300, 5e-324, 37.5, -745];

    [Fact]
    public void Every_function_of_the_tables_has_the_same_bits_in_an_assembly()
    {
        List<Function> functions = [];
        List<string> classes = [];
        foreach (string line in File.ReadLines(Repository.PathOf("tests", "conformance", "derivatives.jsonl")))
        {
            JsonElement row = JsonDocument.Parse(line.Replace("-Infinity", "\"-Infinity\"").Replace(" Infinity", " \"Infinity\"").Replace("[Infinity", "[\"Infinity\"")).RootElement;
            GateModule module = GateModule.Parse(row.GetProperty("source").GetString()!, reproducible);
            string name = $"F{functions.Count}", entry = row.GetProperty("entry").GetString()!;
            classes.Add(CSharpWriter.FileOf(module, new() { Class = name, Gates = [entry], Hessian = true, Rows = true }));
            Gate gate = module[entry];
            double[][] points = [.. row.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("at").EnumerateArray().Select(Number).ToArray())];
            functions.Add(new(name, gate, [.. points, .. hard.SelectMany((x, i) => points.Take(2).Select(p => p.Select((y, k) => (i + k) % 3 == 0 || p.Length == 1 ? x : y).ToArray()))]));
        }
        using var stream = new MemoryStream();
        GateAssembly.Save(classes, "Functions", stream, null, default);
        Assembly assembly = Loaded.Load(stream);
        string[] wrong = [.. functions.SelectMany(function => Differences(assembly.GetType(function.Class)!, function.Gate, function.Points))];
        Assert.True(functions.Count == 139, "the table is incomplete");
        Assert.True(wrong.Length == 0, $"{wrong.Length} differ:\n{string.Join('\n', wrong.Take(20))}");
    }

    [Theory]
    [InlineData("let f (a, b) (flag: bool) = if flag then (a * b, a > b) else (a - b, not flag)", "f")]
    [InlineData("let f ((a, b), c) = (a, (b / c, c))", "f")]
    [InlineData("let g (a: bool) (b: bool) = a && not b || a <> b", "g")]
    [InlineData("let f x (n: int) = pown x 3 + (if n > 2 then x else 1 / x)", "f")]
    [InlineData("let f a b c d e g h i j = (a, b, c, d, e, g, h, i, j * a)", "f")]
    [InlineData("let f x = clamp x -1 1 + relu x + sign x + x % 3 + fma x x 1", "f")]
    [InlineData("let f x y = max x y - min x y * (if x < y then exp x else log y)", "f")]
    [InlineData("let f x = 3", "f")]
    [InlineData("let f x y = -(-x) - (-(1 - y)) - -3 * (x - (y - 1)) / (x / (y / 2))", "f")]
    [InlineData("let f x = if x > 0 then (if x > 1 then (let a = exp x in a * sin a) else x) else (let b = log (-x) in b * b)", "f")]
    public void Shapes_of_parameters_and_results_have_the_same_bits(string source, string name)
    {
        Gate gate = GateModule.Parse(source, reproducible)[name];
        Type type = Loaded.Class(source, new() { Class = "C", Hessian = true, Rows = true });
        double[][] points = [.. hard.SelectMany((x, i) => Enumerable.Range(0, 3).Select(turn => Enumerable.Range(0, gate.Leaves.Length)
            .Select(k => gate.Leaves[k].Type == GateType.Bool ? (i + k + turn) % 2 : gate.Leaves[k].Type == GateType.Int ? k + turn - 1 : hard[(i + turn * (k + 1)) % hard.Length]).ToArray()))];
        string[] wrong = [.. Differences(type, gate, points)];
        Assert.True(wrong.Length == 0, $"{wrong.Length} differ:\n{string.Join('\n', wrong.Take(20))}");
    }

    [Fact]
    public void A_gate_of_several_methods_has_the_same_bits()
    {
        string terms = string.Join(" + ", Enumerable.Range(1, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $"sin (x * {i}) * exp (y / {i})")));
        string source = $"let f x y = {terms}\n";
        Gate gate = GateModule.Parse(source, reproducible)["f"];
        Type type = Loaded.Class(source, new() { Class = "C", Rows = true });
        string[] wrong = [.. Differences(type, gate, [[0.1, 0.2], [-3, 2], [0, 0], [double.NaN, 1], [1e5, -1e3]])];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Take(20)));
    }

    static IEnumerable<string> Differences(Type type, Gate gate, double[][] points)
    {
        int floats = gate.Leaves.Count(leaf => leaf.Type == GateType.Float);
        string name = CSharpNames.Of(gate.Name);
        Call value = CallOf(type, name, gate);
        Call? gradient = type.GetMethod(name + "_grad") is null ? null : CallOf(type, name + "_grad", gate), hessian = type.GetMethod(name + "_hess") is null ? null : CallOf(type, name + "_hess", gate);
        JacobianFunction? partialsOf = gradient is null ? null : gate.CompileJacobian(null, interpreted);
        HessianFunction? secondOf = hessian is null ? null : gate.CompileHessian(null, interpreted);
        foreach (double[] point in points)
        {
            double[] expected = gate.EvaluateAll(point);
            if (Compared("value", expected, [.. Flat(value(point, [], []))]) is { } wrong) yield return wrong;
            if (gradient is not null)
            {
                double[] values = new double[expected.Length], partials = new double[floats * expected.Length], first = new double[partials.Length];
                partialsOf!(point, values, partials);
                object got = gradient(point, first, []);
                if (Compared("gradient", [.. values, .. partials], [.. Flat(got), .. first]) is { } wrongGradient) yield return wrongGradient;
            }
            if (hessian is not null)
            {
                double[] partials = new double[floats], pairs = new double[floats * floats], first = new double[floats], second = new double[pairs.Length];
                double known = secondOf!(point, partials, pairs);
                object got = hessian(point, first, second);
                if (Compared("Hessian", [known, .. partials, .. pairs], [.. Flat(got), .. first, .. second]) is { } wrongHessian) yield return wrongHessian;
            }

            string? Compared(string what, double[] wanted, double[] got) => wanted.Zip(got).All(pair => Same(pair.First, pair.Second)) && wanted.Length == got.Length ? null
                : $"{gate.Signature} {what} at ({string.Join(", ", point)}): ({string.Join(", ", got)}), not ({string.Join(", ", wanted)})";
        }
        if (gate.Leaves.Length == 0) yield break;
        foreach ((string method, BatchOutputs outputs) in ((string, BatchOutputs)[])[(name + "_rows", BatchOutputs.Value), (name + "_grad_rows", BatchOutputs.ValueAndGradient)])
        {
            if (!type.GetMethods().Any(m => m.Name == method)) continue;
            // More rows than the widest vector, and some left over.
            double[][] rows = [.. Enumerable.Range(0, Math.Max(19, points.Length)).Select(i => points[i % points.Length])];
            BatchFunction batch = gate.CompileBatch(outputs, null, 1, interpreted);
            double[][] columns = [.. Enumerable.Range(0, gate.Leaves.Length).Select(k => rows.Select(row => row[k]).ToArray())];
            double[][] wanted = [.. batch.OutputNames.Select(_ => new double[rows.Length])], got = [.. batch.OutputNames.Select(_ => new double[rows.Length])];
            batch.Invoke(rows.Length, [.. columns.Select(column => (BatchColumn)column)], [.. wanted.Select(column => column.AsMemory())]);
            OverRows(type, method, rows.Length, columns, got);
            for (int output = 0; output < wanted.Length; output++)
            {
                for (int row = 0; row < rows.Length; row++)
                {
                    if (!Same(wanted[output][row], got[output][row])) yield return $"{gate.Signature} {method} {batch.OutputNames[output]} at ({string.Join(", ", rows[row])}): {got[output][row]}, not {wanted[output][row]}";
                }
            }
        }
    }

    static bool Same(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));

    /// <summary>A method of the assembly on one point; partials and second partials go into the arrays.</summary>
    delegate object Call(double[] point, double[] first, double[] second);

    // Spans cannot be passed by reflection: a tree calls the method with spans over arrays.
    static Call CallOf(Type type, string name, Gate gate)
    {
        MethodInfo method = type.GetMethod(name)!;
        ParameterInfo[] parameters = method.GetParameters();
        ParameterExpression point = Expression.Parameter(typeof(double[])), first = Expression.Parameter(typeof(double[])), second = Expression.Parameter(typeof(double[]));
        int next = 0;
        List<Expression> arguments = [.. gate.Parameters.Select((parameter, i) => Argument(parameter.Type, parameters[i].ParameterType))];
        if (parameters.Length > arguments.Count) arguments.Add(Expression.Convert(first, typeof(Span<double>)));
        if (parameters.Length > arguments.Count) arguments.Add(Expression.Convert(second, typeof(Span<double>)));
        return Expression.Lambda<Call>(Expression.Convert(Expression.Call(method, arguments), typeof(object)), point, first, second).Compile();

        Expression Argument(GateType of, Type clr)
        {
            if (of is GateType.Tuple tuple) return Expression.New(clr.GetConstructors()[0], tuple.Items.Select((item, i) => Argument(item, clr.GetGenericArguments()[i])));
            Expression number = Expression.ArrayIndex(point, Expression.Constant(next++));
            return clr == typeof(bool) ? Expression.NotEqual(number, Expression.Constant(0.0)) : clr == typeof(int) ? Expression.Convert(number, typeof(int)) : number;
        }
    }

    static IEnumerable<double> Flat(object value) => value switch
    {
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flat(tuple[i]!)),
        bool truth => [truth ? 1 : 0],
        int whole => [whole],
        _ => [(double)value],
    };

    static void OverRows(Type type, string method, int rows, double[][] inputs, double[][] outputs)
    {
        MethodInfo target = type.GetMethods().Single(m => m.Name == method && !m.IsGenericMethod);
        Expression[] arguments =
        [
            Expression.Constant(rows),
            .. inputs.Select(column => Expression.Convert(Expression.Constant(column), typeof(ReadOnlySpan<double>))),
            .. outputs.Select(column => Expression.Convert(Expression.Constant(column), typeof(Span<double>))),
        ];
        Expression.Lambda<Action>(Expression.Call(target, arguments)).Compile()();
    }

    static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : double.Parse(element.GetString()!, CultureInfo.InvariantCulture);
}
