using System.Runtime.CompilerServices;
using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>How a circuit is run over blocks of rows in numbers that know their error: its operations in order, and where in a block each keeps its numbers. Nothing but speed changes while it is used.</summary>
/// <remarks>A place is used again when its number is dead, so that a block stays in the cache.</remarks>
sealed class BlockPlan
{
    /// <summary>
    /// The rows of a block: a power of two, so that of two columns at places with the same last 12 bits one is never behind the other by a few rows, for which loads would wait for the stores
    /// of the rows before.
    /// </summary>
    public const int Rows = 128;

    readonly Circuit circuit;
    readonly int[] place;       // in columns of one part
    readonly bool isWide;
    readonly BlockStep?[] steps;
    readonly StepPlaces[] at;
    readonly StepPlace places;
    readonly BlockEnd ends, truths;

    BlockPlan(Circuit circuit, bool isWide, int parts, Func<Op, Kind, EnclosureSteps> table, EnclosureTwins[] twins, BlockEnd ends, BlockEnd truths)
    {
        (this.circuit, this.isWide, Parts, this.ends, this.truths) = (circuit, isWide, parts, ends, truths);
        int count = circuit.Nodes.Length;
        place = new int[count];
        steps = new BlockStep?[count];
        at = new StepPlaces[count];
        places = new(count);
        int[] lastRead = LastReads(circuit), twin = TwinsIn(circuit, twins);
        var free = new Stack<int>();
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            Node node = circuit.Nodes[i];
            bool isLeaf = IsLeaf(node), isDone = twin[i] >= 0 && twin[i] < i;

            // never the place of an argument, which the step still reads; what is written before the first step has one of its own
            if (!isDone) place[i] = Next(isReused: !isLeaf);
            if (twin[i] > i) place[twin[i]] = Next(isReused: true);
            for (int k = 0; k < node.Arity; k++)
            {
                int argument = node[k];
                bool isFirst = k == 0 || (argument != node.A && (k == 1 || argument != node.B));
                if (lastRead[argument] == i && isFirst) free.Push(place[argument] / (parts * Rows));
            }
            if (isLeaf || isDone) continue;
            EnclosureSteps both = table(node.Op, circuit.Kinds[i]);
            steps[i] = isWide ? both.Wide : both.Ball;
            at[i] = new(Place(node.A), Place(node.B < 0 ? node.A : node.B), Place(node.C < 0 ? node.A : node.C), place[i]);
            if (twin[i] < 0) continue;
            EnclosureTwins pairs = twins.Single(pair => pair.Has(node.Op));
            (int first, int second) = pairs.First == node.Op ? (i, twin[i]) : (twin[i], i);
            (steps[i], at[i]) = (pairs.Wide, at[i] with { B = place[first], Result = place[second] });
        }
        Length = Math.Max(used, 1) * parts * Rows;

        int Next(bool isReused) => (isReused && free.TryPop(out int slot) ? slot : used++) * parts * Rows;
    }

    // For each node the one that is computed with it, or -1.
    static int[] TwinsIn(Circuit circuit, EnclosureTwins[] twins)
    {
        int[] twin = [.. Enumerable.Repeat(-1, circuit.Nodes.Length)];
        var known = new Dictionary<(Op, int), int>();
        for (int i = 0; i < twin.Length; i++)
        {
            Node node = circuit.Nodes[i];
            if (twins.SingleOrDefault(pair => pair.Has(node.Op)) is not { } both) continue;
            Op other = both.First == node.Op ? both.Second : both.First;
            if (known.Remove((other, node.A), out int before)) (twin[i], twin[before]) = (before, i);
            else known.TryAdd((node.Op, node.A), i);
        }
        return twin;
    }

    /// <summary>The doubles of a block.</summary>
    public int Length { get; }

    /// <summary>The doubles of a number.</summary>
    public int Parts { get; }

    /// <summary>A plan for the vectors of this machine.</summary>
    public static BlockPlan Of(Circuit circuit, bool isWide) => Widest switch
    {
        8 => Over<Lanes512>(circuit, isWide),
        4 => Over<Lanes256>(circuit, isWide),
        _ => Over<Lanes128>(circuit, isWide),
    };

    /// <summary>A plan for vectors of some width.</summary>
    public static BlockPlan Over<T>(Circuit circuit, bool isWide) where T : struct, ILane<T> => isWide
        ? new(circuit, isWide, Wide<T>.Parts, EnclosureTable<T>.Of, EnclosureTable<T>.Twins, Ends<T>.Rounded, Ends<T>.Truths<Wide<T>>(isRounded: true))
        : new(circuit, isWide, Ball<T>.Parts, EnclosureTable<T>.Of, [], Ends<T>.Bounds, Ends<T>.Truths<Ball<T>>(isRounded: false));

    static int Widest => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 8 : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 4 : 2;

    /// <summary>Readies a block: constants are the same for all rows.</summary>
    public void Begin(Span<double> block)
    {
        for (int i = 0; i < place.Length; i++)
        {
            Node node = circuit.Nodes[i];
            if (node.Op == Op.Input) block.Slice(place[i], Parts * Rows).Clear();
            if (!IsConstant(node)) continue;
            (double high, double low) = node.Op switch
            {
                Op.Number => (node.Number, 0),
                Op.Truth => (BitConverter.Int64BitsToDouble(-node.Bits), 0),
                _ => RealParts.Of(circuit.Reals[(int)node.Bits]),
            };
            Span<double> parts = block.Slice(place[i], Parts * Rows);
            parts[..Rows].Fill(high);
            parts[Rows..(2 * Rows)].Fill(isWide ? low : double.IsNaN(low) ? high * Ball<Scalar64>.Unit : Math.Abs(low) * Ball<Scalar64>.Inflation);
            if (isWide) parts[(2 * Rows)..].Fill(Math.Abs(low) * 2 * Ball<Scalar64>.Unit);
        }
    }

    /// <summary>Computes a block.</summary>
    /// <param name="block">The numbers, with the inputs' in their places.</param>
    /// <param name="rows">How many; the rest of the last vector is computed too.</param>
    public void Run(Span<double> block, int rows)
    {
        int whole = (rows + 7) / 8 * 8;
        bool isTry = rows == Rows && places.IsTrying;
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i] is not { } step) continue;
            long bits = circuit.Nodes[i].Bits;
            if (isTry) places.Try(i, step, block, at[i], bits, whole, Rows);
            else places.Run(i, step, block, at[i], bits, whole, Rows);
        }
        if (isTry) places.Next();
    }

    /// <summary>Where an input's numbers go, as doubles that are known exactly: part after part. Truth values become masks.</summary>
    public void SetInput(Span<double> block, int node, ReadOnlySpan<double> values)
    {
        Span<double> parts = block.Slice(place[node], Rows);
        if (circuit.Kinds[node] == Kind.Bool)
        {
            for (int i = 0; i < values.Length; i++) parts[i] = values[i] != 0 ? BitConverter.Int64BitsToDouble(-1) : 0;
        }
        else values.CopyTo(parts);
        parts[values.Length..].Clear();
    }

    /// <summary>The bounds of a node's numbers, or their nearest doubles with masks of the rows in which those are known: see <see cref="Ends{T}"/>.</summary>
    /// <param name="block">The numbers.</param>
    /// <param name="node">Which.</param>
    /// <param name="first">Lower bounds, or the nearest doubles; of the length of a block.</param>
    /// <param name="second">Upper bounds, or masks.</param>
    /// <param name="rows">How many; the rest of the last vector is written too.</param>
    public void End(Span<double> block, int node, Span<double> first, Span<double> second, int rows) =>
        (circuit.Kinds[node] == Kind.Bool ? truths : ends)(block.Slice(place[node], Parts * Rows), first, second, (rows + 7) / 8 * 8, Rows);

    /// <summary>A part of a node's numbers.</summary>
    public Span<double> Part(Span<double> block, int node, int part) => block.Slice(place[node] + part * Rows, Rows);

    int Place(int node) => node < 0 ? 0 : place[node];

    static bool IsConstant(Node node) => node.Op is Op.Number or Op.Truth or Op.Real;

    static bool IsLeaf(Node node) => IsConstant(node) || node.Op == Op.Input;

    // Outputs, constants and inputs, which are written before the first step, live to the end.
    static int[] LastReads(Circuit circuit)
    {
        var last = new int[circuit.Nodes.Length];
        for (int i = 0; i < last.Length; i++)
        {
            last[i] = int.MaxValue;
            Node node = circuit.Nodes[i];
            for (int k = 0; k < node.Arity; k++) last[node[k]] = i;
        }
        foreach (int output in circuit.Outputs) last[output] = int.MaxValue;
        for (int i = 0; i < last.Length; i++)
        {
            if (IsLeaf(circuit.Nodes[i])) last[i] = int.MaxValue;
        }
        return last;
    }
}
