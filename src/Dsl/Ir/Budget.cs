namespace GateDsl.Ir;

/// <summary>What building one graph may still cost. Running out unwinds to the pipeline, which knows the place in the source.</summary>
sealed class Budget
{
    readonly long nodes, work;
    long nodesLeft, workLeft;

    public Budget(long nodes, long work) => (this.nodes, this.work, nodesLeft, workLeft) = (nodes, work, nodes, work);

    public Budget(Limits limits) : this(limits.Nodes, limits.Work) { }

    /// <summary>No limit: for graphs whose size the program itself bounds, such as tests' and tables'.</summary>
    public static Budget Unlimited => new(long.MaxValue, long.MaxValue);

    public void SpendNode()
    {
        if (--nodesLeft < 0) throw new Exhausted(nodes, "nodes");
    }

    public void Spend(long steps)
    {
        if ((workLeft -= steps) < 0) throw new Exhausted(work, "steps");
    }

    /// <summary>A limit is reached.</summary>
    public sealed class Exhausted(long limit, string unit) : Exception
    {
        public long Limit { get; } = limit;
        public string Unit { get; } = unit;
    }
}
