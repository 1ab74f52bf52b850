using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>Where the outputs of a circuit go in a function over spans.</summary>
/// <param name="Directions">How many of the inputs stand in a second input span; 0: there is none.</param>
/// <param name="Lengths">How long each output span must be.</param>
/// <param name="Places">The places of each output; several if it is wanted more than once, none if it is only returned.</param>
/// <param name="Signature">What a message about a wrong call states.</param>
sealed record SpanLayout(int Directions, int[] Lengths, (int Span, int Index)[][] Places, string Signature);

/// <summary>
/// Functions over spans: the first spans hold the inputs of a circuit one after the other, the others receive its outputs.
/// What returns a value returns the first output. Every input is read before the first output is written.
/// </summary>
static class SpanCode
{
    /// <summary>Reads and writes of spans are inlined methods, of which the JIT takes some hundreds; more are copied from and to an array.</summary>
    const int MostSpanItems = 64;

    static readonly MethodInfo read = typeof(SpanCode).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!,
        write = typeof(SpanCode).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!,
        isShortInput = typeof(SpanCode).GetMethod(nameof(IsShortInput), BindingFlags.NonPublic | BindingFlags.Static)!,
        isShortOutput = typeof(SpanCode).GetMethod(nameof(IsShortOutput), BindingFlags.NonPublic | BindingFlags.Static)!,
        tooShort = ((Action<string>)TooShort).Method;

    /// <summary>A function over spans, in the cheapest form for the circuit's size.</summary>
    public static T Of<T>(Circuit circuit, SpanLayout layout, Target target, Func<WorkspaceFunctions, T> large) where T : Delegate
    {
        if (!target.Compiles(circuit)) return large(new(WorkspaceCode.Of(circuit, target), layout));
        var schedule = new Schedule(circuit);
        target.Cancellation.ThrowIfCancellationRequested();
        bool manySpanItems = circuit.Inputs.Length + circuit.Outputs.Length > MostSpanItems;
        Func<T> split = () => large(new(new SplitCode(schedule, target.Cancellation), layout)), interpreted = () => large(new(new InterpretedCode(circuit), layout));
        return CallCode.IsOneMethod(schedule) && !manySpanItems ? Codegen.First(() => Compile<T>(schedule, layout), split, interpreted) : Codegen.First(split, interpreted);
    }

    /// <summary>Compiles a function of one or two input spans and some output spans.</summary>
    /// <typeparam name="T">A delegate of read-only spans, then spans, that returns a double or nothing.</typeparam>
    /// <param name="schedule">The circuit.</param>
    /// <param name="layout">Where the outputs go.</param>
    public static T Compile<T>(Schedule schedule, SpanLayout layout) where T : Delegate
    {
        ParameterExpression[] spans = [.. Reflected.InvokeOf(typeof(T)).GetParameters().Select(p => Expression.Parameter(p.ParameterType, p.Name))];
        Circuit circuit = schedule.Circuit;
        int own = circuit.Inputs.Length - layout.Directions;
        int[] inputs = spans.Length > layout.Lengths.Length + 1 ? [own, layout.Directions] : [own];
        var inputLocals = new ParameterExpression?[circuit.Inputs.Length];
        List<Expression> body = [Check(spans, inputs, layout)];
        for (int i = 0; i < circuit.Nodes.Length; i++)
        {
            Node node = circuit.Nodes[i];
            if (node.Op != Op.Input) continue;
            int position = (int)node.Bits, span = position < own ? 0 : 1;
            Expression value = Expression.Call(read, spans[span], Expression.Constant(span == 0 ? position : position - own));
            if (circuit.Kinds[i] == Kind.Bool) value = Expression.NotEqual(value, Expression.Constant(0.0));
            inputLocals[position] = Expression.Variable(value.Type);
            body.Add(Expression.Assign(inputLocals[position]!, value));
        }
        var statements = new Statements(schedule, position => inputLocals[position]!);
        body.AddRange(statements.Of(schedule.Steps));
        for (int i = 0; i < circuit.Outputs.Length; i++)
        {
            foreach ((int span, int index) in layout.Places[i])
            {
                body.Add(Expression.Call(write, spans[inputs.Length + span], Expression.Constant(index), AsNumber(statements.Value(circuit.Outputs[i]))));
            }
        }
        if (Reflected.InvokeOf(typeof(T)).ReturnType == typeof(double)) body.Add(AsNumber(statements.Value(circuit.Outputs[0])));
        else body.Add(Expression.Empty());
        return Codegen.Compile(Expression.Lambda<T>(Expression.Block([.. inputLocals.OfType<ParameterExpression>(), .. statements.Locals], body), spans));
    }

    public static Expression AsNumber(Expression value) =>
        value.Type == typeof(bool) ? Expression.Condition(value, Expression.Constant(1.0), Expression.Constant(0.0)) : value;

    /// <summary>The error of a call with a span that is too short.</summary>
    [DoesNotReturn]
    public static void TooShort(string signature) => throw new ArgumentException($"a span is too short for {signature}");

    static Expression Check(ParameterExpression[] spans, int[] inputs, SpanLayout layout)
    {
        Expression? anyShort = null;
        for (int i = 0; i < spans.Length; i++)
        {
            Expression isShort = i < inputs.Length
                ? Expression.Call(isShortInput, spans[i], Expression.Constant(inputs[i]))
                : Expression.Call(isShortOutput, spans[i], Expression.Constant(layout.Lengths[i - inputs.Length]));
            anyShort = anyShort is null ? isShort : Expression.OrElse(anyShort, isShort);
        }
        return Expression.IfThen(anyShort!, Expression.Call(tooShort, Expression.Constant(layout.Signature)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsShortInput(ReadOnlySpan<double> span, int length) => span.Length < length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsShortOutput(Span<double> span, int length) => span.Length < length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double Read(ReadOnlySpan<double> span, int index) => Unsafe.Add(ref MemoryMarshal.GetReference(span), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(Span<double> span, int index, double value) => Unsafe.Add(ref MemoryMarshal.GetReference(span), index) = value;
}
