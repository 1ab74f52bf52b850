using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Batch;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Loops;

/// <summary>A sum of numbers over the trips, in the order of <see cref="Summation"/>: sixteen running sums in memory, folded at the end of a block. A product is added with one rounding.</summary>
sealed class SumCode : ResultCode
{
    static readonly MethodInfo clear = ArrayValue.Method(nameof(ArrayMemory.Clear)), endBlock = ArrayValue.Method(nameof(ArrayMemory.EndBlock)), total = ArrayValue.Method(nameof(ArrayMemory.Total)),
        fused = ((Func<double, double, double, double>)Math.FusedMultiplyAdd).Method;

    readonly ProgramCode program;
    readonly ParameterExpression sum, hasBlocks;

    public SumCode(ProgramCode program, Circuit body, int value)
    {
        this.program = program;
        Node node = body.Nodes[value];
        IsProduct = node.Op == Op.Multiply && !program.AddsOneByOne;
        Asked = IsProduct ? [node.A, node.B] : [value];
        sum = program.Local(typeof(double));
        hasBlocks = program.Local(typeof(bool));
        if (!program.AddsOneByOne) Sums = Expression.Constant(program.Reserve(2 * Summation.Sums));
    }

    public override IReadOnlyList<int> Asked { get; }

    /// <summary>Whether products are added, with one rounding.</summary>
    public bool IsProduct { get; }

    /// <summary>Where the running sums are, and behind them the totals of blocks; null where terms are added one by one.</summary>
    public ConstantExpression? Sums { get; }

    public override void Begin(in Trip trip, in ResultSources sources, List<Expression> statements)
    {
        statements.Add(Expression.Assign(sum, Expression.Constant(0.0)));
        statements.Add(Expression.Assign(hasBlocks, Expression.Constant(false)));
        if (Sums is not null) statements.Add(Expression.Call(clear, program.Arena, Sums, Expression.Constant(2 * Summation.Sums)));
    }

    public override void Grow(in Trip trip, BodyCode body, ReadOnlySpan<int> outputs, ParameterExpression mark, List<Expression> statements)
    {
        if (Sums is null)
        {
            statements.Add(Expression.Assign(sum, Expression.Add(sum, body.Value(outputs[0]))));
            return;
        }
        Expression place = program.Kept(Expression.Add(Sums, Expression.And(trip.Index, Expression.Constant(Summation.Sums - 1))), statements);
        Expression before = Expression.ArrayIndex(program.Arena, place);
        Expression after = IsProduct ? Expression.Call(fused, body.Value(outputs[0]), body.Value(outputs[1]), before) : Expression.Add(before, body.Value(outputs[0]));
        statements.Add(Expression.Assign(Expression.ArrayAccess(program.Arena, place), after));
    }

    // The running sums are as many registers as it takes, which take turns: after each vector the first is the last.
    public override bool Vectorize(VectorCode code, ReadOnlySpan<int> outputs)
    {
        if (Sums is null) return false;
        VectorShape v = code.Shape;
        int count = Summation.Sums / v.Lanes;
        Expression arena = code.Given(program.Arena);
        ParameterExpression[] sums = [.. Enumerable.Range(0, count).Select(_ => code.Local(v.Vector))];
        for (int k = 0; k < count; k++) code.Before.Add(Expression.Assign(sums[k], ArrayVectors.Load(v, arena, Expression.Constant((int)Sums.Value! + k * v.Lanes))));
        Expression sum = IsProduct ? v.Apply(PrimitiveTable.Of(Op.Fma).Vector[0], code.Value(outputs[0]), code.Value(outputs[1]), sums[0]) : v.Operator("op_Addition", sums[0], code.Value(outputs[0]));
        ParameterExpression next = code.Local(v.Vector);
        code.Body.Add(Expression.Assign(next, sum));
        for (int k = 1; k < count; k++) code.Body.Add(Expression.Assign(sums[k - 1], sums[k]));
        code.Body.Add(Expression.Assign(sums[^1], next));
        ParameterExpression turns = code.Local(typeof(int));
        code.After.Add(Expression.Assign(turns, Expression.Subtract(code.To, code.From)));
        for (int k = 0; k < count; k++)
        {
            Expression lane = Expression.And(Expression.Add(turns, Expression.Constant(k * v.Lanes)), Expression.Constant(Summation.Sums - 1));
            code.After.Add(ArrayVectors.Store(v, sums[k], arena, Expression.Add(Sums, lane)));
        }
        return true;
    }

    public override void EndChunk(in Trip trip, Expression edge, List<Expression> statements)
    {
        if (Sums is null) return;
        Expression isEnd = Expression.Equal(Expression.And(edge, Expression.Constant(Summation.Block - 1)), Expression.Constant(0));
        Expression last = trip.IsBackwards ? edge : Expression.Subtract(edge, ArrayValue.One);
        statements.Add(Expression.IfThen(isEnd, Expression.Block(typeof(void),
            Expression.Call(endBlock, program.Arena, Sums, BlockOf(last)), Expression.Assign(hasBlocks, Expression.Constant(true)))));
    }

    public override InputValue End(in Trip trip, List<Expression> statements)
    {
        if (Sums is not null)
        {
            Expression block = trip.IsBackwards ? Expression.Constant(0) : BlockOf(Expression.Subtract(trip.Count, ArrayValue.One));
            statements.Add(Expression.Assign(sum, Expression.Call(total, program.Arena, Sums, hasBlocks, block)));
        }
        return new(sum);
    }

    static Expression BlockOf(Expression trip) => Expression.RightShift(trip, Expression.Constant(int.Log2(Summation.Block)));
}
