namespace GateDsl.Ir;

/// <summary>
/// What building one graph may still cost, and whether anybody still wants it. Running out unwinds to the public method that was called, which knows the
/// place in the source. Simplification has an allowance of its own: where that is spent, what is left stays as it is, and the gate still gets its graph.
/// Every loop whose length the source decides spends here; a step is about a tenth of a microsecond.
/// </summary>
sealed class Budget
{
    /// <summary>Steps between two looks at the token: well below a millisecond.</summary>
    const int Watch = 1 << 10;

    readonly Limits limits;
    readonly CancellationToken cancellation;
    long nodesLeft, workLeft, allowanceLeft, floor, watch;
    bool simplifying;

    public Budget(Limits limits, CancellationToken cancellation = default) =>
        (this.limits, this.cancellation, nodesLeft, workLeft, allowanceLeft) = (limits, cancellation, limits.Nodes, limits.Work, limits.Simplification);

    /// <summary>No limit: for graphs whose size the program itself bounds, such as tests' and tables'.</summary>
    public static Budget Unlimited => new(new() { Nodes = int.MaxValue, Work = long.MaxValue, Simplification = long.MaxValue, Outputs = int.MaxValue });

    public Limits Limits => limits;

    /// <summary>Whether the pass that was begun last still has steps.</summary>
    public bool CanSimplify => allowanceLeft > floor;

    /// <summary>Steps of whatever is going on.</summary>
    /// <exception cref="Exhausted">The limit on work is reached.</exception>
    /// <exception cref="GaveUp">It is simplification, and its pass has spent its share.</exception>
    public void Spend(long steps)
    {
        if ((watch -= steps) < 0) Look();
        if (simplifying)
        {
            if ((allowanceLeft -= steps) < floor) throw new GaveUp();
        }
        else if ((workLeft -= steps) < 0) throw new Exhausted(nameof(Limits.Work), limits.Work);
    }

    /// <summary>A new node. Simplification leaves a quarter of the nodes to what cannot be done without.</summary>
    public void SpendNode()
    {
        nodesLeft--;
        if (simplifying && nodesLeft < limits.Nodes / 4) throw new GaveUp();
        if (nodesLeft < 0) throw new Exhausted(nameof(Limits.Nodes), limits.Nodes);
    }

    /// <summary>Asks before outputs are computed whether there may be so many.</summary>
    public void AskForOutputs(long count)
    {
        if (count > limits.Outputs) throw new Exhausted(nameof(Limits.Outputs), limits.Outputs, count);
    }

    /// <summary>Begins a pass that simplifies. It may spend half of what is left, so that none takes everything from those after it.</summary>
    public void BeginPass() => floor = allowanceLeft / 2;

    /// <summary>Until it is disposed, what is spent is spent from the allowance of the pass, and who has begun it catches <see cref="GaveUp"/>.</summary>
    public Scope Simplifying() => new(this);

    void Look()
    {
        watch = Watch;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>A part of a pass that the graph can do without.</summary>
    public readonly ref struct Scope
    {
        readonly Budget budget;
        readonly bool outer;

        public Scope(Budget budget)
        {
            (this.budget, outer) = (budget, budget.simplifying);
            budget.simplifying = true;
        }

        public void Dispose() => budget.simplifying = outer;
    }

    /// <summary>A limit is reached.</summary>
    /// <param name="name">The property of <see cref="Limits"/>.</param>
    /// <param name="limit">Its value.</param>
    /// <param name="needed">How much would be needed, where that is known.</param>
    public sealed class Exhausted(string name, long limit, long needed = 0) : Exception
    {
        public string Name { get; } = name;
        public long Limit { get; } = limit;
        public long Needed { get; } = needed;
    }

    /// <summary>A pass has spent its share: what it was about to rewrite stays as it is.</summary>
    public sealed class GaveUp : Exception;
}
