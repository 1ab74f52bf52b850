using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Batch;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>
/// What is one in the code of a circuit with arrays, however deep loops are nested: its locals, the way out, memory for arrays, and what is spent. Where anything is wrong the code goes out,
/// and the interpreter says what it is: so compiled code raises no error, and computes early what may fail.
/// </summary>
/// <param name="addsOneByOne">Whether sums are added one by one.</param>
/// <param name="vectors">The width of vectors.</param>
sealed class ProgramCode(bool addsOneByOne, VectorShape vectors)
{
    static readonly MethodInfo check = typeof(ArraySpace).GetMethod(nameof(ArraySpace.Check))!, clear = ArrayValue.Method(nameof(ArrayMemory.Clear)),
        copy = ArrayValue.Method(nameof(ArrayMemory.Copy)), copyApart = ArrayValue.Method(nameof(ArrayMemory.CopyApart)),
        add = ArrayValue.Method(nameof(ArrayMemory.Add)), addApart = ArrayValue.Method(nameof(ArrayMemory.AddApart));

    static readonly MethodInfo[] allocate = [.. Enumerable.Range(1, ArrayValue.MostRank).Select(rank =>
        typeof(ArraySpace).GetMethod(nameof(ArraySpace.Allocate), [.. Enumerable.Repeat(typeof(int), rank)])!)];

    static readonly FieldInfo steps = typeof(ArraySpace).GetField(nameof(ArraySpace.Steps))!, stop = typeof(ArraySpace).GetField(nameof(ArraySpace.Stop))!,
        top = typeof(ArraySpace).GetField(nameof(ArraySpace.Top))!;

    readonly List<ParameterExpression> locals = [];

    public VectorShape Vectors { get; } = vectors;

    public bool AddsOneByOne { get; } = addsOneByOne;

    public ParameterExpression Space { get; } = Expression.Parameter(typeof(ArraySpace), "space");

    public ParameterExpression Arena { get; } = Expression.Variable(typeof(double[]), "arena");

    public LabelTarget Out { get; } = Expression.Label("out");

    public IEnumerable<ParameterExpression> Locals => locals.Prepend(Arena);

    /// <summary>How many numbers at the beginning of the memory loops add up in.</summary>
    public int Reserved { get; private set; }

    /// <summary>How often memory was asked for: whether some code does is seen by this.</summary>
    public int Allocations { get; private set; }

    public Expression Top => Expression.Field(Space, top);

    public void Declare(IEnumerable<ParameterExpression> more) => locals.AddRange(more);

    public ParameterExpression Local(Type type)
    {
        ParameterExpression local = Expression.Variable(type);
        locals.Add(local);
        return local;
    }

    /// <summary>A value that costs nothing to repeat: a local, unless it is one already.</summary>
    public Expression Kept(Expression value, List<Expression> statements)
    {
        if (value is ParameterExpression or ConstantExpression) return value;
        ParameterExpression local = Local(value.Type);
        statements.Add(Expression.Assign(local, value));
        return local;
    }

    /// <summary>Memory that a loop has for itself.</summary>
    public int Reserve(int count) => (Reserved += count) - count;

    /// <summary>The way out, where a condition holds.</summary>
    public Expression OutIf(Expression condition) => Expression.IfThen(condition, Expression.Goto(Out));

    /// <summary>Counts steps, and looks now and then whether there may be more.</summary>
    public Expression Spend(Expression count) => Expression.Block(typeof(void),
        Expression.Assign(Expression.Field(Space, steps), Expression.Add(Expression.Field(Space, steps), count)),
        Expression.IfThen(Expression.GreaterThan(Expression.Field(Space, steps), Expression.Field(Space, stop)), Watch()));

    /// <summary>Looks whether it may go on.</summary>
    public Expression Watch() => OutIf(Expression.Not(Expression.Call(Space, check)));

    /// <summary>A new array; what is in it is not defined.</summary>
    public ArrayValue Allocate(ReadOnlySpan<Expression> lengths, List<Expression> statements, ParameterExpression? start = null)
    {
        Allocations++;
        start ??= Local(typeof(int));
        var all = new Expression[lengths.Length];
        for (int d = 0; d < all.Length; d++) all[d] = Kept(lengths[d], statements);
        statements.Add(Expression.Assign(start, Expression.Call(Space, allocate[all.Length - 1], all)));
        statements.Add(OutIf(Expression.LessThan(start, Expression.Constant(0))));
        return Dense(Arena, start, all, statements);
    }

    /// <summary>An array whose numbers lie one after another.</summary>
    public ArrayValue Dense(Expression data, Expression start, Expression[] lengths, List<Expression> statements)
    {
        var strides = new Expression[lengths.Length];
        strides[^1] = ArrayValue.One;
        for (int d = strides.Length - 2; d >= 0; d--) strides[d] = Kept(ArrayValue.Times(strides[d + 1], lengths[d + 1]), statements);
        return new(data, start, lengths, strides, true);
    }

    /// <summary>A new array of zeros.</summary>
    public ArrayValue Zeros(ReadOnlySpan<Expression> lengths, List<Expression> statements)
    {
        ArrayValue array = Allocate(lengths, statements);
        statements.Add(Clear(array));
        return array;
    }

    public Expression Clear(ArrayValue array) => Expression.Call(clear, array.Data, array.Start, array.Count);

    /// <summary>Copies into an array whose numbers lie one after another; the lengths are the same.</summary>
    public Expression Copy(ArrayValue into, ArrayValue from) => from.IsDense
        ? Expression.Call(copy, into.Data, into.Start, from.Data, from.Start, into.Count)
        : Expression.Call(copyApart, [into.Data, into.Start, from.Data, from.Start, .. from.Extents]);

    /// <summary>Adds to an array whose numbers lie one after another; the lengths are the same.</summary>
    public Expression Add(ArrayValue into, ArrayValue from) => from.IsDense
        ? Expression.Call(add, into.Data, into.Start, from.Data, from.Start, into.Count)
        : Expression.Call(addApart, [into.Data, into.Start, from.Data, from.Start, .. from.Extents]);

    /// <summary>Goes out if the lengths differ.</summary>
    public void Same(ArrayValue a, ArrayValue b, List<Expression> statements)
    {
        for (int d = 0; d < a.Rank; d++)
        {
            if (a.Lengths[d] != b.Lengths[d]) statements.Add(OutIf(Expression.NotEqual(a.Lengths[d], b.Lengths[d])));
        }
    }

    /// <summary>A count from a number that is whole: 0 of what is below it or no number, the way out of what is too large.</summary>
    public Expression CountOf(Expression number, Expression? whole, List<Expression> statements)
    {
        if (whole is not null) return Kept(Expression.Call(atLeastZero, whole), statements);
        if (number is ConstantExpression { Value: double known } && known is >= 0 and <= int.MaxValue) return Expression.Constant((int)known);
        Expression value = Kept(number, statements);
        statements.Add(OutIf(Expression.GreaterThan(value, Expression.Constant((double)int.MaxValue))));
        return Kept(Expression.Condition(Expression.GreaterThan(value, Expression.Constant(0.0)), Expression.Convert(value, typeof(int)), Expression.Constant(0)), statements);
    }

    static readonly MethodInfo atLeastZero = ((Func<int, int>)AtLeastZero).Method;

    static int AtLeastZero(int count) => Math.Max(0, count);
}
