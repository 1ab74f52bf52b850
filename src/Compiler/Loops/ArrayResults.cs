using System.Linq.Expressions;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>Rows of an array that is made when the first of them is there, for only then its lengths are known.</summary>
sealed class GrowingRows
{
    readonly ProgramCode program;
    readonly ParameterExpression start;

    /// <param name="program">The code around it.</param>
    /// <param name="rows">How many there will be.</param>
    /// <param name="rank">Of a row.</param>
    public GrowingRows(ProgramCode program, Expression rows, int rank)
    {
        this.program = program;
        start = program.Local(typeof(int));
        Expression[] lengths = [rows, .. Enumerable.Range(0, rank).Select(_ => program.Local(typeof(int)))];
        Array = new(program.Arena, start, lengths, [.. Enumerable.Range(0, rank).Select(_ => program.Local(typeof(int))), ArrayValue.One], true);
    }

    public ArrayValue Array { get; }

    public void Begin(List<Expression> statements) => statements.Add(Expression.Assign(start, Expression.Constant(-1)));

    /// <summary>Makes the array for rows like this one, in memory that stays when the trip is over.</summary>
    public void Make(ArrayValue row, ParameterExpression? mark, bool isCleared, List<Expression> statements)
    {
        List<Expression> make = Lengths(d => row.Lengths[d]);
        if (mark is not null) make.Add(Expression.Assign(mark, program.Top));
        if (isCleared) make.Add(program.Clear(Array));
        statements.Add(Expression.IfThen(IsMissing, Expression.Block(typeof(void), make)));
    }

    /// <summary>The array where no row was.</summary>
    public ArrayValue End(List<Expression> statements)
    {
        statements.Add(Expression.IfThen(IsMissing, Expression.Block(typeof(void), Lengths(_ => Expression.Constant(0)))));
        return Array;
    }

    BinaryExpression IsMissing => Expression.LessThan(start, Expression.Constant(0));

    List<Expression> Lengths(Func<int, Expression> lengthOf)
    {
        List<Expression> statements = [];
        for (int d = 1; d < Array.Rank; d++) statements.Add(Expression.Assign(Array.Lengths[d], lengthOf(d - 1)));
        for (int d = Array.Rank - 2; d >= 0; d--) statements.Add(Expression.Assign(Array.Strides[d], ArrayValue.Times(Array.Strides[d + 1], Array.Lengths[d + 1])));
        program.Allocate(Array.Lengths, statements, start);
        return statements;
    }
}

/// <summary>One element a trip.</summary>
/// <param name="program">The code around it.</param>
/// <param name="what">The result.</param>
/// <param name="value">What is stacked, a node of the body.</param>
/// <param name="kind">Its kind.</param>
/// <param name="mayEnd">Whether there may be fewer trips than elements.</param>
/// <param name="destination">The array it goes to; null: one of its own.</param>
sealed class StackedCode(ProgramCode program, LoopResult.Stacked what, int value, Kind kind, bool mayEnd, Destination? destination) : ResultCode
{
    readonly bool adds = destination is { Adds: true };
    ArrayValue array = null!;
    ArrayValue? given;                     // the row that loops in the body write to
    GrowingRows? rows;

    public override IReadOnlyList<int> Asked => [value];

    /// <summary>Whether it is an array of its own, of numbers.</summary>
    public bool IsOfNumbers => kind == Kind.Float && destination is null;

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements)
    {
        if (destination is not null)
        {
            array = destination.Array;
            statements.Add(program.OutIf(Expression.NotEqual(trip.Trips, array.Lengths[0])));
            return;
        }
        List<Expression> lengths = [trip.Trips];
        if (kind.IsArray() && what.Row.Length == 0)
        {
            rows = new(program, trip.Trips, kind.Rank());
            rows.Begin(statements);
            array = rows.Array;
            return;
        }
        foreach (int length in what.Row) lengths.Add(program.CountOf(sources.Outer.Value(sources.Arguments[length]), sources.Outer.Whole(sources.Arguments[length]), statements));
        array = program.Allocate([.. lengths], statements);
        if (mayEnd) statements.Add(program.Clear(array));
    }

    public override void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements)
    {
        if (!kind.IsArray())
        {
            Expression number = body.Value(outputs[0]);
            statements.Add(array.Write(trip.Index, adds ? Expression.Add(array.Read(trip.Index), number) : number));
            return;
        }
        ArrayValue row = body.ArrayOf(outputs[0]);
        if (ReferenceEquals(row, given)) return;
        if (adds)
        {
            ArrayValue target = array.Row(program.Kept(array.PlaceOf(trip.Index), statements));
            program.Same(target, row, statements);
            statements.Add(program.Add(target, row));
            return;
        }
        rows?.Make(row, mark, mayEnd, statements);
        body.Store(array, trip.Index, row, statements);
    }

    public override Destination? DestinationOf(in Trip trip, List<Expression> entering)
    {
        if (rows is not null || !kind.IsArray()) return null;
        ParameterExpression place = program.Local(typeof(int));
        entering.Add(Expression.Assign(place, array.PlaceOf(trip.Index)));
        return new(given = array.Row(place), adds);
    }

    public override bool Vectorize(VectorCode code, ReadOnlySpan<int> outputs)
    {
        if (kind.IsArray()) return false;
        Expression data = code.Given(array.Data), place = Expression.Add(code.Given(array.Start), code.Index), value = code.Numbers(outputs[0]);
        if (adds) value = code.Shape.Operator("op_Addition", ArrayVectors.Load(code.Shape, data, place), value);
        code.Body.Add(ArrayVectors.Store(code.Shape, value, data, place));
        return true;
    }

    public override InputValue End(in Trip trip, List<Expression> statements) => new(null, rows?.End(statements) ?? array);
}

/// <summary>Elements of an array as they are: a part of that.</summary>
sealed class SeenCode(ElementPlace element) : ResultCode
{
    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements)
    {
    }

    public override bool Vectorize(VectorCode code, ReadOnlySpan<int> outputs) => true;

    public override InputValue End(in Trip trip, List<Expression> statements) =>
        new(null, new(element.Data, element.Start, [trip.Trips], [ArrayValue.One], true) { IsView = true });
}

/// <summary>A carried value before the first trip and after each.</summary>
sealed class AllCode(ProgramCode program, int carried, bool mayEnd) : ResultCode
{
    ArrayValue array = null!;
    InputValue state;

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements)
    {
        state = sources.RestingOf(carried);
        Expression rows = program.Kept(Expression.Add(trip.Trips, ArrayValue.One), statements);
        array = program.Allocate([rows, .. state.Array?.Lengths ?? []], statements);
        if (mayEnd) statements.Add(program.Clear(array));
        Store(trip.IsBackwards ? trip.Trips : Expression.Constant(0), statements);
        state = sources.StateOf(carried);
    }

    public override void Carried(in Trip trip, ParameterExpression mark, List<Expression> statements) =>
        Store(trip.IsBackwards ? trip.Index : Expression.Add(trip.Index, ArrayValue.One), statements);

    void Store(Expression place, List<Expression> statements)
    {
        if (state.Array is { } row) statements.Add(program.Copy(array.Row(program.Kept(array.PlaceOf(place), statements)), row));
        else statements.Add(array.Write(place, state.Number!));
    }

    public override InputValue End(in Trip trip, List<Expression> statements) => new(null, array);
}

/// <summary>Arrays added up, trip after trip.</summary>
sealed class ArraySumCode(ProgramCode program, int like, int value) : ResultCode
{
    ArrayValue sum = null!;

    public override IReadOnlyList<int> Asked => [value];

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements) =>
        sum = program.Zeros(sources.Outer.ArrayOf(sources.Arguments[like]).Lengths, statements);

    public override void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements)
    {
        ArrayValue more = body.ArrayOf(outputs[0]);
        if (ReferenceEquals(more, sum)) return;
        program.Same(sum, more, statements);
        statements.Add(program.Add(sum, more));
    }

    public override Destination? DestinationOf(in Trip trip, List<Expression> entering) => new(sum, true);

    public override InputValue End(in Trip trip, List<Expression> statements) => new(null, sum);
}
