using System.Linq.Expressions;
using GateDsl.Graphs;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// A large circuit as several methods that pass their values through a frame: the JIT stops optimising a very large method,
/// and its time grows faster than the method.
/// </summary>
sealed class SplitCode : FrameCode
{
    /// <summary>The weight of one method's steps. Measured: larger methods cost more per node, smaller ones more calls and memory.</summary>
    const int Weight = 500;

    readonly Chunk[] chunks;

    public SplitCode(Circuit circuit) : base(circuit)
    {
        var schedule = new Schedule(circuit);
        List<List<Step>> parts = Parts(schedule);
        var slots = new Slots(schedule, parts, Inputs + Outputs);
        FrameLength = slots.Length;
        chunks = new Chunk[parts.Count];
        for (int i = 0; i < chunks.Length; i++) chunks[i] = Compile(schedule, slots, parts[i], i);
    }

    delegate void Chunk(long frame);

    public override int FrameLength { get; }

    public override void Run(Frame frame)
    {
        foreach (Chunk chunk in chunks) chunk(frame.Address);
        GC.KeepAlive(frame);
    }

    static List<List<Step>> Parts(Schedule schedule)
    {
        List<List<Step>> parts = [[]];
        int weight = 0;
        foreach (Step step in schedule.Steps)
        {
            int next = schedule.WeightOf(step);
            if (weight + next > Weight && parts[^1].Count > 0)
            {
                parts.Add([]);
                weight = 0;
            }
            parts[^1].Add(step);
            weight += next;
        }
        return parts;
    }

    Chunk Compile(Schedule schedule, Slots slots, List<Step> steps, int part)
    {
        ParameterExpression frame = Expression.Parameter(typeof(long), "frame");
        var statements = new FrameStatements(schedule, slots, frame, part);
        List<Expression> body = statements.Of(steps);
        for (int i = 0; i < Outputs; i++)
        {
            int node = schedule.Circuit.Outputs[i];
            if (slots.LastPart(node) == part) body.Add(Memory.Set(frame, Inputs + i, statements.Value(node)));
        }
        return Codegen.Compile(Expression.Lambda<Chunk>(Expression.Block(typeof(void), statements.Locals, body), frame));
    }

    /// <summary>Steps of one part: values that other parts compute are read from the frame, values that they read are written to it.</summary>
    sealed class FrameStatements(Schedule schedule, Slots slots, ParameterExpression frame, int part)
        : Statements(schedule, position => Memory.Get(frame, position, schedule.Circuit.Inputs[position].Kind == Kind.Bool))
    {
        protected override Expression Known(int node) => slots.FirstPart(node) == part && slots.LastPart(node) == part
            ? Local(node)
            : Memory.Get(frame, slots.Of(node), Circuit.Kinds[node] == Kind.Bool);

        protected override void Keep(Step step, List<Expression> statements)
        {
            bool whole = slots.FirstPart(step.Node) == slots.LastPart(step.Node);
            if (whole) base.Keep(step, statements);
            if (slots.Of(step.Node) >= 0) statements.Add(Memory.Set(frame, slots.Of(step.Node), whole ? Local(step.Node) : ValueOf(step)));
        }
    }
}
