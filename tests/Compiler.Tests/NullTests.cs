using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Null where none is taken is an ArgumentNullException, in every public member.</summary>
public class NullTests
{
    sealed class Input
    {
        public double X { get; set; }
    }

    [Fact]
    public void Null_is_an_argument_null_exception()
    {
        Gate gate = GateModule.Parse("let f X = X * X\n")["f"];
        Dictionary<Type, object> samples = new() { [typeof(Gate)] = gate, [typeof(string)] = "f", [typeof(BatchFunction)] = gate.CompileBatch() };
        string wrong = string.Join('\n', NullWalk.Of(typeof(GateCompiler).Assembly, samples, member => member.Name is "Compile" or "ToExpression" ? typeof(Func<double, double>) : typeof(Input))
            .Where(text => !text.StartsWith("GateCompiler.Bind(", StringComparison.Ordinal)));
        Assert.True(wrong.Length == 0, wrong);
    }

    [Fact]
    public void Bind_takes_no_null()
    {
        Gate gate = GateModule.Parse("let f x = x * x\n")["f"];
        Assert.Throws<ArgumentNullException>(() => ((Gate)null!).Bind());
        Assert.Throws<ArgumentNullException>(() => gate.Bind((null!, 1)));
        Assert.Throws<ArgumentNullException>(() => gate.Bind(("x", null!)));
    }

    [Fact]
    public void A_null_among_the_parameters_is_one_too()
    {
        Gate gate = GateModule.Parse("let f x = x * x\n")["f"];
        Assert.Throws<ArgumentNullException>(() => gate.CompileGradient([null!]));
        Assert.Throws<ArgumentNullException>(() => gate.CompileHessian([null!]));
        Assert.Throws<ArgumentNullException>(() => gate.CompileJacobian([null!]));
        Assert.Throws<ArgumentNullException>(() => gate.CompileBatch(BatchOutputs.ValueAndGradient, [null!]));
    }
}
