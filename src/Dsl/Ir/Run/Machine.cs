namespace GateDsl.Ir;

/// <summary>Runs circuits with arrays, and counts what that costs: one call of a gate.</summary>
sealed class Machine(Circuit circuit, CancellationToken cancellation)
{
    /// <summary>Steps between two looks at the token.</summary>
    const int Watch = 1 << 14;

    /// <summary>How many numbers of an array are cleared in the time of a step.</summary>
    const int NumbersPerStep = 8;

    readonly Limits limits = circuit.Limits;
    long steps, watch = Watch, bytes;

    public LoopTable Loops { get; } = circuit.Loops;

    public bool AddsOneByOne { get; } = circuit.AddsOneByOne;

    /// <summary>Where the loop that was begun last stands.</summary>
    public CheckPlace Place { get; set; } = CheckPlace.None;

    /// <summary>Computes every output.</summary>
    /// <param name="circuit">What to run.</param>
    /// <param name="inputs">One value per input.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="GateRunException">A value cannot be computed, or a limit is reached.</exception>
    public static Cell[] Run(Circuit circuit, ReadOnlySpan<Cell> inputs, CancellationToken cancellation = default)
    {
        if (inputs.Length < circuit.Inputs.Length) throw new ArgumentException($"{circuit.Inputs.Length} inputs are needed", nameof(inputs));
        var outermost = new Activation(new Machine(circuit, cancellation), RunPlan.Of(circuit), null, inputs.ToArray());
        outermost.Begin();
        var outputs = new Cell[circuit.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = outermost.Output(i);
        return outputs;
    }

    /// <summary>Asks before trips are made whether there may be so many.</summary>
    public void Spend(double trips, int weight)
    {
        double needed = Math.Max(1, trips) * weight;
        if (needed > limits.Steps - steps) throw RunFaults.Limit(Place, nameof(Limits.Steps), limits.Steps, needed);
        steps += (long)needed;
    }

    /// <summary>Trips were made.</summary>
    public void Made(int weight)
    {
        if ((watch -= weight) >= 0) return;
        watch = Watch;
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>A new array of zeros.</summary>
    public ArrayData Allocate(params int[] lengths)
    {
        double size = 1;
        foreach (int length in lengths) size *= length;
        if (size > limits.ArrayLength) throw RunFaults.Limit(Place, nameof(Limits.ArrayLength), limits.ArrayLength, size);
        Take((long)size * sizeof(double));
        if (size >= NumbersPerStep)
        {
            Spend(size / NumbersPerStep, 1);
            Made((int)size / NumbersPerStep);
        }
        return new(lengths);
    }

    /// <summary>A length as an int.</summary>
    public int Length(double length)
    {
        if (length > limits.ArrayLength) throw RunFaults.Limit(Place, nameof(Limits.ArrayLength), limits.ArrayLength, length);
        return (int)Math.Max(0, length);
    }

    /// <summary>The memory that is in use; a loop sets it back when what its trips have made is gone.</summary>
    public long Bytes
    {
        get => bytes;
        set => bytes = value;
    }

    void Take(long more)
    {
        if (more > limits.WorkspaceBytes - bytes) throw RunFaults.Limit(Place, nameof(Limits.WorkspaceBytes), limits.WorkspaceBytes, bytes + (double)more);
        bytes += more;
    }
}
