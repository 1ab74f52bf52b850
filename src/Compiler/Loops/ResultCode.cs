using System.Linq.Expressions;
using GateDsl.Compiler.Batch;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>What the code of a result reads outside of the trips.</summary>
/// <param name="Outer">The code around the loop.</param>
/// <param name="Arguments">The loop's arguments, nodes of that.</param>
/// <param name="StateOf">What is carried, by number: in trips.</param>
/// <param name="RestingOf">The same before, between chunks of trips and after them.</param>
readonly record struct ResultSources(BodyCode Outer, int[] Arguments, Func<int, InputValue> StateOf, Func<int, InputValue> RestingOf);

/// <summary>One result of a loop as code: what it begins with, what a trip adds, and what it is after the last.</summary>
abstract class ResultCode
{
    /// <summary>The nodes of the body that it reads.</summary>
    public virtual IReadOnlyList<int> Asked => [];

    /// <summary>Whether it is decided, so that trips that follow change nothing; null: it never is.</summary>
    public virtual Expression? IsFound => null;

    public abstract void Begin(in Trip trip, in ResultSources sources, List<Expression> statements);

    /// <summary>What a trip adds.</summary>
    /// <param name="outputs">What was asked for, nodes of the body's code.</param>
    /// <param name="mark">Where the memory of a trip begins, which is free after it.</param>
    public virtual void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements)
    {
    }

    /// <summary>What a trip adds when its carried values are kept.</summary>
    public virtual void Carried(in Trip trip, ParameterExpression mark, List<Expression> statements)
    {
    }

    /// <summary>Where what a trip adds can be put as it is made; null: nowhere.</summary>
    public virtual Destination? DestinationOf(in Trip trip, List<Expression> entering) => null;

    /// <summary>What trips add that are made as vectors. False: it cannot.</summary>
    public virtual bool Vectorize(VectorCode code, ReadOnlySpan<int> outputs) => false;

    /// <summary>Between two chunks of trips.</summary>
    /// <param name="edge">One behind the last trip of the chunk; backwards that trip.</param>
    public virtual void EndChunk(in Trip trip, Expression edge, List<Expression> statements)
    {
    }

    public abstract InputValue End(in Trip trip, List<Expression> statements);

    public static ResultCode Of(ProgramCode program, Loop loop, LoopResult result, Destination? destination)
    {
        return result switch
        {
            LoopResult.Stacked stacked => new StackedCode(program, stacked, Node(stacked.Value), KindOf(stacked.Value), loop.HasGoing, destination),
            LoopResult.Summed summed when KindOf(summed.Value) == Kind.Float => new SumCode(program, loop.Body, Node(summed.Value)),
            LoopResult.Summed summed => new ArraySumCode(program, summed.Like, Node(summed.Value)),
            LoopResult.Last last => new LastCode(last.Carried),
            LoopResult.All all => new AllCode(program, all.Carried, loop.HasGoing),
            LoopResult.Count => new CountCode(),
            LoopResult.Scattered scattered => new ScatteredCode(program, scattered, loop.Body),
            LoopResult.Best best => new BestCode(program, Node(best.Value), best.IsLargest),
            LoopResult.Some some => new SomeCode(program, Node(some.Condition)),
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };

        int Node(int output) => loop.Body.Outputs[output];
        Kind KindOf(int output) => loop.Body.Kinds[Node(output)];
    }
}

/// <summary>A carried value after the last trip.</summary>
sealed class LastCode(int carried) : ResultCode
{
    InputValue state;

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements) => state = sources.RestingOf(carried);

    public override InputValue End(in Trip trip, List<Expression> statements) => state;
}

/// <summary>How many trips were made.</summary>
sealed class CountCode : ResultCode
{
    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements)
    {
    }

    public override InputValue End(in Trip trip, List<Expression> statements) => new(Expression.Convert(trip.Count, typeof(double)), Whole: trip.Count);
}

/// <summary>The index of the first best value, or of the first that is no number.</summary>
sealed class BestCode(ProgramCode program, int value, bool isLargest) : ResultCode
{
    readonly ParameterExpression place = program.Local(typeof(int)), best = program.Local(typeof(double));
    readonly Expression lanes = Expression.Constant(program.Reserve(2 * ArrayMemory.BestLanes));
    bool hasVectors;

    public override IReadOnlyList<int> Asked => [value];

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements)
    {
        statements.Add(Expression.Assign(place, Expression.Constant(-1)));
        statements.Add(Expression.Assign(best, Expression.Constant(0.0)));
        statements.Add(Expression.Call(ArrayValue.Method(nameof(ArrayMemory.ClearBest)), program.Arena, lanes));
    }

    public override void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements)
    {
        Expression number = SpanCode.AsNumber(body.Value(outputs[0]));
        Expression better = isLargest ? Expression.GreaterThan(number, best) : Expression.LessThan(number, best);
        Expression takes = Expression.OrElse(Expression.LessThan(place, Expression.Constant(0)),
            Expression.AndAlso(Expression.Equal(best, best), Expression.OrElse(better, Expression.NotEqual(number, number))));
        statements.Add(Expression.IfThen(takes, Expression.Block(typeof(void), Expression.Assign(place, trip.Index), Expression.Assign(best, number))));
    }

    // In each lane the best of its trips and where it was, -1 before the first.
    public override bool Vectorize(VectorCode code, ReadOnlySpan<int> outputs)
    {
        VectorShape v = code.Shape;
        Expression arena = code.Given(program.Arena), value = code.Value(outputs[0]), behind = Expression.Add(lanes, Expression.Constant(ArrayMemory.BestLanes));
        ParameterExpression bests = code.Local(v.Vector), places = code.Local(v.Vector), takes = code.Local(v.Vector);
        code.Before.Add(Expression.Assign(bests, ArrayVectors.Load(v, arena, lanes)));
        code.Before.Add(Expression.Assign(places, ArrayVectors.Load(v, arena, behind)));
        Expression better = v.Call(isLargest ? "GreaterThan" : "LessThan", value, bests), isNone = v.Not(v.Call("Equals", value, value));
        Expression beats = v.Operator("op_BitwiseAnd", v.Call("Equals", bests, bests), v.Operator("op_BitwiseOr", better, isNone));
        code.Body.Add(Expression.Assign(takes, v.Operator("op_BitwiseOr", beats, v.Call("LessThan", places, v.Number(0)))));
        code.Body.Add(Expression.Assign(bests, v.Call("ConditionalSelect", takes, value, bests)));
        code.Body.Add(Expression.Assign(places, v.Call("ConditionalSelect", takes, ArrayVectors.From(v, code.Index), places)));
        code.After.Add(ArrayVectors.Store(v, bests, arena, lanes));
        code.After.Add(ArrayVectors.Store(v, places, arena, behind));
        return hasVectors = true;
    }

    public override InputValue End(in Trip trip, List<Expression> statements)
    {
        if (hasVectors) statements.Add(Expression.Assign(place, Expression.Call(ArrayValue.Method(nameof(ArrayMemory.Best)), program.Arena, lanes, place, best, Expression.Constant(isLargest))));
        return new(Expression.Convert(place, typeof(double)), Whole: place);
    }
}

/// <summary>Whether a condition held in any trip.</summary>
sealed class SomeCode(ProgramCode program, int condition) : ResultCode
{
    readonly ParameterExpression found = program.Local(typeof(bool));

    public override IReadOnlyList<int> Asked => [condition];

    public override Expression? IsFound => found;

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements) => statements.Add(Expression.Assign(found, Expression.Constant(false)));

    public override void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements) =>
        statements.Add(Expression.IfThen(body.Value(outputs[0]), Expression.Assign(found, Expression.Constant(true))));

    public override InputValue End(in Trip trip, List<Expression> statements) => new(found);
}
