using GateDsl.Compiler.Loops;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler;

/// <summary>How the parameters of a bound gate that are left lie in one flat vector.</summary>
sealed class FlatLayout
{
    readonly GateValue?[] data;
    readonly List<(int Parameter, int[]? Lengths)> left;
    readonly int known;                    // the numbers of the parts whose lengths are known
    readonly int open;                     // the part whose length is that of the rest; -1: none

    public FlatLayout(Gate gate, GateValue?[] data, List<(int Parameter, int[]? Lengths)> left)
    {
        (Gate, this.data, this.left) = (gate, data, left);
        open = left.FindIndex(part => part.Lengths is null);
        known = left.Where(part => part.Lengths is not null).Sum(part => ArrayData.Size(part.Lengths));
    }

    public Gate Gate { get; }

    /// <summary>How many numbers the vector has; null where that decides the length of the one array.</summary>
    public int? Count => open < 0 ? known : null;

    public bool Has(int parameter) => left.Exists(part => part.Parameter == parameter);

    /// <summary>What stands where in a vector of so many numbers.</summary>
    public FlatPart[] Parts(int count)
    {
        if (open < 0 ? count != known : count < known) throw new ArgumentException($"{known} numbers {(open < 0 ? "are" : "or more are")} needed, {count} given: {Gate.Signature}");
        var parts = new FlatPart[left.Count];
        int offset = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int[] lengths = left[i].Lengths ?? [count - known];
            parts[i] = new(Gate.Parameters[left[i].Parameter].Name, offset, lengths);
            offset += ArrayData.Size(lengths);
        }
        return parts;
    }

    /// <summary>What the inputs of the gate's circuits are over a vector of so many numbers. Kept, for an optimiser asks again and again.</summary>
    public FlatInputs InputsOf(int count)
    {
        if (Volatile.Read(ref inputs) is { } known && known.Count == count) return known;
        FlatPart[] parts = Parts(count);
        var arguments = new GateValue[data.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = data[i]!;
        for (int i = 0; i < parts.Length; i++)
        {
            int[] lengths = [.. parts[i].Lengths];
            arguments[left[i].Parameter] = lengths.Length == 0 ? 0 : new GateValue.Array(new ArrayData(new double[ArrayData.Size(lengths)], lengths), false);
        }
        int[] places = [.. left.Select(part => Gate.Leaves.IndexOf(Gate.Leaves.First(leaf => leaf.Place.Parameter == part.Parameter)))];
        return inputs = new(count, parts, GateValues.Inputs(Gate, arguments), places);
    }

    FlatInputs? inputs;

    /// <summary>Runs code of the gate whose further inputs, if there are, are a direction of the vector's shape.</summary>
    /// <returns>The value, the first output; partial derivatives, the outputs after it, go into the other spans, as far as they are wanted.</returns>
    public double Run(ArrayFunction code, ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> gradient, Span<double> product, CancellationToken cancellation)
    {
        FlatInputs of = InputsOf(parameters.Length);
        ReadOnlySpan<FlatPart> parts = of.Parts;
        if (code.Program is { } program)
        {
            ArraySpace space = program.Rent();
            try
            {
                space.Take(parameters, direction);
                for (int i = 0; i < of.Cells.Length; i++) program.Put(space, i, of.Cells[i]);
                for (int i = 0; i < parts.Length; i++)
                {
                    space.PutPart(of.Places[i], parts[i].Lengths, parts[i].Offset);
                    if (!direction.IsEmpty) space.PutPart(of.Cells.Length + i, parts[i].Lengths, parameters.Length + parts[i].Offset);
                }
                if (program.Run(space, cancellation))
                {
                    for (int i = 0; i < parts.Length; i++)
                    {
                        if (!gradient.IsEmpty) program.CopyOutput(space, 1 + i, gradient[parts[i].Offset..]);
                        if (!product.IsEmpty) program.CopyOutput(space, 1 + parts.Length + i, product[parts[i].Offset..]);
                    }
                    return space.Numbers[of.Cells.Length + (direction.IsEmpty ? 0 : parts.Length)];
                }
            }
            finally { space.Return(); }
        }
        Cell[] results = Gate.Run(code.Circuit, of.Of(parameters, direction), cancellation);
        Copy(parts, results.AsSpan(1, parts.Length), gradient);
        if (!product.IsEmpty) Copy(parts, results.AsSpan(1 + parts.Length), product);
        return results[0].Number;
    }

    static void Copy(ReadOnlySpan<FlatPart> parts, ReadOnlySpan<Cell> results, Span<double> into)
    {
        for (int i = 0; i < parts.Length && !into.IsEmpty; i++)
        {
            if (parts[i].Lengths.Count == 0) into[parts[i].Offset] = results[i].Number;
            else results[i].Array.CopyTo(into[parts[i].Offset..]);
        }
    }

    public static void CheckRoom(ReadOnlySpan<double> parameters, ReadOnlySpan<double> room, string name)
    {
        if (!room.IsEmpty && room.Length != parameters.Length) throw new ArgumentException($"there is room for {room.Length} partial derivatives, and {parameters.Length} are computed", name);
    }
}

/// <summary>The inputs of a gate's circuits over a flat vector of some length.</summary>
/// <param name="Count">The length.</param>
/// <param name="Parts">What stands where in it.</param>
/// <param name="Cells">The inputs; those that the vector holds are 0.</param>
/// <param name="Places">Which inputs the parts are.</param>
sealed record FlatInputs(int Count, FlatPart[] Parts, Cell[] Cells, int[] Places)
{
    /// <summary>The inputs, and behind them those of a direction, if there is one.</summary>
    public Cell[] Of(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction)
    {
        Cell[] all = [.. Cells, .. new Cell[direction.IsEmpty ? 0 : Parts.Length]];
        for (int i = 0; i < Parts.Length; i++)
        {
            all[Places[i]] = Part(Parts[i], parameters);
            if (!direction.IsEmpty) all[Cells.Length + i] = Part(Parts[i], direction);
        }
        return all;
    }

    static Cell Part(FlatPart part, ReadOnlySpan<double> vector)
    {
        int[] lengths = [.. part.Lengths];
        return lengths.Length == 0 ? vector[part.Offset] : new ArrayData(vector.Slice(part.Offset, ArrayData.Size(lengths)).ToArray(), lengths);
    }
}

/// <summary>A gate's value and gradient over one flat vector of parameters, as optimisers want it. Safe to call from any thread.</summary>
public sealed class FlatGradient
{
    readonly FlatLayout layout;
    readonly ArrayFunction code;

    internal FlatGradient(FlatLayout layout, ArrayFunction code) => (this.layout, this.code) = (layout, code);

    /// <summary>How many numbers the vector has; null where that decides the length of the one array.</summary>
    public int? Count => layout.Count;

    /// <summary>What stands where in a vector.</summary>
    /// <param name="count">How many numbers it has.</param>
    /// <exception cref="ArgumentException">No vector of the parameters has so many.</exception>
    public IReadOnlyList<FlatPart> Layout(int count) => layout.Parts(count);

    /// <summary>Computes the value, and the gradient into memory of the caller.</summary>
    /// <param name="parameters">The vector.</param>
    /// <param name="gradient">Receives a partial derivative for each of its numbers; empty: none is asked for.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or the data does not fit.</exception>
    /// <exception cref="GateRunException">The gate cannot be computed of these numbers, or a limit is reached.</exception>
    public double Invoke(ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellation = default)
    {
        FlatLayout.CheckRoom(parameters, gradient, nameof(gradient));
        return layout.Run(code, parameters, default, gradient, default, cancellation);
    }
}

/// <summary>A gate's value, gradient and the product of its Hessian with a direction over one flat vector of parameters. Safe to call from any thread.</summary>
public sealed class FlatHessianVector
{
    readonly FlatLayout layout;
    readonly ArrayFunction code;

    internal FlatHessianVector(FlatLayout layout, ArrayFunction code) => (this.layout, this.code) = (layout, code);

    /// <summary>How many numbers the vector has; null where that decides the length of the one array.</summary>
    public int? Count => layout.Count;

    /// <summary>What stands where in a vector.</summary>
    /// <param name="count">How many numbers it has.</param>
    /// <exception cref="ArgumentException">No vector of the parameters has so many.</exception>
    public IReadOnlyList<FlatPart> Layout(int count) => layout.Parts(count);

    /// <summary>Computes the value, and the gradient and the product into memory of the caller.</summary>
    /// <param name="parameters">The vector.</param>
    /// <param name="direction">The direction, of the same length.</param>
    /// <param name="gradient">Receives a partial derivative for each of its numbers; empty: none is asked for.</param>
    /// <param name="product">Receives the Hessian times the direction: how the gradient changes along it.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or the data does not fit.</exception>
    /// <exception cref="GateRunException">The gate cannot be computed of these numbers, or a limit is reached.</exception>
    public double Invoke(ReadOnlySpan<double> parameters, ReadOnlySpan<double> direction, Span<double> gradient, Span<double> product, CancellationToken cancellation = default)
    {
        if (direction.Length != parameters.Length) throw new ArgumentException($"the direction has {direction.Length} numbers, and the vector {parameters.Length}", nameof(direction));
        FlatLayout.CheckRoom(parameters, gradient, nameof(gradient));
        FlatLayout.CheckRoom(parameters, product, nameof(product));
        return layout.Run(code, parameters, direction, gradient, product, cancellation);
    }
}
