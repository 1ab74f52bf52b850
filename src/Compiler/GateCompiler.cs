using System.Linq.Expressions;
using GateDsl.Compiler.Batch;
using GateDsl.Compiler.Lower;
using GateDsl.Graphs;

namespace GateDsl.Compiler;

/// <summary>
/// Compiles gates. What comes out is safe to call from any thread, allocates nothing when called, and is collected when it is no longer used.
/// Where no code can be generated, everything works through the interpreter.
/// </summary>
public static class GateCompiler
{
    /// <summary>The gate as a delegate.</summary>
    /// <typeparam name="TDelegate">
    /// A delegate of the gate's shape: double for float, bool for bool, int or double for int, a ValueTuple for a tuple; a tuple parameter may also be its items one by one.
    /// </typeparam>
    /// <exception cref="ArgumentException">The delegate does not fit. The message states the gate's signature.</exception>
    public static TDelegate Compile<TDelegate>(this Gate gate) where TDelegate : Delegate => gate.Compile<TDelegate>(Target.Machine);

    /// <summary>The gate as a LINQ expression tree: to look at, to put into a larger one, or to compile in another way.</summary>
    /// <typeparam name="TDelegate">A delegate of the gate's shape: see <see cref="Compile{TDelegate}(Gate)"/>.</typeparam>
    /// <exception cref="ArgumentException">The delegate does not fit. The message states the gate's signature.</exception>
    public static Expression<TDelegate> ToExpression<TDelegate>(this Gate gate) where TDelegate : Delegate =>
        (Expression<TDelegate>)CallCode.Tree(gate, typeof(TDelegate));

    /// <summary>The value with the partial derivatives in all float parameters; what they have in common is computed once.</summary>
    /// <exception cref="ArgumentException">The result is a tuple: see <see cref="CompileJacobian(Gate)"/>.</exception>
    public static GradientFunction CompileGradient(this Gate gate) => gate.CompileGradient(Target.Machine);

    /// <summary>The value with the first and second partial derivatives in all float parameters.</summary>
    /// <exception cref="ArgumentException">The result is not one float.</exception>
    public static HessianFunction CompileHessian(this Gate gate) => gate.CompileHessian(Target.Machine);

    /// <summary>The items of the result with their partial derivatives in all float parameters.</summary>
    public static JacobianFunction CompileJacobian(this Gate gate) => gate.CompileJacobian(Target.Machine);

    /// <summary>The gate over columns.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="outputs">What is computed for each row.</param>
    /// <param name="threads">How many threads may work on one batch; 0: as many as there are processors.</param>
    /// <exception cref="ArgumentException">The gate has no such derivatives.</exception>
    public static BatchFunction CompileBatch(this Gate gate, BatchOutputs outputs = BatchOutputs.Value, int threads = 0) =>
        gate.CompileBatch(outputs, threads, Target.Machine);

    internal static TDelegate Compile<TDelegate>(this Gate gate, Target target) where TDelegate : Delegate =>
        (TDelegate)CallCode.Compile(gate, typeof(TDelegate), target);

    internal static GradientFunction CompileGradient(this Gate gate, Target target)
    {
        if (gate.ResultType is GateType.Tuple) throw new ArgumentException($"a gate whose result is a tuple has a Jacobian, not a gradient: {gate.Signature}");
        Circuit circuit = gate.Circuit(Outputs.ValueAndGradient);
        int n = circuit.Outputs.Length - 1;
        var layout = new SpanLayout(0, [n], [[], .. Enumerable.Range(0, n).Select(i => new[] { (0, i) })], gate.Signature);
        return SpanCode.Of<GradientFunction>(circuit, layout, target, code => code.Gradient);
    }

    internal static HessianFunction CompileHessian(this Gate gate, Target target)
    {
        Circuit circuit = gate.Circuit(Outputs.ValueGradientHessian);
        int n = FloatParameters(gate).Count();
        List<(int, int)[]> places = [[], .. Enumerable.Range(0, n).Select(i => new[] { (0, i) })];
        for (int p = 0; p < n; p++)
        {
            for (int q = p; q < n; q++) places.Add(p == q ? [(1, p * n + p)] : [(1, p * n + q), (1, q * n + p)]);
        }
        return SpanCode.Of<HessianFunction>(circuit, new(0, [n, n * n], [.. places], gate.Signature), target, code => code.Hessian);
    }

    internal static JacobianFunction CompileJacobian(this Gate gate, Target target)
    {
        Circuit circuit = gate.Circuit(Outputs.ValueAndGradient);
        int values = gate.Circuit(Outputs.Value).Outputs.Length, partials = circuit.Outputs.Length - values;
        var layout = new SpanLayout(0, [values, partials],
            [.. Enumerable.Range(0, values).Select(i => new[] { (0, i) }), .. Enumerable.Range(0, partials).Select(i => new[] { (1, i) })], gate.Signature);
        return SpanCode.Of<JacobianFunction>(circuit, layout, target, code => code.Jacobian);
    }

    internal static BatchFunction CompileBatch(this Gate gate, BatchOutputs outputs, int threads, Target target)
    {
        Circuit circuit = gate.Circuit(outputs switch
        {
            BatchOutputs.Value => Outputs.Value,
            BatchOutputs.ValueAndGradient => Outputs.ValueAndGradient,
            _ => Outputs.ValueGradientHessian,
        });
        return new(circuit, gate.Signature, OutputNames(gate, outputs), threads, target);
    }

    static string[] OutputNames(Gate gate, BatchOutputs outputs)
    {
        int count = gate.Circuit(Outputs.Value).Outputs.Length;
        string[] values = count == 1 ? [gate.Name] : [.. Enumerable.Range(1, count).Select(i => $"{gate.Name}.{i}")];
        if (outputs == BatchOutputs.Value) return values;
        string[] names = [.. FloatParameters(gate)];
        string[] first = [.. values.SelectMany(value => names.Select(p => $"{value}'{p}"))];
        if (outputs == BatchOutputs.ValueAndGradient) return [.. values, .. first];
        return [.. values, .. first, .. names.SelectMany((p, i) => names.Skip(i).Select(q => $"{gate.Name}'{p}'{q}"))];
    }

    static IEnumerable<string> FloatParameters(Gate gate) => gate.Leaves.Where(leaf => leaf.Type == GateType.Float).Select(leaf => leaf.Name);
}
