using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>
/// What one call of compiled code with arrays works in: memory for the arrays that it makes, handed out like a stack, its inputs and outputs, and what it may still cost. Each thread
/// keeps one between calls, so that a call allocates nothing.
/// </summary>
sealed class ArraySpace
{
    /// <summary>Steps between two looks at the token.</summary>
    const int Watch = 1 << 20;

    /// <summary>How many numbers of an array are cleared in the time of a step, as the interpreter counts.</summary>
    const int NumbersPerStep = 8;

    /// <summary>A thread that has once needed more gives it back.</summary>
    const int MostKept = 1 << 23;

    [ThreadStatic]
    static ArraySpace? idle;

    double[] vector = [];
    int taken;                             // of it, by copies of inputs
    Limits limits = new();
    CancellationToken cancellation;

    /// <summary>The memory of arrays. It begins with what loops add up in.</summary>
    public double[] Arena { get; private set; } = [];

    /// <summary>Where free memory begins.</summary>
    public int Top;

    /// <summary>What was spent, and when to ask whether more may be.</summary>
    public long Steps, Stop;

    /// <summary>How much memory was missing; 0: none.</summary>
    public long Missing { get; private set; }

    /// <summary>Inputs and outputs that are numbers, and truth values as 0 and 1, by place.</summary>
    public double[] Numbers { get; private set; } = [];

    /// <summary>Inputs and outputs that are arrays, by place.</summary>
    public ArrayView[] Arrays { get; private set; } = [];

    public static ArraySpace Rent(int inputs, int outputs, int arena)
    {
        ArraySpace space = idle ?? new();
        idle = null;
        if (space.Numbers.Length < inputs + outputs)
        {
            space.Numbers = new double[inputs + outputs];
            space.Arrays = new ArrayView[inputs + outputs];
        }
        if (space.Arena.Length < arena) space.Arena = GC.AllocateUninitializedArray<double>(arena);
        return space;
    }

    public void Return()
    {
        Array.Clear(Arrays);
        taken = 0;
        cancellation = default;
        if (Arena.Length > MostKept) Arena = [];
        if (vector.Length > MostKept) vector = [];
        idle = this;
    }

    /// <summary>Before code runs in it.</summary>
    /// <param name="reserved">What of the memory is not handed out.</param>
    public void Begin(int reserved, Limits limits, CancellationToken cancellation)
    {
        (this.limits, this.cancellation, Top, Steps, Missing) = (limits, cancellation, reserved, 0, 0);
        Stop = Math.Min(limits.Steps, Watch);
    }

    /// <summary>Makes room for what was missing. False: there may not be so much.</summary>
    public bool Grow(int reserved)
    {
        long size = Math.Max(Missing, 2L * Arena.Length);
        long most = Math.Min(Array.MaxLength, reserved + limits.WorkspaceBytes / sizeof(double));
        if (Missing > most) return false;
        Arena = GC.AllocateUninitializedArray<double>((int)Math.Min(size, most));
        return true;
    }

    /// <summary>Whether it may go on: asked where more than <see cref="Stop"/> was spent, and in long loops.</summary>
    public bool Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (Steps > limits.Steps) return false;
        Stop = Math.Min(limits.Steps, Steps + Watch);
        return true;
    }

    /// <summary>Memory for an array, with whatever is in it; -1: there is none.</summary>
    public int Allocate(int length) => Allocate((long)length);

    public int Allocate(int rows, int columns) => Allocate((long)rows * columns);

    public int Allocate(int blocks, int rows, int columns) => (long)blocks * rows is var all && all > limits.ArrayLength ? -1 : Allocate(all * columns);

    int Allocate(long size)
    {
        if (size > limits.ArrayLength) return -1;
        if (size >= NumbersPerStep)
        {
            Steps += size / NumbersPerStep;
            if (Steps > Stop && !Check()) return -1;
        }
        if (Top + size > Arena.Length)
        {
            Missing = Top + size;
            return -1;
        }
        int at = Top;
        Top += (int)size;
        return at;
    }

    /// <summary>Copies the numbers of a caller's vector, and of a direction behind it.</summary>
    public void Take(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction)
    {
        int count = parameters.Length + direction.Length;
        if (vector.Length < count) vector = GC.AllocateUninitializedArray<double>(count);
        parameters.CopyTo(vector);
        direction.CopyTo(vector.AsSpan(parameters.Length));
    }

    /// <summary>Room for the copy of an input.</summary>
    public Span<double> Room(int place, int rows, int columns)
    {
        int size = checked(rows * columns);
        if (taken + size > vector.Length) (vector, taken) = (GC.AllocateUninitializedArray<double>(Math.Max(size, 2 * vector.Length)), 0);   // those before stay where they are
        Arrays[place] = new(vector, taken, rows, columns, 1);
        taken += size;
        return vector.AsSpan(taken - size, size);
    }

    /// <summary>Copies outputs that are inputs as they stand, but for the first: where results go to the memory of inputs, another would be written over them.</summary>
    public void SetApart(int inputs, int outputs)
    {
        ReadOnlySpan<ArrayView> given = Arrays.AsSpan(0, inputs);
        for (int k = inputs + 1; k < inputs + outputs; k++)
        {
            ArrayView output = Arrays[k];
            bool isInput = false;
            foreach (ArrayView input in given) isInput |= output.Data is not null && ReferenceEquals(input.Data, output.Data);
            if (isInput) output.Numbers.CopyTo(Room(k, output.Numbers.Length, 1));
        }
    }

    /// <summary>An input that is a part of that.</summary>
    public void PutPart(int place, IReadOnlyList<int> lengths, int at)
    {
        if (lengths.Count == 0) Numbers[place] = vector[at];
        else Arrays[place] = new(vector, at, lengths[0], lengths.Count > 1 ? lengths[1] : 1, lengths.Count > 2 ? lengths[2] : 1);
    }

    public double[] DataOf(int place) => Arrays[place].Data;

    public int StartOf(int place) => Arrays[place].Start;

    public int LengthOf(int place, int dimension) => dimension switch { 0 => Arrays[place].Rows, 1 => Arrays[place].Columns, _ => Arrays[place].Depth };

    /// <summary>An array that comes out, its numbers one after another.</summary>
    public void Set(int place, double[] data, int start, int rows, int columns, int depth) => Arrays[place] = new(data, start, rows, columns, depth);
}

/// <summary>An array of rank 3 or less that goes in or comes out, its numbers one after another; lengths of dimensions that it does not have are 1.</summary>
readonly record struct ArrayView(double[] Data, int Start, int Rows, int Columns, int Depth)
{
    public ReadOnlySpan<double> Numbers => Data.AsSpan(Start, Rows * Columns * Depth);
}
