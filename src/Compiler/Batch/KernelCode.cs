using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>A loop over rows, or the code before it.</summary>
/// <param name="table">The address of a table of addresses: the input columns, the output columns, then <see cref="KernelTable"/>.</param>
/// <param name="from">Where the first vector is, in bytes from the start of a column.</param>
/// <param name="step">From one vector to the next, in bytes; negative: backwards.</param>
/// <param name="vectors">How many, at least one.</param>
delegate void KernelPart(long table, long from, long step, long vectors);

/// <summary>What stands in a kernel's table after the columns.</summary>
enum KernelTable
{
    /// <summary>The inner columns of a block.</summary>
    Inner,

    /// <summary>The uniform values, a vector each.</summary>
    Uniforms,

    /// <summary>The running sums, eight lanes for each output whatever the width, so that the order of additions is the same at every width.</summary>
    Sums,

    /// <summary>How many there are.</summary>
    Count,
}

/// <summary>The LINQ tree of one part of a kernel.</summary>
sealed class KernelCode
{
    /// <summary>The lanes of a running sum, at every width.</summary>
    public const int SumLanes = 8;

    /// <summary>Beyond these, what could be kept in registers over the loop is read from memory where it is used.</summary>
    const int MostHoisted = 24;

    static readonly MethodInfo pointer = ((Func<long, int, long>)VectorMemory.Pointer).Method;

    readonly BatchPlan plan;
    readonly VectorShape v;
    readonly int part;
    readonly bool isUniform;
    readonly ParameterExpression table = Expression.Parameter(typeof(long), "table"), from = Expression.Parameter(typeof(long), "from"),
        step = Expression.Parameter(typeof(long), "step"), vectors = Expression.Parameter(typeof(long), "vectors"),
        at = Expression.Variable(typeof(long), "at");
    readonly List<ParameterExpression> locals = [];
    readonly List<Expression> before = [], loop = [], after = [];
    readonly Dictionary<int, Expression> known = [];
    readonly Dictionary<int, ParameterExpression> bases = [];

    KernelCode(BatchPlan plan, VectorShape v, int part, bool isUniform) => (this.plan, this.v, this.part, this.isUniform) = (plan, v, part, isUniform);

    Circuit Circuit => plan.Circuit;

    /// <summary>The code before the rows: uniform steps, each kept as a vector.</summary>
    public static KernelPart Uniform(BatchPlan plan, VectorShape v, int part)
    {
        var code = new KernelCode(plan, v, part, isUniform: true);
        foreach (int node in plan.UniformParts[part])
        {
            code.Keep(node);
            code.loop.Add(v.Store(code.known[node], code.UniformAddress(node)));
        }
        return Codegen.Compile(Expression.Lambda<KernelPart>(
            Expression.Block(typeof(void), code.locals, [.. code.before, .. code.loop]), code.table, code.from, code.step, code.vectors));
    }

    /// <summary>A loop over rows.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="v">The width.</param>
    /// <param name="part">Which loop.</param>
    /// <param name="sum">Whether outputs are added up instead of written.</param>
    public static KernelPart Loop(BatchPlan plan, VectorShape v, int part, bool sum)
    {
        var code = new KernelCode(plan, v, part, isUniform: false);
        foreach (int node in plan.Parts[part])
        {
            code.Keep(node);
            if (plan.SlotOf(node) >= 0) code.loop.Add(v.Store(code.known[node], code.InnerAddress(node)));
        }
        code.Finish(sum);
        return Codegen.Compile(Expression.Lambda<KernelPart>(code.Body(), code.table, code.from, code.step, code.vectors));
    }

    BlockExpression Body()
    {
        LabelTarget done = Expression.Label();
        loop.Add(Expression.Assign(at, Expression.Add(at, step)));
        loop.Add(Expression.Assign(vectors, Expression.Subtract(vectors, Expression.Constant(1L))));
        loop.Add(Expression.IfThen(Expression.LessThanOrEqual(vectors, Expression.Constant(0L)), Expression.Break(done)));
        return Expression.Block(typeof(void), [at, .. locals],
            [Expression.Assign(at, from), .. before, Expression.Loop(Expression.Block(typeof(void), loop), done), .. after]);
    }

    void Keep(int node)
    {
        Expression value = Computed(node);
        ParameterExpression local = Expression.Variable(v.Vector);
        locals.Add(local);
        loop.Add(Expression.Assign(local, value));
        known[node] = local;
    }

    /// <summary>Writes or adds up the outputs that this part knows. All of a row's inputs have been read by then, so that an output may be in an input's place.</summary>
    void Finish(bool sum)
    {
        var ends = new List<(int Output, Expression Value)>();
        for (int i = 0; i < Circuit.Outputs.Length; i++)
        {
            int node = Circuit.Outputs[i];
            if (plan.PartOf(node) == part && plan.IsWritten(i)) ends.Add((i, AsNumber(node, Value(node))));
        }
        bool inRegisters = v.Lanes == SumLanes && ends.Count <= MostHoisted;
        foreach ((int output, Expression value) in ends)
        {
            if (!sum) loop.Add(v.Store(value, Expression.Add(Base(Circuit.Inputs.Length + output), at)));
            else if (inRegisters) AddInRegister(output, value);
            else loop.Add(v.AddTo(value, Expression.Add(SumAddress(output), Expression.And(at, Expression.Constant((long)(SumLanes * sizeof(double) - 1))))));
        }
    }

    void AddInRegister(int output, Expression value)
    {
        ParameterExpression total = Expression.Variable(v.Vector);
        locals.Add(total);
        before.Add(Expression.Assign(total, v.Load(SumAddress(output))));
        loop.Add(Expression.Assign(total, v.Operator("op_Addition", total, value)));
        after.Add(v.Store(total, SumAddress(output)));
    }

    Expression AsNumber(int node, Expression value) =>
        Circuit.Kinds[node] == Kind.Bool ? v.Operator("op_BitwiseAnd", value, v.Number(1)) : value;

    /// <summary>The value of a node. What must be read first is read by a statement of its own, before the one that is being made.</summary>
    Expression Value(int node)
    {
        if (known.TryGetValue(node, out Expression? value)) return value;
        Node n = Circuit.Nodes[node];
        if (n.Op is Op.Number or Op.Truth) return VectorOps.Of(v, n, null!, null!, null!);
        if (n.Op == Op.Input)
        {
            int position = (int)n.Bits;
            return plan.IsUniform(node)
                ? Read(node, v.Spread(Base(position)), before)
                : Read(node, v.Load(Expression.Add(Base(position), at)), loop);
        }
        if (!plan.IsStep(node)) return Computed(node);
        if (!plan.IsUniform(node)) return Read(node, v.Load(InnerAddress(node)), loop);
        if (isUniform) return Read(node, v.Load(UniformAddress(node)), loop);
        return hoisted++ < MostHoisted ? Read(node, v.Load(UniformAddress(node)), before) : v.Load(UniformAddress(node));
    }

    int hoisted;

    ParameterExpression Read(int node, Expression value, List<Expression> where)
    {
        ParameterExpression local = Expression.Variable(v.Vector);
        locals.Add(local);
        bool isTruthInput = Circuit.Nodes[node].Op == Op.Input && Circuit.Kinds[node] == Kind.Bool;
        where.Add(Expression.Assign(local, isTruthInput ? v.Not(v.Call("Equals", value, v.Number(0))) : value));
        known[node] = local;
        return local;
    }

    /// <summary>Recurses over nested nodes only, which the plan keeps shallow.</summary>
    Expression Computed(int i)
    {
        Node node = Circuit.Nodes[i];
        Expression a = node.A < 0 ? Expression.Empty() : Value(node.A);
        Expression b = node.B < 0 ? Expression.Empty() : Value(node.B);
        Expression c = node.C < 0 ? Expression.Empty() : Value(node.C);
        return VectorOps.Of(v, node, a, b, c);
    }

    /// <summary>The start of a column, or of what comes after the columns in the table.</summary>
    ParameterExpression Base(int entry)
    {
        if (bases.TryGetValue(entry, out ParameterExpression? address)) return address;
        address = Expression.Variable(typeof(long));
        locals.Add(address);
        Expression value = Expression.Call(pointer, table, Expression.Constant(entry));
        if (entry == Entry(KernelTable.Inner)) value = Expression.Subtract(value, from);   // a block starts at its first row
        before.Insert(0, Expression.Assign(address, value));
        bases.Add(entry, address);
        return address;
    }

    int Entry(KernelTable what) => Circuit.Inputs.Length + Circuit.Outputs.Length + (int)what;

    BinaryExpression InnerAddress(int node) =>
        Expression.Add(Expression.Add(Base(Entry(KernelTable.Inner)), at), Expression.Constant((long)plan.SlotOf(node) * plan.BlockRows * sizeof(double)));

    BinaryExpression UniformAddress(int node) =>
        Expression.Add(Base(Entry(KernelTable.Uniforms)), Expression.Constant((long)plan.SlotOf(node) * v.Bytes));

    BinaryExpression SumAddress(int output) =>
        Expression.Add(Base(Entry(KernelTable.Sums)), Expression.Constant((long)output * SumLanes * sizeof(double)));
}
