using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using GateDsl.Compiler.Batch;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Tracing;

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
    /// An array of floats is a double[], a ReadOnlyMemory&lt;double&gt; or a ReadOnlySpan&lt;double&gt;, one of truth values a bool[], a matrix a double[,] or a double[][].
    /// </typeparam>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">
    /// The delegate does not fit, or has a parameter of the name of another parameter of the gate: the order is the gate's. The message states the gate's signature.
    /// </exception>
    public static TDelegate Compile<TDelegate>(this Gate gate, CancellationToken cancellation = default) where TDelegate : Delegate =>
        gate.Compile<TDelegate>(Target.Until(cancellation));

    /// <summary>The gate as a LINQ expression tree: to look at, to put into a larger one, or to compile in another way.</summary>
    /// <typeparam name="TDelegate">A delegate of the gate's shape: see <see cref="Compile{TDelegate}(Gate, CancellationToken)"/>.</typeparam>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The delegate does not fit. The message states the gate's signature.</exception>
    public static Expression<TDelegate> ToExpression<TDelegate>(this Gate gate, CancellationToken cancellation = default) where TDelegate : Delegate =>
        (Expression<TDelegate>)CallCode.Tree(CallShape.Of(gate, typeof(TDelegate), cancellation));

    /// <summary>The gate as a function of an object with its inputs: <c>call.CompileFor&lt;Option&gt;()</c>. The names say what is what, not the order.</summary>
    /// <typeparam name="TInput">A type with a property for each of <see cref="Gate.Inputs"/>: see <see cref="Gate.EvaluateFor{TInput}"/>.</typeparam>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A property is missing or has another type, or the result is not one float.</exception>
    public static Func<TInput, double> CompileFor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TInput>(
        this Gate gate, CancellationToken cancellation = default) =>
        gate.CompileFor<TInput, double>(cancellation);

    /// <summary>The gate as a function of an object with its inputs, to its result, or to an object with its value and partial derivatives.</summary>
    /// <typeparam name="TInput">A type with a property for each of <see cref="Gate.Inputs"/>: see <see cref="Gate.EvaluateFor{TInput}"/>.</typeparam>
    /// <typeparam name="TOutput">
    /// The type of the result: double, bool or int; of a tuple a ValueTuple. Or a type whose constructor's parameters, or else settable properties, are named as
    /// the gate (or <c>Value</c>), which receives the value, and as float inputs, which receive the partial derivatives in them: all are double.
    /// </typeparam>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A name of the gate has no property, a member of the result has no meaning, or a type does not fit.</exception>
    public static Func<TInput, TOutput> CompileFor<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TInput,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] TOutput>(
        this Gate gate, CancellationToken cancellation = default) =>
        gate.CompileFor<TInput, TOutput>(Target.Until(cancellation));

    /// <summary>The gate with some of its parameters fixed: <c>loss.Bind(("rows", X), ("labels", y)).CompileGradient()</c> is what an optimiser drives. Arrays are not copied.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="data">The names of parameters with their values.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or it is bound twice.</exception>
    public static BoundGate Bind(this Gate gate, params ReadOnlySpan<(string Name, GateValue Value)> data) => new(Given.NotNull(gate), data);

    /// <summary>The items of the result as a function over spans: for gates of more parameters than a delegate can have.</summary>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    public static ValueFunction CompileValue(this Gate gate, CancellationToken cancellation = default) =>
        gate.CompileValue(Target.Until(cancellation));

    /// <summary>The value with its partial derivatives; what they have in common is computed once.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="parameters">The float parameters to differentiate in; null: <see cref="Gate.Partials"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The result is a tuple: see <see cref="CompileJacobian(Gate, IReadOnlyList{string}?, CancellationToken)"/>. Or there is no such parameter.</exception>
    public static GradientFunction CompileGradient(this Gate gate, IReadOnlyList<string>? parameters = null, CancellationToken cancellation = default) =>
        gate.CompileGradient(parameters, Target.Until(cancellation));

    /// <summary>The value with its first and second partial derivatives.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="parameters">The float parameters to differentiate in; null: <see cref="Gate.Partials"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The result is not one float, or there is no such parameter.</exception>
    public static HessianFunction CompileHessian(this Gate gate, IReadOnlyList<string>? parameters = null, CancellationToken cancellation = default) =>
        gate.CompileHessian(parameters, Target.Until(cancellation));

    /// <summary>The items of the result with their partial derivatives.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="parameters">The float parameters to differentiate in; null: <see cref="Gate.Partials"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public static JacobianFunction CompileJacobian(this Gate gate, IReadOnlyList<string>? parameters = null, CancellationToken cancellation = default) =>
        gate.CompileJacobian(parameters, Target.Until(cancellation));

    /// <summary>The items of the result with their derivatives in a direction that each call gives: J·v at the cost of a few values, however many parameters.</summary>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    public static DirectionalFunction CompileDirectional(this Gate gate, CancellationToken cancellation = default) =>
        gate.CompileDirectional(Target.Until(cancellation));

    /// <summary>The value, its partial derivatives, and the product of the Hessian with a vector that each call gives: H·v at the cost of a few gradients.</summary>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The result is not one float.</exception>
    public static HessianVectorFunction CompileHessianVector(this Gate gate, CancellationToken cancellation = default) =>
        gate.CompileHessianVector(Target.Until(cancellation));

    /// <summary>The gate over columns.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="outputs">What is computed for each row.</param>
    /// <param name="parameters">The float parameters to differentiate in; null: <see cref="Gate.Partials"/>.</param>
    /// <param name="threads">How many threads may work on one batch; 0: as many as there are processors.</param>
    /// <param name="certified">
    /// Whether every number is the correctly rounded double of its real value, proven, or NaN where that could not be decided: see <see cref="BatchFunction.Certified"/>. Derivatives are
    /// those of the gate as written.
    /// </param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The gate has no such derivatives, or no such parameter.</exception>
    /// <exception cref="InvalidOperationException">It is to be certified and calls functions of the application.</exception>
    public static BatchFunction CompileBatch(
        this Gate gate, BatchOutputs outputs = BatchOutputs.Value, IReadOnlyList<string>? parameters = null, int threads = 0, bool certified = false,
        CancellationToken cancellation = default) =>
        certified ? CertifiedCode.Batch(gate, outputs, parameters, threads, Target.Until(cancellation).For(Given.NotNull(gate))) : gate.CompileBatch(outputs, parameters, threads, Target.Until(cancellation));

    /// <summary>
    /// The gate over columns with bounds: for each number a lower and an upper one, between which its real value lies, proven. They are a few units in the last place apart where the gate
    /// as written loses no digits, and both NaN where nothing is known.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="outputs">What is bounded for each row.</param>
    /// <param name="parameters">The float parameters to differentiate in; null: all, in their order.</param>
    /// <param name="threads">How many threads may work on one batch; 0: as many as there are processors.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>A function with two columns for each output, <c>g.lower</c> and <c>g.upper</c>.</returns>
    /// <exception cref="ArgumentException">The gate has no such derivatives, or no such parameter.</exception>
    /// <exception cref="InvalidOperationException">It calls functions of the application.</exception>
    public static BatchFunction CompileBounds(
        this Gate gate, BatchOutputs outputs = BatchOutputs.Value, IReadOnlyList<string>? parameters = null, int threads = 0, CancellationToken cancellation = default) =>
        CertifiedCode.Bounds(gate, outputs, parameters, threads, cancellation);

    /// <summary>A certified batch for one thread, which looks for the digits of a row as long as it is told to.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="outputs">What is computed for each row.</param>
    /// <param name="jit">Whether the plain numbers beside which the certified ones are counted come from generated code: for few rows it does not pay.</param>
    /// <param name="limits">Where the search for the digits of a row ends; null: 32,768 bits and a second.</param>
    /// <exception cref="ArgumentException">The gate has no such derivatives.</exception>
    /// <exception cref="InvalidOperationException">It calls functions of the application.</exception>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    public static BatchFunction CompileCertified(this Gate gate, BatchOutputs outputs, bool jit, CertifyLimits? limits = null, CancellationToken cancellation = default) =>
        CertifiedCode.Batch(gate, outputs, null, 1, jit ? Target.Until(cancellation).For(gate) : Target.Until(cancellation) with { Jit = false }, limits);

    /// <summary>The gate over columns, some of what can be computed and nothing else.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="outputs">The names of the outputs, in the order of their columns: <c>g</c> the value (<c>g.1</c> an item of a tuple), <c>g'x</c> a partial derivative, <c>g'x'y</c> a second one.</param>
    /// <param name="threads">How many threads may work on one batch; 0: as many as there are processors.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no such output.</exception>
    public static BatchFunction CompileBatch(this Gate gate, IReadOnlyList<string> outputs, int threads = 0, CancellationToken cancellation = default) =>
        gate.CompileBatch(outputs, threads, Target.Until(cancellation));

    internal static BatchFunction CompileBatch(this Gate gate, IReadOnlyList<string> outputs, int threads, Target target) =>
        Over(gate, NamedOutputs.Circuit(gate, outputs, target.Cancellation), [.. outputs], threads, target);

    internal static TDelegate Compile<TDelegate>(this Gate gate, Target target) where TDelegate : Delegate =>
        ArrayCalls.Are(Given.NotNull(gate)) ? (TDelegate)ArrayCalls.Of(gate, typeof(TDelegate), target) : (TDelegate)CallCode.Compile(CallShape.Of(gate, typeof(TDelegate), target.Cancellation), target.For(gate));

    internal static Func<TInput, TOutput> CompileFor<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TInput,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors)] TOutput>(this Gate gate, Target target) =>
        (Func<TInput, TOutput>)CallCode.Compile(CallShape.ByName<TInput, TOutput>(gate, target.Cancellation), target.For(gate));

    internal static ValueFunction CompileValue(this Gate gate, Target target)
    {
        ArgumentNullException.ThrowIfNull(gate);
        gate.RefuseArrays("a function over spans");
        Circuit circuit = gate.Circuit(Outputs.Value, target.Cancellation);
        return SpanCode.Of<ValueFunction>(circuit, new(0, [circuit.Outputs.Length], Places(circuit.Outputs.Length, 0), gate.Signature), target.For(gate), code => code.Value);
    }

    internal static GradientFunction CompileGradient(this Gate gate, IReadOnlyList<string>? parameters, Target target)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (gate.ResultType is GateType.Tuple) throw new ArgumentException($"a gate whose result is a tuple has a Jacobian, not a gradient: {gate.Signature}");
        gate.RefuseArrays("a function over spans");
        Wanted wanted = Wanted.Of(gate, Outputs.ValueAndGradient, parameters, cancellation: target.Cancellation);
        var layout = new SpanLayout(0, [wanted.Partials], [[], .. Places(wanted.Partials, 0)], gate.Signature);
        return SpanCode.Of<GradientFunction>(wanted.Circuit, layout, target.For(gate), code => code.Gradient);
    }

    internal static HessianFunction CompileHessian(this Gate gate, IReadOnlyList<string>? parameters, Target target)
    {
        Given.NotNull(gate).RefuseArrays("a function over spans");
        Wanted wanted = Wanted.Of(gate, Outputs.ValueGradientHessian, parameters, cancellation: target.Cancellation);
        int n = wanted.Partials;
        List<(int, int)[]> places = [[], .. Places(n, 0)];
        for (int p = 0; p < n; p++)
        {
            for (int q = p; q < n; q++) places.Add(p == q ? [(1, p * n + p)] : [(1, p * n + q), (1, q * n + p)]);
        }
        return SpanCode.Of<HessianFunction>(wanted.Circuit, new(0, [n, n * n], [.. places], gate.Signature), target.For(gate), code => code.Hessian);
    }

    internal static JacobianFunction CompileJacobian(this Gate gate, IReadOnlyList<string>? parameters, Target target)
    {
        Wanted wanted = Wanted.Of(gate, Outputs.ValueAndGradient, parameters, cancellation: target.Cancellation);
        int partials = wanted.Values * wanted.Partials;
        var layout = new SpanLayout(0, [wanted.Values, partials], [.. Places(wanted.Values, 0), .. Places(partials, 1)], gate.Signature);
        return SpanCode.Of<JacobianFunction>(wanted.Circuit, layout, target.For(gate), code => code.Jacobian);
    }

    internal static DirectionalFunction CompileDirectional(this Gate gate, Target target)
    {
        ArgumentNullException.ThrowIfNull(gate);
        gate.RefuseArrays("a function over spans");
        Circuit circuit = gate.Circuit(Outputs.ValueAlong, target.Cancellation);
        int values = circuit.Outputs.Length / 2;
        var layout = new SpanLayout(FloatCount(gate), [values, values], [.. Places(values, 0), .. Places(values, 1)], gate.Signature);
        return SpanCode.Of<DirectionalFunction>(circuit, layout, target.For(gate), code => code.Directional);
    }

    internal static HessianVectorFunction CompileHessianVector(this Gate gate, Target target)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (gate.ResultType != GateType.Float) throw new ArgumentException($"only a gate whose result is one float has a Hessian: {gate.Signature}");
        gate.RefuseArrays("a function over spans");
        int n = FloatCount(gate);
        var layout = new SpanLayout(n, [n, n], [[], .. Places(n, 0), .. Places(n, 1)], gate.Signature);
        return SpanCode.Of<HessianVectorFunction>(gate.Circuit(Outputs.ValueAndGradientAlong, target.Cancellation), layout, target.For(gate), code => code.HessianVector);
    }

    internal static BatchFunction CompileBatch(this Gate gate, BatchOutputs outputs, IReadOnlyList<string>? parameters, int threads, Target target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Wanted wanted = Wanted.Of(gate, Of(outputs), parameters, values: outputs != BatchOutputs.Gradient, cancellation: target.Cancellation);
        return Over(gate, wanted.Circuit, NamedOutputs.Of(gate, wanted, outputs), threads, target);
    }

    // What takes and gives numbers has the functions of lanes in every batch, with loops inside or without; what takes or gives arrays has the bits of a call.
    static BatchFunction Over(Gate gate, Circuit circuit, IReadOnlyList<string> names, int threads, Target target)
    {
        if (!circuit.HasArrays) return new(circuit, gate.Signature, names, threads, target.For(gate));
        return new(new ArrayBatch(gate, ArrayCalls.Are(gate) || !target.Jit ? circuit : circuit with { Reproducible = true }, target), gate.Signature, names, threads);
    }

    internal static Outputs Of(BatchOutputs outputs) => outputs switch
    {
        BatchOutputs.Value => Outputs.Value,
        BatchOutputs.ValueAndGradient or BatchOutputs.Gradient => Outputs.ValueAndGradient,
        BatchOutputs.ValueGradientHessian => Outputs.ValueGradientHessian,
        _ => throw new ArgumentOutOfRangeException(nameof(outputs), outputs, "a batch gives values, gradients or Hessians"),
    };

    static int FloatCount(Gate gate) => gate.Leaves.Count(leaf => leaf.Type == GateType.Float);

    static (int, int)[][] Places(int count, int span) => [.. Enumerable.Range(0, count).Select(i => new[] { (span, i) })];
}
