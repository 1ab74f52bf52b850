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
    readonly InputValue[] inputs;          // of the body
    readonly Expression?[] entering;       // what a trip begins with, to have them
    readonly ElementPlace?[] elements;     // those of numbers that lie one after another
    readonly State[] states;
    readonly ParameterExpression spent;

    // What is carried: an array in memory of its own; or a local in trips and another one between chunks, since what lives through a call is in no register in the whole loop.
    sealed record State(ParameterExpression? Number, ParameterExpression? Resting, ArrayValue? Array);

    public LoopCode(ProgramCode program, BodyCode outer, Loop loop, int[] arguments, IReadOnlyDictionary<long, Destination> destinations)
    {
        (this.program, this.outer, this.loop, this.arguments) = (program, outer, loop, arguments);
        weight = 1 + loop.Body.Nodes.Length - loop.Body.Inputs.Length;
        results = [.. loop.Results.Select((result, k) => ResultCode.Of(program, loop, result, destinations.GetValueOrDefault(k)))];
        inputs = new InputValue[loop.Inputs.Length];
        entering = new Expression?[inputs.Length];
        elements = new ElementPlace?[inputs.Length];
        states = new State[loop.Carried];
        spent = program.Local(typeof(int));
    }

    /// <summary>The loop, and what its results are after it.</summary>
    public InputValue[] Run(List<Expression> statements)
    {
        ParameterExpression i = program.Local(typeof(int)), count = program.Local(typeof(int));
        Expression trips = program.CountOf(outer.Value(arguments[Loop.Trips]), outer.Whole(arguments[Loop.Trips]), statements);
        Trip trip = new(i, trips, count, program.Local(typeof(int)), loop.IsBackwards);
        Expression weightOf = Expression.Constant((long)weight);
        statements.Add(program.Spend(loop.HasGoing ? weightOf : Expression.Multiply(Expression.Convert(Expression.Call(atLeastOne, trips), typeof(long)), weightOf)));
        Begin(trip, statements);
        TripCode whole = new(program, TripCode.Asked(loop.Body, First, results), inputs, entering, elements, First.Length, results);
        if (Dot(whole, trip, statements) is { } dot) return [dot];
        statements.Add(Expression.Assign(count, Expression.Constant(0)));
        if (loop.HasGoing) statements.Add(Expression.Assign(spent, Expression.Constant(-1)));
        for (int k = 0; k < results.Length; k++)
        {
            if (!loop.HasGoing && whole.Seen(k) is { } seen) results[k] = new SeenCode(seen);
            results[k].Begin(trip, Sources, statements);
        }
        ParameterExpression mark = program.Local(typeof(int));
        int before = program.Allocations;
        LabelTarget end = Expression.Label();
        List<Expression> columns = [];
        List<List<Expression>> stages = [.. Stage(trip, columns).Select(part => (List<Expression>)[.. Woken(), .. Trips(part, trip, mark, end), .. Rested()])];
        bool allocates = program.Allocations > before;
        if (allocates) statements.Add(Expression.Assign(mark, program.Top));
        statements.Add(Chunks(trip, columns, stages, end));
        if (allocates) statements.Add(Expression.Assign(program.Top, mark));
        if (loop.HasGoing) statements.Add(SpendSince(count));
        return [.. results.Select(result => result.End(trip, statements))];
    }

    // What carried values become, and whether there is a trip.
    int[] First => [.. loop.Body.Outputs.Take(loop.Carried + (loop.HasGoing ? 1 : 0))];

    // The trips as a whole, or in stages; what one stage hands to the next stands in columns, which begin elsewhere for each chunk.
    List<TripCode> Stage(Trip trip, List<Expression> columns)
    {
        if (loop.IsOrdered || loop.IsBackwards || Stages.Of(loop.Body, results) is not { } stages)
        {
            return [new(program, TripCode.Asked(loop.Body, First, results), inputs, entering, elements, First.Length, results)];
        }
        List<TripCode> parts = [];
        List<int> nodes = [];
        List<ArrayValue> arrays = [];
        for (int of = 0; of < stages.Count; of++)
        {
            InputValue[] allInputs = [.. inputs, .. nodes.Select(node => new InputValue(program.Local(loop.Body.Kinds[node] == Kind.Bool ? typeof(bool) : typeof(double))))];
            Expression?[] allEntering = [.. entering, .. arrays.Select((array, k) => Expression.Assign(allInputs[inputs.Length + k].Number!, Number(array.Read(trip.Index), loop.Body.Kinds[nodes[k]])))];
            ElementPlace?[] allElements = [.. elements, .. arrays.Select(array => (ElementPlace?)new ElementPlace(array.Data, array.Start))];
            List<int> before = [.. nodes];
            List<ResultCode> added = [.. results.Where(result => result.Asked.Count > 0 && stages.StageOf(result) == of)];
            foreach (int node in stages.Crossing(of))
            {
                ParameterExpression start = program.Local(typeof(int));
                columns.Add(Expression.Assign(start, Expression.Subtract(Expression.Constant(program.Reserve(Chunk)), trip.Index)));
                nodes.Add(node);
                arrays.Add(new(program.Arena, start, [trip.Trips], [ArrayValue.One], true));
                var column = new StackedCode(program, new(0, []), node, loop.Body.Kinds[node], false, new(arrays[^1], false));
                column.Begin(trip, Sources, []);
                added.Add(column);
            }
            if (added.Count > 0) parts.Add(new(program, stages.Part(added.SelectMany(result => result.Asked), before), allInputs, allEntering, allElements, 0, [.. added]));
        }
        return parts;
    }

    static Expression Number(Expression number, Kind kind) => kind == Kind.Bool ? Expression.NotEqual(number, Expression.Constant(0.0)) : number;

    // The sum of the products of two arrays is a function of its own.
    InputValue? Dot(TripCode whole, in Trip trip, List<Expression> statements)
    {
        Circuit body = whole.Circuit;
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

    ResultSources Sources => new(outer, arguments, k => new(states[k].Number, states[k].Array), k => new(states[k].Resting, states[k].Array));

    IEnumerable<Expression> Woken() => states.Where(state => state.Number is not null).Select(state => Expression.Assign(state.Number!, state.Resting!));

    IEnumerable<Expression> Rested() => states.Where(state => state.Number is not null).Select(state => Expression.Assign(state.Resting!, state.Number!));

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
                    entering[k] = Expression.Assign(number, Expression.Convert(trip.Index, typeof(double)));
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
            return new(null, null, array);
        }
        Type type = kind == Kind.Bool ? typeof(bool) : typeof(double);
        ParameterExpression resting = program.Local(type);
        statements.Add(Expression.Assign(resting, outer.Value(start)));
        return new(program.Local(type), resting, null);
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
            entering[k] = Expression.Assign(row, place);
            return new(null, array.Row(row));
        }
        if (step is ConstantExpression { Value: 1 }) elements[k] = new(array.Data, start);
        ParameterExpression element = program.Local(kind == Kind.Bool ? typeof(bool) : typeof(double));
        Expression number = Expression.ArrayIndex(array.Data, place);
        entering[k] = Expression.Assign(element, Number(number, kind));
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

    // The trips of a stage from the index to the edge: those that fill vectors, and the others one by one.
    List<Expression> Trips(TripCode part, in Trip trip, ParameterExpression mark, LabelTarget end)
    {
        ParameterExpression i = trip.Index, edge = trip.Edge;
        int before = program.Allocations;
        var (body, code) = part.Statements(trip, mark, loop.HasGoing, (inside, statements) =>
        {
            if (loop.HasGoing) statements.Add(Expression.IfThen(Expression.Not(inside.Value(part.OutputOf(loop.Carried))), Expression.Block(typeof(void), [.. Rested(), Expression.Goto(end)])));
        });
        Carry(part, code, body);
        foreach (ResultCode result in results) result.Carried(trip, mark, body);
        if (results.Length > 0 && results.All(result => result.IsFound is not null)) body.Add(Expression.IfThen(results.Select(result => result.IsFound!).Aggregate(Expression.AndAlso), Expression.Goto(end)));
        if (program.Allocations > before) body.Add(Expression.Assign(program.Top, mark));
        if (loop.HasGoing) body.Add(Expression.PreIncrementAssign(trip.Count));
        body.Add(loop.IsBackwards ? Expression.PreDecrementAssign(i) : Expression.PreIncrementAssign(i));
        LabelTarget chunkEnd = Expression.Label();
        Expression inChunk = loop.IsBackwards ? Expression.GreaterThanOrEqual(i, edge) : Expression.LessThan(i, edge);
        List<Expression> trips = [];
        if (!loop.IsOrdered && !loop.IsBackwards && part.Vectors() is { } vectors) trips.Add(vectors(i, edge));
        trips.Add(Expression.Loop(Expression.IfThenElse(inChunk, Expression.Block(typeof(void), body), Expression.Break(chunkEnd)), chunkEnd));
        return trips;
    }

    // All of the next values are known before the first of them is kept; of arrays those that may be views of what is carried are copied before.
    void Carry(TripCode part, BodyCode body, List<Expression> statements)
    {
        List<Expression> keep = [];
        for (int k = 0; k < states.Length; k++)
        {
            if (states[k].Array is { } state)
            {
                ArrayValue next = body.ArrayOf(part.OutputOf(k));
                if (ReferenceEquals(next, state)) continue;
                program.Same(state, next, statements);
                if (next.IsView || !IsNew(part.Circuit.Nodes[part.OutputOf(k)]))
                {
                    ArrayValue copied = program.Allocate(next.Lengths, statements);
                    statements.Add(program.Copy(copied, next));
                    next = copied;
                }
                keep.Add(program.Copy(state, next));
                continue;
            }
            Expression value = body.Value(part.OutputOf(k));
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
    static bool IsNew(Node node) => node.Op is Op.Part or Op.Items or Op.Put or Op.Zeros or Op.Plus or Op.Order;

    // Forwards the edge of a chunk is one behind its last trip, backwards it is that trip.
    Expression Chunks(in Trip trip, List<Expression> columns, List<List<Expression>> stages, LabelTarget end)
    {
        ParameterExpression i = trip.Index, edge = trip.Edge, start = program.Local(typeof(int));
        Expression zero = Expression.Constant(0), size = Expression.Constant(Chunk);
        bool forwards = !trip.IsBackwards;
        List<Expression> chunk =
        [
            Expression.Assign(edge, forwards
                ? Expression.Condition(Expression.LessThan(Expression.Subtract(trip.Trips, i), size), trip.Trips, Expression.Add(i, size))
                : Expression.And(i, Expression.Constant(~(Chunk - 1)))),
            .. columns,
        ];
        if (stages.Count > 1) chunk.Add(Expression.Assign(start, i));
        for (int k = 0; k < stages.Count; k++)
        {
            if (k > 0) chunk.Add(Expression.Assign(i, start));
            chunk.AddRange(stages[k]);
        }
        if (stages.Count == 0) chunk.Add(Expression.Assign(i, forwards ? edge : Expression.Subtract(edge, ArrayValue.One)));
        if (!loop.HasGoing && forwards) chunk.Add(Expression.Assign(trip.Count, i));
        List<Expression> atEdge = [loop.HasGoing ? SpendSince(trip.Count) : program.Watch()];
        foreach (ResultCode result in results) result.EndChunk(trip, edge, atEdge);
        Expression hasMore = forwards ? Expression.LessThan(i, trip.Trips) : Expression.GreaterThanOrEqual(i, zero);
        chunk.Add(Expression.IfThen(hasMore, Expression.Block(typeof(void), atEdge)));
        return Expression.Block(typeof(void),
            Expression.Assign(i, forwards ? zero : Expression.Subtract(trip.Trips, ArrayValue.One)),
            Expression.Loop(Expression.IfThenElse(hasMore, Expression.Block(typeof(void), chunk), Expression.Break(end)), end));
    }
}

/// <summary>The trips of a loop in code.</summary>
/// <param name="Index">The number of the trip, an int.</param>
/// <param name="Trips">How many there are, an int that costs nothing to repeat.</param>
/// <param name="Count">How many were made.</param>
/// <param name="Edge">Where a chunk of them ends.</param>
/// <param name="IsBackwards">Whether the index goes down.</param>
readonly record struct Trip(ParameterExpression Index, Expression Trips, ParameterExpression Count, ParameterExpression Edge, bool IsBackwards);
