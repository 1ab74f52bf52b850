using System.Linq.Expressions;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>
/// One loop as code. Its trips are made in chunks, between which it looks whether it may go on and ends the blocks of its sums; nothing in a trip calls what can throw.
/// </summary>
sealed class LoopCode
{
    /// <summary>Trips of a chunk: a block of a sum is a whole number of them.</summary>
    public const int Chunk = 1 << 10;

    readonly ProgramCode program;
    readonly BodyCode outer;
    readonly Loop loop;
    readonly int[] arguments;
    readonly int weight;
    readonly ResultCode[] results;
    readonly int[] asked;                  // the places of the results' values among what is asked of the body
    readonly Schedule schedule;
    readonly InputValue[] inputs;          // of the body
    readonly ElementPlace?[] elements;    // those of numbers that lie one after another
    readonly State[] states;
    readonly ParameterExpression spent;
    readonly List<Expression> entering = [];      // what a trip begins with

    // What is carried: a local, or an array in memory of its own.
    sealed record State(ParameterExpression? Number, ArrayValue? Array);

    public LoopCode(ProgramCode program, BodyCode outer, Loop loop, int[] arguments, IReadOnlyDictionary<long, Destination> destinations)
    {
        (this.program, this.outer, this.loop, this.arguments) = (program, outer, loop, arguments);
        weight = 1 + loop.Body.Nodes.Length - loop.Body.Inputs.Length;
        results = [.. loop.Results.Select((result, k) => ResultCode.Of(program, loop, result, destinations.GetValueOrDefault(k)))];
        List<int> outputs = [.. loop.Body.Outputs.Take(loop.Carried + (loop.HasGoing ? 1 : 0))];
        asked = new int[results.Length];
        for (int k = 0; k < results.Length; k++)
        {
            asked[k] = outputs.Count;
            outputs.AddRange(results[k].Asked);
        }
        schedule = new Schedule(AskedFor.Of(loop.Body, outputs));
        inputs = new InputValue[loop.Inputs.Length];
        elements = new ElementPlace?[inputs.Length];
        states = new State[loop.Carried];
        spent = program.Local(typeof(int));
    }

    /// <summary>The loop, and what its results are after it.</summary>
    public InputValue[] Run(List<Expression> statements)
    {
        ParameterExpression i = program.Local(typeof(int)), count = program.Local(typeof(int));
        Expression trips = program.CountOf(outer.Value(arguments[Loop.Trips]), outer.Whole(arguments[Loop.Trips]), statements);
        Trip trip = new(i, trips, count, loop.IsBackwards);
        Expression weightOf = Expression.Constant((long)weight);
        statements.Add(program.Spend(loop.HasGoing ? weightOf : Expression.Multiply(Expression.Convert(Expression.Call(atLeastOne, trips), typeof(long)), weightOf)));
        Begin(trip, statements);
        if (Dot(trip, statements) is { } dot) return [dot];
        statements.Add(Expression.Assign(count, Expression.Constant(0)));
        if (loop.HasGoing) statements.Add(Expression.Assign(spent, Expression.Constant(-1)));
        for (int k = 0; k < results.Length; k++) results[k].Begin(trip, Sources, statements);

        ParameterExpression mark = program.Local(typeof(int));
        int before = program.Allocations;
        LabelTarget end = Expression.Label();
        List<Expression> body = Body(trip, mark, end);
        if (program.Allocations > before)
        {
            statements.Add(Expression.Assign(mark, program.Top));
            body.Add(Expression.Assign(program.Top, mark));
        }
        var vectors = loop.IsOrdered || loop.IsBackwards ? null : VectorCode.Of(program, schedule.Circuit, inputs, elements, results, asked);
        statements.Add(Chunks(trip, body, vectors, end));
        if (program.Allocations > before) statements.Add(Expression.Assign(program.Top, mark));
        if (loop.HasGoing) statements.Add(SpendSince(count));
        return [.. results.Select(result => result.End(trip, statements))];
    }

    // The sum of the products of two arrays is a function of its own.
    InputValue? Dot(in Trip trip, List<Expression> statements)
    {
        Circuit body = schedule.Circuit;
        if (loop.IsOrdered || loop.IsBackwards || results is not [SumCode { IsProduct: true }] || body.Nodes.Length > 2) return null;
        if (!Array.TrueForAll([.. body.Outputs], output => body.Nodes[output].Op == Op.Input && elements[body.Nodes[output].Bits] is not null)) return null;
        ElementPlace a = elements[body.Nodes[body.Outputs[0]].Bits]!.Value, b = elements[body.Nodes[body.Outputs[1]].Bits]!.Value;
        ParameterExpression sum = program.Local(typeof(double));
        statements.Add(Expression.Assign(sum, Expression.Call(ArrayValue.Method(nameof(ArrayMemory.Dot)), a.Data, a.Start, b.Data, b.Start, trip.Trips)));
        return new(sum);
    }

    static readonly System.Reflection.MethodInfo atLeastOne = ((Func<int, int>)AtLeastOne).Method;

    static int AtLeastOne(int count) => Math.Max(1, count);

    // Where a condition ends the loop, trips are counted as they are made; that it was asked for one more is too.
    BlockExpression SpendSince(ParameterExpression count) => Expression.Block(typeof(void),
        program.Spend(Expression.Multiply(Expression.Convert(Expression.Subtract(count, spent), typeof(long)), Expression.Constant((long)weight))),
        Expression.Assign(spent, count));

    ResultSources Sources => new(outer, arguments, k => new(states[k].Number, states[k].Array));

    // What inputs of the body are: those that are the same in all trips, now; the others at the beginning of each.
    void Begin(in Trip trip, List<Expression> statements)
    {
        for (int k = 0; k < states.Length; k++) states[k] = Started(k, statements);
        for (int k = 0; k < inputs.Length; k++)
        {
            LoopInput input = loop.Inputs[k];
            switch (input.Role)
            {
                case LoopRole.Captured: inputs[k] = outer.Given(arguments[input.Argument], statements); break;
                case LoopRole.Carried: inputs[k] = new(states[input.Argument].Number, states[input.Argument].Array); break;
                case LoopRole.Index:
                    ParameterExpression number = program.Local(typeof(double));
                    entering.Add(Expression.Assign(number, Expression.Convert(trip.Index, typeof(double))));
                    inputs[k] = new(number, Whole: trip.Index);
                    break;
                default: inputs[k] = Element(k, trip, statements); break;
            }
        }
    }

    State Started(int k, List<Expression> statements)
    {
        int start = arguments[Loop.FirstStart + k];
        Kind kind = loop.Body.Kinds[loop.Body.Outputs[k]];
        if (kind.IsArray())
        {
            ArrayValue from = outer.ArrayOf(start), array = program.Allocate(from.Lengths, statements);
            statements.Add(program.Copy(array, from));
            return new(null, array);
        }
        ParameterExpression number = program.Local(kind == Kind.Bool ? typeof(bool) : typeof(double));
        statements.Add(Expression.Assign(number, outer.Value(start)));
        return new(number, null);
    }

    // An array read at stride * index + offset: that it is inside is seen at the first trip and the last.
    InputValue Element(int k, in Trip trip, List<Expression> statements)
    {
        LoopInput input = loop.Inputs[k];
        Kind kind = loop.Body.Inputs[k].Kind;
        ArrayValue array = outer.ArrayOf(arguments[input.Argument]);
        Expression offset = Expression.Constant(0), stride = Expression.Constant(input.Stride);
        if (input.Offset >= 0) offset = Offset(input.Offset, statements);
        if (array.Lengths[0] != trip.Trips || input.Stride != 1 || input.Offset >= 0)
        {
            Expression last = Long(offset, Expression.Subtract(trip.Trips, ArrayValue.One), stride), length = Expression.Convert(array.Lengths[0], typeof(long));
            Expression below = input.Stride < 0 ? last : Expression.Convert(offset, typeof(long)), above = input.Stride < 0 ? Expression.Convert(offset, typeof(long)) : last;
            Expression outside = Expression.OrElse(Expression.LessThan(below, Expression.Constant(0L)), Expression.GreaterThanOrEqual(above, length));
            statements.Add(program.OutIf(Expression.AndAlso(Expression.GreaterThan(trip.Trips, Expression.Constant(0)), outside)));
        }
        Expression start = program.Kept(array.PlaceOf(offset), statements), step = program.Kept(ArrayValue.Times(array.Strides[0], stride), statements);
        Expression place = ArrayValue.Plus(start, ArrayValue.Times(trip.Index, step));
        if (kind.IsArray())
        {
            ParameterExpression row = program.Local(typeof(int));
            entering.Add(Expression.Assign(row, place));
            return new(null, array.Row(row));
        }
        if (step is ConstantExpression { Value: 1 }) elements[k] = new(array.Data, start);
        ParameterExpression element = program.Local(kind == Kind.Bool ? typeof(bool) : typeof(double));
        Expression number = Expression.ArrayIndex(array.Data, place);
        entering.Add(Expression.Assign(element, kind == Kind.Bool ? Expression.NotEqual(number, Expression.Constant(0.0)) : number));
        return new(element);
    }

    Expression Offset(int argument, List<Expression> statements)
    {
        if (outer.Whole(arguments[argument]) is { } whole) return program.Kept(whole, statements);
        Expression number = program.Kept(outer.Value(arguments[argument]), statements), most = Expression.Constant((double)int.MaxValue);
        statements.Add(program.OutIf(Expression.Not(Expression.LessThanOrEqual(Expression.Call(((Func<double, double>)Math.Abs).Method, number), most))));
        return program.Kept(Expression.Convert(number, typeof(int)), statements);
    }

    // offset + index * stride
    static Expression Long(Expression offset, Expression index, Expression stride) => Expression.Add(Expression.Convert(offset, typeof(long)),
        Expression.Multiply(Expression.Convert(index, typeof(long)), Expression.Convert(stride, typeof(long))));

    List<Expression> Body(in Trip trip, ParameterExpression mark, LabelTarget end)
    {
        int[] outputs = [.. schedule.Circuit.Outputs];
        var body = new BodyCode(program, schedule, inputs, Destinations(trip, outputs));
        List<Expression> statements = [.. entering, .. body.Of(schedule.Steps)];
        if (loop.HasGoing) statements.Add(Expression.IfThen(Expression.Not(body.Value(outputs[loop.Carried])), Expression.Goto(end)));
        for (int k = 0; k < results.Length; k++) results[k].Grow(trip, body, outputs.AsSpan(asked[k]), mark, statements);
        Carry(body, outputs, statements);
        for (int k = 0; k < results.Length; k++) results[k].Carried(trip, mark, statements);
        if (results.Length > 0 && results.All(result => result.IsFound is not null)) statements.Add(Expression.IfThen(results.Select(result => result.IsFound!).Aggregate(Expression.AndAlso), Expression.Goto(end)));
        program.Declare(body.Locals);
        return statements;
    }

    // What loops in the body stack and only a result of this one reads goes there at once. Where a condition ends the loop, the last trip's must not.
    Dictionary<int, Destination> Destinations(in Trip trip, int[] outputs)
    {
        Dictionary<int, Destination> destinations = [];
        for (int k = 0; k < results.Length && !loop.HasGoing; k++)
        {
            if (asked[k] >= outputs.Length || results[k].Asked.Count == 0) continue;
            int node = outputs[asked[k]];
            Node part = schedule.Circuit.Nodes[node];
            bool isOnly = part.Op == Op.Part && schedule.UsesOf(node) == 1 && schedule.Regions.Of(part.A) == 0;
            if (!isOnly || schedule.Circuit.Loops[schedule.Circuit.Nodes[part.A].Bits].Results[(int)part.Bits] is not LoopResult.Stacked) continue;
            if (results[k].DestinationOf(trip, entering) is { } destination) destinations.Add(node, destination);
        }
        return destinations;
    }

    // All of the next values are known before the first of them is kept; of arrays those that may be views of what is carried are copied before.
    void Carry(BodyCode body, int[] outputs, List<Expression> statements)
    {
        List<Expression> keep = [];
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k].Array is { } state)
            {
                ArrayValue next = body.ArrayOf(outputs[k]);
                if (ReferenceEquals(next, state)) continue;
                program.Same(state, next, statements);
                if (!IsNew(outputs[k]))
                {
                    ArrayValue copied = program.Allocate(next.Lengths, statements);
                    statements.Add(program.Copy(copied, next));
                    next = copied;
                }
                keep.Add(program.Copy(state, next));
                continue;
            }
            Expression value = body.Value(outputs[k]);
            if (value == states[k].Number) continue;
            if (states.Length > 1)
            {
                ParameterExpression kept = program.Local(value.Type);
                statements.Add(Expression.Assign(kept, value));
                value = kept;
            }
            keep.Add(Expression.Assign(states[k].Number!, value));
        }
        statements.AddRange(keep);
    }

    // Whether an array was made in this trip, in memory that nothing else is in.
    bool IsNew(int node) => schedule.Circuit.Nodes[node].Op is Op.Part or Op.Items or Op.Put or Op.Zeros or Op.Plus or Op.Order;

    Expression Chunks(in Trip trip, List<Expression> body, Func<ParameterExpression, Expression, Expression>? vectors, LabelTarget end)
    {
        ParameterExpression i = trip.Index, edge = program.Local(typeof(int));
        Expression zero = Expression.Constant(0), size = Expression.Constant(Chunk);
        LabelTarget chunkEnd = Expression.Label();
        bool forwards = !trip.IsBackwards;
        List<Expression> atEdge = [loop.HasGoing ? SpendSince(trip.Count) : program.Watch()];
        foreach (ResultCode result in results) result.EndChunk(trip, edge, atEdge);
        body.Add(Expression.PreIncrementAssign(trip.Count));
        body.Add(forwards ? Expression.PreIncrementAssign(i) : Expression.PreDecrementAssign(i));

        // Forwards the edge is one behind the chunk's last trip, backwards it is that trip.
        Expression next = forwards
            ? Expression.Assign(edge, Expression.Condition(Expression.LessThan(Expression.Subtract(trip.Trips, i), size), trip.Trips, Expression.Add(i, size)))
            : Expression.Assign(edge, Expression.And(i, Expression.Constant(~(Chunk - 1))));
        Expression hasMore = forwards ? Expression.LessThan(i, trip.Trips) : Expression.GreaterThanOrEqual(i, zero);
        Expression inChunk = forwards ? Expression.LessThan(i, edge) : Expression.GreaterThanOrEqual(i, edge);
        Expression trips = Expression.Loop(Expression.IfThenElse(inChunk, Expression.Block(typeof(void), body), Expression.Break(chunkEnd)), chunkEnd);
        Expression chunk = Expression.Block(typeof(void), next, vectors is null ? Expression.Empty() : Expression.Block(vectors(i, edge), Expression.Assign(trip.Count, i)), trips, Expression.IfThen(hasMore, Expression.Block(typeof(void), atEdge)));
        return Expression.Block(typeof(void),
            Expression.Assign(i, forwards ? zero : Expression.Subtract(trip.Trips, ArrayValue.One)),
            Expression.Loop(Expression.IfThenElse(hasMore, chunk, Expression.Break(end)), end));
    }
}

/// <summary>The trips of a loop in code.</summary>
/// <param name="Index">The number of the trip, an int.</param>
/// <param name="Trips">How many there are, an int that costs nothing to repeat.</param>
/// <param name="Count">How many were made.</param>
/// <param name="IsBackwards">Whether the index goes down.</param>
readonly record struct Trip(ParameterExpression Index, Expression Trips, ParameterExpression Count, bool IsBackwards);
