using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>The nodes of one circuit with arrays as statements: the outermost, or the body of a loop.</summary>
sealed class BodyCode : Statements
{
    static readonly MethodInfo order = ArrayValue.Method(nameof(ArrayMemory.Order)), locate = ArrayValue.Method(nameof(ArrayMemory.Locate)),
        isZero = ArrayValue.Method(nameof(ArrayMemory.IsZero)), stepsOfOrder = typeof(ArrayOrder).GetMethod(nameof(ArrayOrder.StepsOf))!;

    readonly ProgramCode program;
    readonly InputValue[] inputs;
    readonly Dictionary<int, ArrayValue> arrays = [];
    readonly Dictionary<int, InputValue[]> results = [];      // of loops
    readonly bool[] isDense;
    readonly IReadOnlyDictionary<int, Destination> destinations;

    public BodyCode(ProgramCode program, Schedule schedule, InputValue[] inputs, IReadOnlyDictionary<int, Destination>? destinations = null) : base(schedule, position => inputs[position].Number!)
    {
        (this.program, this.inputs, this.destinations) = (program, inputs, destinations ?? new Dictionary<int, Destination>());
        isDense = new bool[Circuit.Nodes.Length];
        for (int i = 0; i < isDense.Length; i++)
        {
            Node node = Circuit.Nodes[i];
            isDense[i] = node.Op switch
            {
                Op.Input => inputs[(int)node.Bits].Array is { IsDense: true },
                Op.Transpose => false,
                Op.At or Op.Held => isDense[node.A],
                Op.Select => isDense[node.B] && isDense[node.C],
                _ => true,
            };
        }
    }

    /// <summary>The array that a node is.</summary>
    public ArrayValue ArrayOf(int node) => Circuit.Nodes[node] is { Op: Op.Input } input ? inputs[(int)input.Bits].Array! : arrays[node];

    /// <summary>What a node is, for a body that captures it: kept before the loop.</summary>
    public InputValue Given(int node, List<Expression> statements)
    {
        if (Circuit.Kinds[node].IsArray()) return new(null, ArrayOf(node), IsSame: true);
        return new(program.Kept(Value(node), statements), Whole: Whole(node) is { } whole ? program.Kept(whole, statements) : null, IsSame: true);
    }

    protected override void Keep(Step step, List<Expression> statements)
    {
        Node node = Circuit.Nodes[step.Source];
        if (step.Node != step.Source)
        {
            if (Circuit.Kinds[step.Node].IsArray()) Choose(step.Node, ArrayOf(step.Source), statements);
            else base.Keep(step, statements);
        }
        else if (node.Op == Op.Loop) results[step.Node] = new LoopCode(program, this, Circuit.Loops[node.Bits], ArrayNodes.Unpack(Circuit.Nodes.AsSpan(), node.A), DestinationsOf(step.Node)).Run(statements);
        else if (Circuit.Kinds[step.Node].IsArray())
        {
            if (node.Op == Op.Select) statements.Add(Expression.IfThenElse(Value(node.A), Chosen(step.Node, node.B), Chosen(step.Node, node.C)));
            else arrays[step.Node] = Made(node, statements);
        }
        else if (node.Op == Op.At) statements.Add(Expression.Assign(Local(step.Node), Truth(step.Node, ArrayOf(node.A).Read(Position(node, statements)))));
        else if (node.Op == Op.Checked) Check(step.Node, node, statements);
        else base.Keep(step, statements);
    }

    // By the numbers of a loop's results.
    Dictionary<long, Destination> DestinationsOf(int loop) =>
        destinations.Where(pair => Circuit.Nodes[pair.Key].A == loop).ToDictionary(pair => Circuit.Nodes[pair.Key].Bits, pair => pair.Value);

    BlockExpression Chosen(int node, int side)
    {
        List<Expression> statements = [];
        Choose(node, ArrayOf(side), statements);
        return Expression.Block(typeof(void), statements);
    }

    // One of the sides of a choice: all are kept in the same locals.
    void Choose(int node, ArrayValue side, List<Expression> statements)
    {
        if (!arrays.TryGetValue(node, out ArrayValue? chosen))
        {
            Expression[] strides = [.. side.Strides.Select(_ => (Expression)program.Local(typeof(int)))];
            if (isDense[node]) strides[^1] = ArrayValue.One;
            arrays[node] = chosen = new(program.Local(typeof(double[])), program.Local(typeof(int)), [.. side.Lengths.Select(_ => program.Local(typeof(int)))], strides, isDense[node]);
        }
        statements.Add(Expression.Assign(chosen.Data, side.Data));
        statements.Add(Expression.Assign(chosen.Start, side.Start));
        for (int d = 0; d < side.Rank; d++)
        {
            statements.Add(Expression.Assign(chosen.Lengths[d], side.Lengths[d]));
            if (chosen.Strides[d] is ParameterExpression stride) statements.Add(Expression.Assign(stride, side.Strides[d]));
        }
    }

    protected override Expression OfArrays(int id)
    {
        Node node = Circuit.Nodes[id];
        switch (node.Op)
        {
            case Op.Part: return results[node.A][node.Bits].Number!;
            case Op.Held: return Value(node.A);
            case Op.Length: return Expression.Convert(ArrayOf(node.A).Lengths[node.Bits], typeof(double));
            case Op.Locate:
                ArrayValue knots = ArrayOf(node.A);
                return Expression.Call(locate, knots.Data, knots.Start, knots.Lengths[0], knots.Strides[0], Value(node.B));
            default: throw new ArgumentOutOfRangeException(nameof(id), node.Op, "it is a step of its own");
        }
    }

    ArrayValue Made(Node node, List<Expression> statements)
    {
        switch (node.Op)
        {
            case Op.Part: return results[node.A][node.Bits].Array!;
            case Op.Held: return ArrayOf(node.A);
            case Op.At: return ArrayOf(node.A).Row(program.Kept(ArrayOf(node.A).PlaceOf(Position(node, statements)), statements));
            case Op.Transpose: return ArrayOf(node.A).Transposed();
            case Op.Zeros: return program.Zeros(ArrayOf(node.A).Lengths, statements);
            case Op.Plus:
                ArrayValue a = ArrayOf(node.A), b = ArrayOf(node.B);
                program.Same(a, b, statements);
                ArrayValue sum = program.Allocate(a.Lengths, statements);
                statements.Add(program.Copy(sum, a));
                statements.Add(program.Add(sum, b));
                return sum;
            case Op.Items: return Items(ArrayNodes.Unpack(Circuit.Nodes.AsSpan(), node.A), statements);
            case Op.Put: return Put(node, statements);
            case Op.Order:
                ArrayValue keys = ArrayOf(node.A), sorted = program.Allocate([keys.Lengths[0]], statements);
                statements.Add(program.Spend(Expression.Multiply(Long(keys.Lengths[0]), Long(Expression.Call(stepsOfOrder, keys.Lengths[0])))));
                statements.Add(Expression.Call(order, sorted.Data, sorted.Start, keys.Data, keys.Start, keys.Lengths[0], keys.Strides[0], Expression.Constant(node.Bits != 0)));
                return sorted;
            default: throw new ArgumentOutOfRangeException(nameof(node), node.Op, "it makes no array");
        }
    }

    ArrayValue Items(int[] items, List<Expression> statements)
    {
        ArrayValue? first = Circuit.Kinds[items[0]].IsArray() ? ArrayOf(items[0]) : null;
        ArrayValue all = program.Allocate([Expression.Constant(items.Length), .. first?.Lengths ?? []], statements);
        for (int i = 0; i < items.Length; i++)
        {
            if (first is null) statements.Add(all.Write(Expression.Constant(i), Value(items[i])));
            else Store(all, Expression.Constant(i), ArrayOf(items[i]), statements);
        }
        return all;
    }

    // The adjoint of an element that nobody has needed is 0, wherever that would be.
    ArrayValue Put(Node node, List<Expression> statements)
    {
        ArrayValue array = program.Zeros(ArrayOf(node.A).Lengths, statements);
        ParameterExpression position = program.Local(typeof(double));
        statements.Add(Expression.Assign(position, Value(node.C)));
        List<Expression> put = [];
        Expression place = Expression.Convert(position, typeof(int));
        if (Circuit.Kinds[node.B].IsArray()) Store(array, program.Kept(place, put), ArrayOf(node.B), put);
        else put.Add(array.Write(place, Value(node.B)));
        statements.Add(Expression.IfThenElse(IsInside(position, array.Lengths[0]), Expression.Block(typeof(void), put), program.OutIf(Expression.Not(IsZero(node.B)))));
        return array;
    }

    /// <summary>Whether a number, or every number of an array, is 0.</summary>
    public Expression IsZero(int node)
    {
        if (!Circuit.Kinds[node].IsArray()) return Expression.Equal(SpanCode.AsNumber(Value(node)), Expression.Constant(0.0));
        ArrayValue array = ArrayOf(node);
        return Expression.Call(isZero, [array.Data, array.Start, .. array.Extents]);
    }

    /// <summary>Writes a row of the same lengths.</summary>
    public void Store(ArrayValue array, Expression position, ArrayValue row, List<Expression> statements)
    {
        ArrayValue target = array.Row(program.Kept(array.PlaceOf(position), statements));
        program.Same(target, row, statements);
        statements.Add(program.Copy(target, row));
    }

    // A position that is inside its array from here on.
    Expression Position(Node at, List<Expression> statements)
    {
        Expression length = ArrayOf(at.A).Lengths[0];
        if (Whole(at.B) is { } whole)
        {
            Expression position = program.Kept(whole, statements);
            statements.Add(program.OutIf(Expression.GreaterThanOrEqual(Expression.Convert(position, typeof(uint)), Expression.Convert(length, typeof(uint)))));
            return position;
        }
        Expression number = program.Kept(Value(at.B), statements);
        statements.Add(program.OutIf(Expression.Not(IsInside(number, length))));
        return program.Kept(Expression.Convert(number, typeof(int)), statements);
    }

    public static Expression IsInside(Expression position, Expression length) =>
        Expression.AndAlso(Expression.GreaterThanOrEqual(position, Expression.Constant(0.0)), Expression.LessThan(position, Expression.Convert(length, typeof(double))));

    /// <summary>
    /// A number as an int, where it is one by how it is made: an index, a length, and what is a little more or less. What leaves the ints becomes negative and so is no position.
    /// </summary>
    public Expression? Whole(int id, int depth = 0)
    {
        const int Deepest = 4, Most = 1 << 20;
        Node node = Circuit.Nodes[id];
        switch (node.Op)
        {
            case Op.Number when node.Number is >= -Most and <= Most && node.Number == Math.Floor(node.Number): return Expression.Constant((int)node.Number);
            case Op.Input: return inputs[(int)node.Bits].Whole;
            case Op.Length: return ArrayOf(node.A).Lengths[node.Bits];
            case Op.Checked when (node.Bits & CheckPlace.FaultMask) == (long)Fault.Overflow: return Whole(node.A, depth);
            case Op.Add or Op.Subtract when depth < Deepest && (Circuit.Nodes[node.A].Op == Op.Number || Circuit.Nodes[node.B].Op == Op.Number):
                if (Whole(node.A, depth + 1) is not { } a || Whole(node.B, depth + 1) is not { } b) return null;
                return node.Op == Op.Add ? Expression.Add(a, b) : Expression.Subtract(a, b);
            default: return null;
        }
    }

    // What is checked of a number, and is wrong.
    void Check(int id, Node node, List<Expression> statements)
    {
        Expression value = Local(id);
        statements.Add(Expression.Assign(value, Value(node.A)));
        Expression other = node.B < 0 ? Expression.Constant(double.NaN) : Value(node.B), zero = Expression.Constant(0.0);
        Expression wrong = (Fault)(node.Bits & CheckPlace.FaultMask) switch
        {
            Fault.Lengths => Expression.NotEqual(value, other),
            Fault.Negative => Expression.Not(Expression.GreaterThanOrEqual(value, zero)),
            Fault.Empty or Fault.Window => Expression.Not(Expression.GreaterThanOrEqual(value, Expression.Constant(1.0))),
            Fault.TooMany => Expression.Not(Expression.AndAlso(Expression.GreaterThanOrEqual(value, zero), Expression.LessThanOrEqual(value, other))),
            Fault.Step or Fault.Divisor => Expression.Equal(value, zero),
            Fault.Overflow => Expression.Not(Expression.AndAlso(
                Expression.GreaterThanOrEqual(value, Expression.Constant((double)int.MinValue)), Expression.LessThanOrEqual(value, Expression.Constant((double)int.MaxValue)))),
            Fault.Knots => Expression.GreaterThanOrEqual(value, zero),
            Fault.Position => Expression.Not(Expression.AndAlso(Expression.GreaterThanOrEqual(value, zero), Expression.LessThan(value, other))),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
        statements.Add(program.OutIf(wrong));
    }

    Expression Truth(int node, Expression number) => Circuit.Kinds[node] == Kind.Bool ? Expression.NotEqual(number, Expression.Constant(0.0)) : number;

    static Expression Long(Expression number) => Expression.Convert(number, typeof(long));
}
