using System.Linq.Expressions;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>Contributions added at computed positions, in their order.</summary>
sealed class ScatteredCode(ProgramCode program, LoopResult.Scattered what, Circuit loopBody) : ResultCode
{
    ArrayValue array = null!;

    public override IReadOnlyList<int> Asked => [.. what.Values().Select(output => loopBody.Outputs[output])];

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements) =>
        array = program.Zeros(sources.Outer.ArrayOf(sources.Arguments[what.Like]).Lengths, statements);

    public override void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements)
    {
        int next = 0;
        foreach (LoopResult.Contribution added in what.Contributions)
        {
            Add(array, body, outputs[next], outputs.Slice(next + 1, added.Positions.Length), statements);
            next += 1 + added.Positions.Length;
        }
    }

    // Where a position is -1 nothing is added, and what is 0 is added nowhere.
    void Add(ArrayValue into, BodyCode body, int value, ReadOnlySpan<int> positions, List<Expression> statements)
    {
        if (positions.Length == 0)
        {
            ArrayValue row = body.ArrayOf(value);
            program.Same(into, row, statements);
            statements.Add(program.Add(into, row));
            return;
        }
        Expression length = into.Lengths[0];
        Expression position, isInside, isNowhere;
        if (body.Whole(positions[0]) is { } whole)
        {
            position = program.Kept(whole, statements);
            isInside = Expression.LessThan(Expression.Convert(position, typeof(uint)), Expression.Convert(length, typeof(uint)));
            isNowhere = Expression.Equal(position, Expression.Constant(-1));
        }
        else
        {
            Expression number = program.Kept(body.Value(positions[0]), statements);
            (position, isInside, isNowhere) = (Expression.Convert(number, typeof(int)), BodyCode.IsInside(number, length), Expression.Equal(number, Expression.Constant(-1.0)));
        }
        List<Expression> inside = [];
        if (into.Rank == 1)
        {
            Expression place = program.Kept(position, inside);
            inside.Add(into.Write(place, Expression.Add(into.Read(place), body.Value(value))));
        }
        else Add(into.Row(program.Kept(into.PlaceOf(position), inside)), body, value, positions[1..], inside);
        Expression outside = program.OutIf(Expression.Not(Expression.OrElse(isNowhere, body.IsZero(value))));
        statements.Add(Expression.IfThenElse(isInside, Expression.Block(typeof(void), inside), outside));
    }

    /// <summary>
    /// Contributions at the trip's index and next to it. Of two at one element that with the larger offset comes from the trip before: so, chunk by chunk, those with the largest offset are
    /// added as they come, and the others, in order, from memory that they are put in meanwhile.
    /// </summary>
    public override bool Vectorize(VectorCode code, ReadOnlySpan<int> outputs)
    {
        if (array.Rank > 1) return false;
        List<(int Value, int Offset)> added = [];
        for (int k = 0; k < outputs.Length; k += 2)
        {
            if (code.Offset(outputs[k + 1]) is not { } offset) return false;
            added.Add((outputs[k], offset));
        }
        foreach (int offset in added.Select(one => one.Offset).Distinct())
        {
            Expression by = Expression.Constant(offset);
            code.Conditions.Add((from, to) => Expression.AndAlso(Expression.GreaterThanOrEqual(Expression.Add(from, by), Expression.Constant(0)), Expression.LessThanOrEqual(Expression.Add(to, by), array.Lengths[0])));
        }
        added = [.. added.OrderByDescending(one => one.Offset)];
        if (added[0].Offset - added[^1].Offset <= 1) Neighbours(code, added);
        else Apart(code, added);
        return true;
    }

    // At the index and one behind it: what is for one behind waits a lane, and from the last lane a vector. What waits when the chunk ends is added behind it.
    void Neighbours(VectorCode code, List<(int Value, int Offset)> added)
    {
        Expression data = code.Given(array.Data), start = code.Given(array.Start), least = Expression.Constant(added[^1].Offset);
        Expression place = Expression.Add(start, Expression.Add(code.Index, least)), behind = Expression.Add(start, Expression.Add(code.To, least));
        Expression sum = ArrayVectors.Load(code.Shape, data, place);
        List<Expression> waits = [];
        foreach (var (value, offset) in added)
        {
            Expression number = code.Numbers(value);
            if (offset > added[^1].Offset)
            {
                ParameterExpression waiting = code.Local(code.Shape.Vector), turned = code.Local(code.Shape.Vector);
                code.Before.Add(Expression.Assign(waiting, code.Shape.Number(0)));
                code.Body.Add(Expression.Assign(turned, ArrayVectors.Turned(code.Shape, number)));
                number = ArrayVectors.After(code.Shape, waiting, turned);
                waits.Add(Expression.Assign(waiting, turned));
                Expression last = Expression.ArrayAccess(data, behind);
                code.After.Add(Expression.Assign(last, Expression.Add(Expression.ArrayIndex(data, behind), ArrayVectors.First(code.Shape, waiting))));
            }
            sum = code.Shape.Operator("op_Addition", sum, number);
        }
        code.Body.Add(ArrayVectors.Store(code.Shape, sum, data, place));
        code.Body.AddRange(waits);
    }

    void Apart(VectorCode code, List<(int Value, int Offset)> added)
    {
        Expression data = code.Given(array.Data), start = code.Given(array.Start);
        for (int k = 0; k < added.Count; k++)
        {
            Expression by = Expression.Constant(added[k].Offset), place = Expression.Add(start, Expression.Add(code.Index, by)), number = code.Numbers(added[k].Value);
            if (k == 0)
            {
                code.Body.Add(ArrayVectors.Store(code.Shape, code.Shape.Operator("op_Addition", ArrayVectors.Load(code.Shape, data, place), number), data, place));
                continue;
            }
            Expression arena = code.Given(program.Arena), memory = Expression.Constant(program.Reserve(LoopCode.Chunk));
            code.Body.Add(ArrayVectors.Store(code.Shape, number, arena, Expression.Add(memory, Expression.Subtract(code.Index, code.From))));
            code.After.Add(Expression.Call(ArrayValue.Method(nameof(ArrayMemory.Add)), data, Expression.Add(start, Expression.Add(code.From, by)), arena, memory, Expression.Subtract(code.To, code.From)));
        }
    }

    public override InputValue End(in Trip trip, List<Expression> statements) => new(null, array);
}
