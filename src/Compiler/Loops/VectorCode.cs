using System.Linq.Expressions;
using GateDsl.Compiler.Batch;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>
/// The trips of an innermost loop that carries nothing, as vectors: a method of its own, which has registers and the JIT's favour for itself. Those that fill no vector are left to the
/// code of single trips, whose bits are the same.
/// </summary>
sealed class VectorCode
{
    /// <summary>Beyond this weight of functions the JIT stops inlining them.</summary>
    const int MostWeight = 600;

    /// <summary>Nested expressions are no deeper.</summary>
    const int Deepest = 16;

    readonly Circuit circuit;
    readonly InputValue[] inputs;
    readonly ElementPlace?[] elements;
    readonly int[] uses, depth;
    readonly Dictionary<int, Expression> known = [];
    readonly Dictionary<Expression, ParameterExpression> parameters = [];
    readonly List<ParameterExpression> locals = [];
    readonly ParameterExpression from = Expression.Parameter(typeof(int), "from"), to = Expression.Parameter(typeof(int), "to");

    VectorCode(Circuit circuit, InputValue[] inputs, ElementPlace?[] elements, VectorShape shape)
    {
        (this.circuit, this.inputs, this.elements, Shape) = (circuit, inputs, elements, shape);
        uses = new int[circuit.Nodes.Length];
        depth = new int[circuit.Nodes.Length];
        foreach (int output in circuit.Outputs) uses[output]++;
        for (int i = 0; i < uses.Length; i++)
        {
            Node node = circuit.Nodes[i];
            for (int k = 0; k < node.Arity; k++)
            {
                uses[node[k]]++;
                depth[i] = Math.Max(depth[i], depth[node[k]] + 1);
            }
            if (depth[i] == Deepest) (uses[i], depth[i]) = (2, 0);
        }
    }

    public VectorShape Shape { get; }

    /// <summary>The index of the first trip of a vector.</summary>
    public ParameterExpression Index { get; } = Expression.Variable(typeof(int), "i");

    /// <summary>What is done before the trips, in each vector of them, and after.</summary>
    public List<Expression> Before { get; } = [];

    public List<Expression> Body { get; } = [];

    public List<Expression> After { get; } = [];

    public Expression From => from;

    public Expression To => to;

    /// <summary>What must hold of the trips between two ints; else they are made one by one.</summary>
    public List<Func<Expression, Expression, Expression>> Conditions { get; } = [];

    /// <summary>Trips as vectors as far as they fill some; null where the loop is none for vectors.</summary>
    /// <param name="program">The code around the loop.</param>
    /// <param name="circuit">The body with what is asked of it.</param>
    /// <param name="inputs">What the inputs of the body are.</param>
    /// <param name="elements">Of those that are elements one after another, where they are.</param>
    /// <param name="results">The results.</param>
    /// <param name="asked">Where what each of them reads is among the outputs.</param>
    public static Func<ParameterExpression, Expression, Expression>? Of(ProgramCode program, Circuit circuit, InputValue[] inputs, ElementPlace?[] elements, ResultCode[] results, int[] asked)
    {
        if (!IsOfNumbers(circuit, inputs, elements) || VectorOps.CodeWeight(circuit) > MostWeight) return null;
        var code = new VectorCode(circuit, inputs, elements, program.Vectors);
        int[] outputs = [.. circuit.Outputs];
        for (int k = 0; k < results.Length; k++)
        {
            if (!results[k].Vectorize(code, outputs.AsSpan(asked[k], results[k].Asked.Count))) return null;
        }
        return code.Calls(Codegen.Compile(code.Tree(), hasLoops: true));
    }

    static bool IsOfNumbers(Circuit circuit, InputValue[] inputs, ElementPlace?[] elements)
    {
        for (int i = 0; i < circuit.Nodes.Length; i++)
        {
            Node node = circuit.Nodes[i];
            if (node.Op.IsOfArrays() || node.Op is Op.Host or Op.Argument || circuit.Kinds[i].IsArray()) return false;
            if (node.Op == Op.Input && inputs[node.Bits] is { IsSame: false, Whole: null } && elements[node.Bits] is null) return false;
        }
        return true;
    }

    /// <summary>What the method is given: a value of the code around it, which does not change between trips.</summary>
    public Expression Given(Expression value)
    {
        if (value is ConstantExpression) return value;
        if (!parameters.TryGetValue(value, out ParameterExpression? parameter)) parameters.Add(value, parameter = Expression.Parameter(value.Type));
        return parameter;
    }

    public ParameterExpression Local(Type type)
    {
        ParameterExpression local = Expression.Variable(type);
        locals.Add(local);
        return local;
    }

    /// <summary>How far the trip's index is from a position; null: it is not by a constant.</summary>
    public int? Offset(int node)
    {
        Node position = circuit.Nodes[node];
        if (position.Op == Op.Input) return IsIndex(position) ? 0 : null;
        if (position.Op is not (Op.Add or Op.Subtract) || circuit.Nodes[position.B] is not { Op: Op.Number, Number: >= -1e6 and <= 1e6 } number || !IsIndex(circuit.Nodes[position.A])) return null;
        return number.Number == Math.Floor(number.Number) ? (int)(position.Op == Op.Add ? number.Number : -number.Number) : null;
    }

    bool IsIndex(Node node) => node.Op == Op.Input && inputs[node.Bits] is { IsSame: false, Whole: not null };

    /// <summary>The value of a node in the trips of a vector; a truth value is a mask.</summary>
    public Expression Value(int id)
    {
        if (known.TryGetValue(id, out Expression? value)) return value;
        Node node = circuit.Nodes[id];
        if (node.Op == Op.Input) return Kept(id, Input((int)node.Bits, circuit.Kinds[id] == Kind.Bool, out bool isSame), isSame);
        Expression computed = VectorOps.Of(Shape, node, Argument(node.A), Argument(node.B), Argument(node.C));
        return node.Op is Op.Number or Op.Truth || uses[id] < 2 ? computed : Kept(id, computed, false);
    }

    Expression Argument(int id) => id < 0 ? Expression.Empty() : Value(id);

    Expression Kept(int id, Expression value, bool isSame)
    {
        ParameterExpression local = Local(Shape.Vector);
        (isSame ? Before : Body).Add(Expression.Assign(local, value));
        return known[id] = local;
    }

    Expression Input(int place, bool isTruth, out bool isSame)
    {
        isSame = elements[place] is null && inputs[place].IsSame;
        if (elements[place] is { } element)
        {
            Expression loaded = ArrayVectors.Load(Shape, Given(element.Data), Expression.Add(Given(element.Start), Index));
            return isTruth ? IsTrue(loaded) : loaded;
        }
        if (!isSame) return ArrayVectors.From(Shape, Index);
        Expression spread = Shape.Call("Create", SpanCode.AsNumber(Given(inputs[place].Number!)));
        return isTruth ? IsTrue(spread) : spread;
    }

    Expression IsTrue(Expression numbers) => Shape.Not(Shape.Call("Equals", numbers, Shape.Number(0)));

    /// <summary>A value as numbers, truth as 0 and 1.</summary>
    public Expression Numbers(int id) => circuit.Kinds[id] == Kind.Bool ? Shape.Call("ConditionalSelect", Value(id), Shape.Number(1), Shape.Number(0)) : Value(id);

    LambdaExpression Tree()
    {
        LabelTarget end = Expression.Label();
        Expression step = Expression.AddAssign(Index, Expression.Constant(Shape.Lanes));
        Expression trips = Expression.Loop(Expression.IfThenElse(Expression.LessThan(Index, to), Expression.Block(typeof(void), [.. Body, step]), Expression.Break(end)), end);
        List<Expression> all = [.. Before, Expression.Assign(Index, from), trips, .. After, Expression.Empty()];
        return Reflected.Lambda(Expression.Block(typeof(void), [Index, .. locals], all), [from, to, .. parameters.Values]);
    }

    // Calls the method for the trips from i on that fill vectors before the edge, and moves i behind them.
    Func<ParameterExpression, Expression, Expression> Calls(Delegate method) => (i, edge) =>
    {
        ParameterExpression whole = Expression.Variable(typeof(int));
        Expression end = Expression.Add(i, Expression.And(Expression.Subtract(edge, i), Expression.Constant(-Shape.Lanes)));
        Expression may = Conditions.Select(condition => condition(i, whole)).Prepend(Expression.LessThan(i, whole)).Aggregate(Expression.AndAlso);
        Expression call = Expression.Invoke(Expression.Constant(method), [i, whole, .. parameters.Keys]);
        return Expression.Block(typeof(void), [whole], Expression.Assign(whole, end), Expression.IfThen(may, Expression.Block(typeof(void), call, Expression.Assign(i, whole))));
    };
}

/// <summary>Where the elements of an array begin that the trips read one after another.</summary>
readonly record struct ElementPlace(Expression Data, Expression Start);
