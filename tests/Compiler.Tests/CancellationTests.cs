using System.Diagnostics;
using System.Reflection;
using GateDsl.Tests;
using Xunit;

namespace GateDsl.Compiler.Tests;

public class CancellationTests
{
    /// <summary>What can take longer than a few milliseconds.</summary>
    static readonly string[] slow = ["Parse", "TryParse", "Load", "TryLoad", "Evaluate", "EvaluateAll", "EvaluateFor", "Derivative", "ToSource", "ToGate", "FromFormula", "TryFromFormula", "Expression", "Sides", "ToExpression"];

    static readonly CancellationToken cancelled = new(canceled: true);

    const string Text = "let g x y = x ** 3 + sin (x * y)\nlet f x y = g'x x y + y\nassert (f 1 2 = f 1 2)\nf 1 2\n";

    [Theory, InlineData(1, 1), InlineData(3, 2), InlineData(100_000, 1), InlineData(100_000, 2)]
    public void A_cancelled_batch_says_so(int rows, int threads)
    {
        Gate gate = GateModule.Parse("let f x y = exp (x * y)")["f"];
        BatchFunction batch = gate.CompileBatch(BatchOutputs.Value, null, threads);
        ReadOnlyMemory<double> column = new double[rows];
        Memory<double> result = new double[rows];
        Assert.ThrowsAny<OperationCanceledException>(() => batch.Invoke(rows, [column, column], [result], cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => gate.CompileBatch(BatchOutputs.ValueAndGradient, null, threads).InvokeSum(rows, [column, column], new double[3], cancelled));
        batch.Invoke(rows, [column, column], [result]);
        Assert.Equal(1, result.Span[rows - 1]);
    }

    [Fact]
    public void Whatever_takes_time_takes_a_token_last()
    {
        var methods = new[] { typeof(Gate).Assembly, typeof(GateCompiler).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => slow.Contains(method.Name) || method.Name.StartsWith("Compile", StringComparison.Ordinal))
            .Where(method => (method.DeclaringType, method.Name) != (typeof(ModuleItem), "ToGate"))      // makes nothing: what it holds is checked
            .GroupBy(method => (method.DeclaringType, method.Name)).ToList();
        Assert.True(methods.Count > 20);
        foreach (var overloads in methods)
        {
            Assert.True(overloads.All(method => TakesToken(method) || overloads.Any(other => other != method && TakesToken(other) && Agree(other, method))), $"{overloads.Key} has no token");
        }

        static bool TakesToken(MethodInfo method) => method.GetParameters() is [.., var last] && last.ParameterType == typeof(CancellationToken);

        // params leave no room behind them: another overload has the same parameters and the token, or all of them in one span
        static bool Agree(MethodInfo longer, MethodInfo shorter)
        {
            Type[] types = [.. shorter.GetParameters().Select(parameter => parameter.ParameterType)];
            Type[] others = [.. longer.GetParameters().SkipLast(1).Select(parameter => parameter.ParameterType)];
            return others.SequenceEqual(types) || (types.Length == 2 && types[1] == typeof(ReadOnlySpan<>).MakeGenericType(types[0]) && others.SequenceEqual([types[1]]));
        }
    }

    public static TheoryData<string> Ways => [.. ways.Keys];

    static readonly Dictionary<string, Action<GateModule, CancellationToken>> ways = new()
    {
        ["parse"] = (_, token) => GateModule.Parse(Text, null, token),
        ["try to parse"] = (_, token) => GateModule.TryParse(new Source("f", Text), null, out GateModule? _, out IReadOnlyList<Diagnostic> _, token),
        ["formula"] = (_, token) => Formula.Parse("a * x + b", null, token),
        ["gate of formula"] = (_, token) => Gate.FromFormula("a * x + b", cancellation: token),
        ["expression"] = (module, token) => module.Evaluate("f 1 2", token),
        ["item"] = (module, token) => module.Items[^1].Evaluate(token),
        ["sides"] = (module, token) => module.Items[0].Sides(token),
        ["value"] = (module, token) => module["f"].Evaluate([1.0, 2.0], token),
        ["all values"] = (module, token) => module["f"].EvaluateAll([1.0, 2.0], token),
        ["by name"] = (module, token) => module["f"].Evaluate(new Dictionary<string, double> { ["x"] = 1, ["y"] = 2 }, token),
        ["object"] = (module, token) => module["f"].EvaluateFor(new { x = 1.0, y = 2.0 }, token),
        ["source"] = (module, token) => module["f"].ToSource(token),
        ["delegate"] = (module, token) => module["f"].Compile<Func<double, double, double>>(token),
        ["tree"] = (module, token) => module["f"].ToExpression<Func<double, double, double>>(token),
        ["span"] = (module, token) => module["f"].CompileValue(token),
        ["gradient"] = (module, token) => module["f"].CompileGradient(cancellation: token),
        ["Hessian"] = (module, token) => module["f"].CompileHessian(cancellation: token),
        ["Jacobian"] = (module, token) => module["f"].CompileJacobian(cancellation: token),
        ["directional"] = (module, token) => module["f"].CompileDirectional(token),
        ["Hessian-vector"] = (module, token) => module["f"].CompileHessianVector(token),
        ["batch"] = (module, token) => module["f"].CompileBatch(BatchOutputs.ValueAndGradient, cancellation: token),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_is_cancelled_ends_and_can_be_asked_for_again(string way)
    {
        GateModule module = GateModule.Parse(Text);
        Assert.ThrowsAny<OperationCanceledException>(() => ways[way](module, cancelled));
        ways[way](module, default);
    }

    /// <summary>Gates whose graph, derivatives, printing or code take some hundred milliseconds.</summary>
    static readonly string[] large =
    [
        "let g x = x ** 3 + sin (x * x)\nlet f x = g" + new string('\'', 25) + " x\n",
        "let f0 x y = x * y\n" + string.Concat(Enumerable.Range(0, 22).Select(i => $"let f{i + 1} x y = f{i} (x + {i}) y + f{i} x (y * {i})\n")) + "let f x = f22 x x\n",
        "let f x = x" + string.Concat(Enumerable.Range(0, Repository.Long ? 200_000 : 20_000).Select(i => $" + sin (x * {i})")) + "\n",
    ];

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2)]
    public void It_ends_soon(int which)
    {
        double most = Repository.Long ? 50 : 1_000;         // a busy machine gives a thread no turn for some time
        foreach (var (way, work) in ways.Where(pair => pair.Key is "value" or "source" or "gradient" or "batch" or "parse"))
        {
            string text = large[which];
            GateModule? module = way == "parse" ? null : GateModule.Parse(text);
            using var source = new CancellationTokenSource();
            var watch = new Stopwatch();
            using CancellationTokenRegistration started = source.Token.Register(watch.Start);
            source.CancelAfter(40);
            try
            {
                if (module is null) GateModule.Parse(text, null, source.Token);
                else if (way == "value") module["f"].Evaluate([0.5], source.Token);
                else work(module, source.Token);
            }
            catch (OperationCanceledException) { }
            catch (GateException) { }
            Assert.True(watch.ElapsedMilliseconds <= most, $"{way} of text {which} ended {watch.ElapsedMilliseconds} ms after it was cancelled");
        }
    }
}
