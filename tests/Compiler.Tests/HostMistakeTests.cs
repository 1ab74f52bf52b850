using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>What a host gets wrong is an ArgumentException that says what.</summary>
public class HostMistakeTests
{
    delegate double ByRef(ref double x, double y);
    delegate double ByOut(out double x, double y);
    delegate double ByIn(in double x, double y);
    delegate ref double GivesRef(double x, double y);
    delegate void GivesNothing(double x, double y);

    static readonly Gate Gate = GateModule.Parse("let f a b = a * b\n")["f"];

    static readonly Action[] Shapes =
    [
        () => Gate.Compile<Delegate>(), () => Gate.Compile<MulticastDelegate>(), () => Gate.ToExpression<Delegate>(), () => Gate.ToExpression<MulticastDelegate>(),
        () => Gate.Compile<ByRef>(), () => Gate.Compile<ByOut>(), () => Gate.Compile<ByIn>(), () => Gate.Compile<GivesRef>(), () => Gate.Compile<GivesNothing>(),
        () => Gate.ToExpression<ByRef>(), () => Gate.ToExpression<ByOut>(), () => Gate.ToExpression<ByIn>(),
        () => Gate.Compile<Func<double>>(), () => Gate.Compile<Func<double, double>>(), () => Gate.Compile<Func<double, double, double, double>>(), () => Gate.Compile<Func<double, double, bool>>(),
        () => Gate.Compile<Func<double, decimal, double>>(), () => Gate.Compile<Func<double, object, double>>(), () => Gate.Compile<Func<double, double?, double>>(), () => Gate.Compile<Action<double, double>>(),
        () => Gate.Compile<Func<double, double, Task<double>>>(), () => Gate.Compile<GradientFunction>(), () => Gate.Compile<Comparison<string>>(),
    ];

    [Fact]
    public void A_delegate_that_does_not_fit_is_told_the_signature() =>
        Assert.All(Shapes, compile => Assert.Contains(Gate.Signature, Assert.Throws<ArgumentException>(compile).Message));

    static readonly Action[] Values =
    [
        () => Gate.CompileBatch((BatchOutputs)7), () => Gate.CompileBatch((BatchOutputs)(-1)), () => Gate.CompileBatch(threads: -1),
        () => Gate.CompileGradient(["c"]), () => Gate.CompileGradient([""]), () => Gate.CompileHessian(["c"]), () => Gate.CompileBatch(BatchOutputs.ValueAndGradient, ["c"]),
        () => Gate.Evaluate(1), () => Gate.Evaluate(1, 2, 3), () => Gate.EvaluateAll(), () => Gate.Derivative("c"), () => Gate.Derivative(""),
        () => Gate.CompileGradient()([1], new double[2]), () => Gate.CompileGradient()([1, 2], new double[1]),
        () => Gate.CompileBatch().Invoke(-1, [1.0, 2.0], [new double[1]]), () => Gate.CompileBatch().Invoke(2, [1.0, 2.0], [new double[1]]), () => Gate.CompileBatch().Invoke(1, [1.0], [new double[1]]),
        () => Gate.CompileBatch().Invoke(1, [new double[0], 1.0], [new double[1]]), () => Gate.CompileBatch().Invoke(1, [1.0, 1.0], Array.Empty<Memory<double>>()),
        () => _ = GateOptions.Default.Functions.Add("a b", (double x) => x), () => _ = GateOptions.Default.Functions.Add("", (double x) => x), () => _ = GateOptions.Default.Functions.Add("exp", (double x) => x),
        () => _ = GateModule.Parse("let f x = x")["g"], () => _ = GateModule.Parse("let f g = g 1.0 + 1")["f"], () => _ = new Diagnostic("", (Severity)9, new("", ""), default, ""),
    ];

    [Fact]
    public void A_value_that_does_not_fit_is_an_argument_exception() => Assert.All(Values, call =>
    {
        Exception? found = Record.Exception(call);
        Assert.True(found is ArgumentException { Message.Length: > 20 } and not ArgumentNullException, found?.ToString() ?? "no exception");
    });
}
