using System.Linq.Expressions;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// A large circuit as several methods that pass their values through a workspace: the JIT stops optimising a very large method,
/// and its time grows faster than the method.
/// </summary>
sealed class SplitCode : WorkspaceCode
{
    /// <summary>
    /// The weight of the steps of one method at most. Measured: of methods of 500, 1,000, 2,000 and 3,000 a node costs 0.19, 0.14, 0.10 and 0.10 ns;
    /// beyond 2,000 locals, 8,000 uses of them, 2,000 blocks or 60,000 bytes the JIT does not optimise at all.
    /// </summary>
    public const int MethodWeight = 3_000;

    readonly Chunk[] chunks;

    public SplitCode(Schedule schedule, CancellationToken cancellation = default) : base(schedule.Circuit)
    {
        (WorkspaceLength, Expression<Chunk>[] trees) = Trees(schedule);
        chunks = Array.ConvertAll(trees, tree =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Codegen.Compile(tree);
        });
    }

    /// <summary>One part of the circuit. The workspace holds the inputs, the outputs, then what the parts pass on.</summary>
    public delegate void Chunk(double[] workspace);

    public override int WorkspaceLength { get; }

    public override void Run(Workspace workspace)
    {
        foreach (Chunk chunk in chunks) chunk(workspace.Array);
    }

    /// <summary>The parts, and how long the workspace is through which they pass their values.</summary>
    public static (int WorkspaceLength, Expression<Chunk>[] Parts) Trees(Schedule schedule)
    {
        List<List<Step>> parts = Parts(schedule);
        var slots = new Slots(schedule, parts, schedule.Circuit.Inputs.Length + schedule.Circuit.Outputs.Length);
        return (slots.Length, [.. parts.Select((part, i) => Tree(schedule, slots, part, i))]);
    }

    static List<List<Step>> Parts(Schedule schedule)
    {
        List<List<Step>> parts = [[]];
        int weight = 0;
        foreach (Step step in schedule.Steps)
        {
            int next = schedule.WeightOf(step);
            if (weight + next > MethodWeight && parts[^1].Count > 0)
            {
                parts.Add([]);
                weight = 0;
            }
            parts[^1].Add(step);
            weight += next;
        }
        return parts;
    }

    static Expression<Chunk> Tree(Schedule schedule, Slots slots, List<Step> steps, int part)
    {
        ParameterExpression workspace = Expression.Parameter(typeof(double[]), "workspace");
        var statements = new WorkspaceStatements(schedule, slots, workspace, part);
        // One read beyond all others first: the JIT then knows that the array is long enough and checks no other index.
        ParameterExpression last = Expression.Variable(typeof(double));
        List<Expression> body = [Expression.Assign(last, Expression.ArrayIndex(workspace, Expression.Constant(slots.Length - 1))), .. statements.Of(steps)];
        int inputs = schedule.Circuit.Inputs.Length;
        for (int i = 0; i < schedule.Circuit.Outputs.Length; i++)
        {
            int node = schedule.Circuit.Outputs[i];
            if (slots.LastPart(node) == part) body.Add(ArrayCode.Set(workspace, inputs + i, statements.Value(node)));
        }
        return Expression.Lambda<Chunk>(Expression.Block(typeof(void), [last, .. statements.Locals], body), workspace);
    }

    /// <summary>Steps of one part: values that other parts compute are read from the workspace, values that they read are written to it.</summary>
    sealed class WorkspaceStatements(Schedule schedule, Slots slots, ParameterExpression workspace, int part)
        : Statements(schedule, position => ArrayCode.Get(workspace, position, schedule.Circuit.Inputs[position].Kind == Kind.Bool))
    {
        protected override Expression Known(int node) => slots.FirstPart(node) == part && slots.LastPart(node) == part
            ? Local(node)
            : ArrayCode.Get(workspace, slots.Of(node), Circuit.Kinds[node] == Kind.Bool);

        protected override void Keep(Step step, List<Expression> statements)
        {
            bool whole = slots.FirstPart(step.Node) == slots.LastPart(step.Node);
            if (whole) base.Keep(step, statements);
            if (slots.Of(step.Node) >= 0) statements.Add(ArrayCode.Set(workspace, slots.Of(step.Node), whole ? Local(step.Node) : ValueOf(step)));
        }
    }
}
