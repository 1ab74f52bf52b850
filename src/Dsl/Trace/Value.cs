using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>What a term is worth while it is traced: numbers are wires, and functions are still functions.</summary>
abstract record Value;

/// <summary>A float, an int or a truth value: a node of the graph.</summary>
sealed record WireValue(int Id) : Value;

sealed record TupleValue(ImmutableArray<Value> Items) : Value;

/// <summary>
/// An array. Columns has the shape of one element, with an array of numbers or truth values in the place of each number: an array of pairs is a pair of arrays, and what is an array
/// in each element is an array of one rank more.
/// </summary>
sealed record ArrayValue(Value Columns) : Value;

/// <summary>Something that can be applied to one argument after another.</summary>
abstract record FunctionValue : Value
{
    /// <summary>How many arguments it waits for before anything is computed.</summary>
    public abstract int Arity { get; }

    /// <summary>Its result on exactly <see cref="Arity"/> arguments.</summary>
    public abstract Value Call(Trace trace, ReadOnlySpan<Value> arguments);
}

sealed record Closure(Lambda Lambda, Frame Frame) : FunctionValue
{
    public override int Arity => Lambda.Parameters.Length;

    public override Value Call(Trace trace, ReadOnlySpan<Value> arguments)
    {
        var frame = new Frame(Frame);
        for (int i = 0; i < arguments.Length; i++) trace.Bind(frame, Lambda.Parameters[i], arguments[i]);
        return trace.Evaluate(Lambda.Body, frame);
    }
}

/// <summary>A function that has got some of its arguments.</summary>
sealed record Partly(FunctionValue Function, ImmutableArray<Value> Given) : FunctionValue
{
    public override int Arity => Function.Arity - Given.Length;

    public override Value Call(Trace trace, ReadOnlySpan<Value> arguments) => Function.Call(trace, [.. Given, .. arguments]);
}

/// <summary>A function made by the compiler: a built-in gate, a composition, a derivative.</summary>
sealed record Native(int Count, Native.Code Body) : FunctionValue
{
    public delegate Value Code(Trace trace, ReadOnlySpan<Value> arguments);

    /// <summary>The gate whose parameters it has, of a derivative.</summary>
    public Value? Of { get; init; }

    public override int Arity => Count;

    public override Value Call(Trace trace, ReadOnlySpan<Value> arguments) => Body(trace, arguments);
}

/// <summary>The values of the names of one scope.</summary>
/// <param name="outer">The scope around it.</param>
/// <param name="source">The text that it is in, where that is another one than that of the scope around it.</param>
sealed class Frame(Frame? outer, Source? source = null)
{
    static readonly Source nowhere = new("", "");

    /// <summary>The text that its terms stand in.</summary>
    public Source Source { get; } = source ?? outer?.Source ?? nowhere;

    readonly Dictionary<Symbol, Value> values = [];

    public void Set(Symbol symbol, Value value) => values[symbol] = value;

    /// <summary>The value of a name in this scope or one around it; null where it has none. Scopes may be nested a thousand deep.</summary>
    public Value? Find(Symbol symbol, Budget budget)
    {
        int scopes = 0;
        Value? value = null;
        for (Frame? frame = this; frame is not null && !frame.values.TryGetValue(symbol, out value); frame = frame.Outer) scopes++;
        budget.Spend(scopes / 4);
        return value;
    }

    Frame? Outer { get; } = outer;
}
