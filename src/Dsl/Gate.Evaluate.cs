using System.Diagnostics.CodeAnalysis;
using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl;

// Calls without generated code: by position, by name, from the properties of an object.
public sealed partial class Gate
{
    /// <summary>Its value, without generating code: for gates used a few times. Truth values are passed as 1 and 0.</summary>
    /// <param name="arguments">One number for each float, int and truth value among the parameters, from left to right; of a gate of one array, its elements.</param>
    /// <returns>The result; of a truth value 1 or 0.</returns>
    /// <exception cref="ArgumentException">The number of arguments is wrong, or the result is a tuple.</exception>
    public double Evaluate(params ReadOnlySpan<double> arguments) => Evaluate(arguments, CancellationToken.None);

    /// <summary>The same, for the first time, when its graph is made, as long as somebody wants it.</summary>
    /// <param name="arguments">As in <see cref="Evaluate(ReadOnlySpan{double})"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    public double Evaluate(ReadOnlySpan<double> arguments, CancellationToken cancellation)
    {
        CheckCount(arguments.Length);
        Circuit circuit = Circuit(Outputs.Value, cancellation);
        if (circuit.Outputs.Length != 1) throw new ArgumentException($"the result of {Signature} is a tuple; use EvaluateAll");
        Span<double> result = stackalloc double[1];
        Run(circuit, arguments, result, cancellation);
        return result[0];
    }

    /// <summary>All items of its result, from left to right: <see cref="Evaluate(ReadOnlySpan{double})"/> for results that are tuples.</summary>
    /// <param name="arguments">As in <see cref="Evaluate(ReadOnlySpan{double})"/>.</param>
    public double[] EvaluateAll(params ReadOnlySpan<double> arguments) => EvaluateAll(arguments, CancellationToken.None);

    /// <summary>The same, for the first time, when its graph is made, as long as somebody wants it.</summary>
    /// <param name="arguments">As in <see cref="Evaluate(ReadOnlySpan{double})"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    public double[] EvaluateAll(ReadOnlySpan<double> arguments, CancellationToken cancellation)
    {
        CheckCount(arguments.Length);
        Circuit circuit = Circuit(Outputs.Value, cancellation);
        var result = new double[circuit.Outputs.Length];
        Run(circuit, arguments, result, cancellation);
        return result;
    }

    /// <summary>Its value and derivatives, without generating code, into memory of the caller.</summary>
    /// <param name="inputs">One number for each of <see cref="Inputs"/>.</param>
    /// <param name="outputs">Receives one number for each of <see cref="OutputNames"/>.</param>
    /// <param name="derivatives">0: the items of the result; 1: also the first partial derivatives; 2: also the second ones.</param>
    /// <param name="likeBatch">Whether the functions are those that batches compute with, so that a row has the bits that it has in a batch; else those of a call.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A span has another length; or second derivatives are asked for where the result is not one float.</exception>
    public void EvaluateAll(ReadOnlySpan<double> inputs, Span<double> outputs, int derivatives = 0, bool likeBatch = false, CancellationToken cancellation = default)
    {
        Circuit circuit = Circuit(OutputsOf(derivatives), cancellation);
        if (likeBatch) circuit = likeBatches[derivatives] ??= circuit with { Reproducible = true };
        CheckCount(inputs.Length);
        if (outputs.Length != circuit.Outputs.Length) throw new ArgumentException($"{circuit.Outputs.Length} numbers are computed, there is room for {outputs.Length}: {Signature}", nameof(outputs));
        Run(circuit, inputs, outputs, cancellation);
    }

    /// <summary>
    /// What a call computes, in order: of a gate g <c>g</c>, of a tuple <c>g.1</c>, <c>g.2</c>; then of each of these its partial derivatives <c>g'x</c>; then the second
    /// ones <c>g'x'y</c>, with x at or before y.
    /// </summary>
    /// <param name="derivatives">0: the items of the result; 1: also the first partial derivatives; 2: also the second ones.</param>
    /// <exception cref="GateException">There are more than <see cref="Limits.Outputs"/>.</exception>
    public IReadOnlyList<string> OutputNames(int derivatives = 0) => Guarded(() =>
    {
        Outputs what = OutputsOf(derivatives);
        new Ir.Budget(Options.Limits).AskForOutputs(Pipeline.Count(what, ParameterLeaves.Of([ResultType], []).Length, Partials.Count));
        return Results.Names(this, (int)what, Partials);
    });

    /// <summary>Its value, with the inputs by their names. Truth values are 1 and 0.</summary>
    /// <param name="values">A number for each of <see cref="Inputs"/>; names that the gate does not have are ignored.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An input has no value, or the result is a tuple.</exception>
    public double Evaluate(IReadOnlyDictionary<string, double> values, CancellationToken cancellation = default)
    {
        Span<double> numbers = Leaves.Length <= OnStack ? stackalloc double[OnStack] : new double[Leaves.Length];
        NamedValues.Read(this, values, numbers);
        return Evaluate(numbers[..Leaves.Length], cancellation);
    }

    /// <summary>All items of its result, with the inputs by their names.</summary>
    /// <param name="values">As in <see cref="Evaluate(IReadOnlyDictionary{string, double}, CancellationToken)"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An input has no value.</exception>
    public double[] EvaluateAll(IReadOnlyDictionary<string, double> values, CancellationToken cancellation = default)
    {
        var numbers = new double[Leaves.Length];
        NamedValues.Read(this, values, numbers);
        return EvaluateAll(numbers, cancellation);
    }

    /// <summary>Its value, with the inputs from the properties of an object: <c>gate.EvaluateFor(new { x = 1.5, flag = true })</c>. Nothing is boxed.</summary>
    /// <typeparam name="TInput">
    /// A type with a property for each of <see cref="Inputs"/>, of the same name or one that differs in case and underscores only. A float is a double, a float or an
    /// int there, an int an int, a truth value a bool. Other properties are ignored.
    /// </typeparam>
    /// <param name="values">The object.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An input has no property, or one of another type; or the result is a tuple.</exception>
    public double EvaluateFor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TInput>(TInput values, CancellationToken cancellation = default)
    {
        Span<double> numbers = Leaves.Length <= OnStack ? stackalloc double[OnStack] : new double[Leaves.Length];
        NamedValues.Read(this, values, numbers);
        return Evaluate(numbers[..Leaves.Length], cancellation);
    }

    static Outputs OutputsOf(int derivatives) =>
        derivatives is >= 0 and <= 2 ? (Outputs)derivatives : throw new ArgumentOutOfRangeException(nameof(derivatives), derivatives, "derivatives are of order 0, 1 or 2");

    // Of a gate of one array the numbers are its elements.
    bool IsOfOneArray => Leaves is [{ Type: GateType.Array { Element: GateType.Basic } }];

    void Run(Circuit circuit, ReadOnlySpan<double> inputs, Span<double> outputs, CancellationToken cancellation)
    {
        if (circuit.HasArrays) RunWithArrays(circuit, inputs, outputs, cancellation);
        else Interpreter.Run(circuit, inputs, outputs);
    }

    // In a method of its own: C# would allocate the closure on every call.
    void RunWithArrays(Circuit circuit, ReadOnlySpan<double> inputs, Span<double> outputs, CancellationToken cancellation)
    {
        if (circuit.Outputs.Any(output => circuit.Kinds[output].IsArray())) throw new ArgumentException($"the result is an array; use Evaluate of GateValues: {Signature}");
        try
        {
            if (IsOfOneArray) Interpreter.RunMachine(circuit, [new ArrayData(inputs.ToArray(), inputs.Length)], outputs, cancellation);
            else Interpreter.RunMachine(circuit, inputs, outputs, cancellation);
        }
        catch (GateRunException e) { throw e.At(source, at); }
    }

    void CheckCount(int count)
    {
        if (IsOfOneArray) return;
        if (HasArrays) throw new ArgumentException($"arrays are passed as values, by Evaluate of GateValues: {Signature}");
        if (count != Leaves.Length) throw new ArgumentException($"{Leaves.Length} numbers are needed, {count} given: {Signature}");
    }
}
