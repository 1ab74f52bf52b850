using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Compiler;

/// <summary>A gate whose data is fixed: what is left are the parameters that an optimiser moves. See <see cref="GateCompiler.Bind"/>.</summary>
public sealed class BoundGate
{
    readonly GateValue?[] arguments;         // of each parameter; null of those that are left

    internal BoundGate(Gate gate, ReadOnlySpan<(string Name, GateValue Value)> data)
    {
        Gate = gate;
        arguments = new GateValue?[gate.Parameters.Count];
        foreach (var (name, value) in data)
        {
            int place = gate.Parameters.ToList().FindIndex(parameter => parameter.Name == Given.NotNull(name));
            if (place < 0) throw new ArgumentException($"'{gate.Name}' has no parameter '{name}': {gate.Signature}");
            if (arguments[place] is not null) throw new ArgumentException($"'{name}' is bound twice");
            arguments[place] = Given.NotNull(value);
        }
    }

    /// <summary>The gate.</summary>
    public Gate Gate { get; }

    /// <summary>The parameters that are left, in order.</summary>
    public IReadOnlyList<GateParameter> Parameters => [.. Gate.Parameters.Where((_, i) => arguments[i] is null)];

    /// <summary>The value and its gradient in all parameters that are left, as one flat vector.</summary>
    /// <param name="lengths">The lengths of the arrays among them: <c>("w", [10, 784])</c>. Where only one array is left, its length follows from that of the vector.</param>
    /// <exception cref="ArgumentException">The result is not one float, what is left is not made of floats, or lengths are missing or wrong.</exception>
    /// <exception cref="GateException">A limit is reached.</exception>
    public FlatGradient CompileGradient(params ReadOnlySpan<(string Name, int[] Lengths)> lengths) => CompileGradient(lengths, CancellationToken.None);

    /// <summary>The same, with a way to end it.</summary>
    /// <param name="lengths">The lengths of the arrays among them.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The result is not one float, what is left is not made of floats, or lengths are missing or wrong.</exception>
    /// <exception cref="GateException">A limit is reached.</exception>
    public FlatGradient CompileGradient(ReadOnlySpan<(string Name, int[] Lengths)> lengths, CancellationToken cancellation)
    {
        if (Gate.ResultType != GateType.Float) throw new ArgumentException($"only a gate whose result is one float has a gradient: {Gate.Signature}");
        List<(int Parameter, int[]? Lengths)> left = [];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not null) continue;
            int rank = 0;
            GateType type = Gate.Parameters[i].Type;
            for (; type is GateType.Array array; type = array.Element) rank++;
            if (type != GateType.Float) throw new ArgumentException($"'{Gate.Parameters[i].Name}' is {Gate.Parameters[i].Type}: bind it, only floats and arrays of floats are moved");
            left.Add((i, rank == 0 ? [] : LengthsOf(Gate.Parameters[i], rank, lengths)));
        }
        if (left.Count == 0) throw new ArgumentException($"all parameters are bound: {Gate.Signature}");
        if (left.Count(part => part.Lengths is null) > 1 || left.Exists(part => part.Lengths is null && Gate.Parameters[part.Parameter].Type is GateType.Array { Element: GateType.Array }))
        {
            throw new ArgumentException($"the lengths of {string.Join(", ", left.Where(part => part.Lengths is null).Select(part => $"'{Gate.Parameters[part.Parameter].Name}'"))} are not known: give them");
        }
        int[] floats = [.. Enumerable.Range(0, Gate.Leaves.Length).Where(k => Gate.Leaves[k].IsFloat)];
        int[] outputs = [0, .. Enumerable.Range(0, floats.Length).Where(k => left.Exists(part => part.Parameter == Gate.Leaves[floats[k]].Place.Parameter)).Select(k => 1 + k)];
        return new FlatGradient(Gate, arguments, left, Gate.Pruned(Outputs.ValueAndGradient, outputs, cancellation));
    }

    static int[]? LengthsOf(GateParameter parameter, int rank, ReadOnlySpan<(string Name, int[] Lengths)> lengths)
    {
        foreach (var (name, of) in lengths)
        {
            if (name != parameter.Name) continue;
            if (of is null || of.Length != rank || Array.Exists(of, length => length < 0)) throw new ArgumentException($"'{name}' is {parameter.Type}: it has {rank} lengths, none below 0");
            return of;
        }
        return null;
    }
}

/// <summary>A part of a flat vector.</summary>
public sealed class FlatPart
{
    internal FlatPart(string name, int offset, IReadOnlyList<int> lengths) => (Name, Offset, Lengths) = (name, offset, lengths);

    /// <summary>The parameter.</summary>
    public string Name { get; }

    /// <summary>Where it begins.</summary>
    public int Offset { get; }

    /// <summary>Of an array its lengths, row after row in the vector; none of a number.</summary>
    public IReadOnlyList<int> Lengths { get; }
}

/// <summary>A gate's value and gradient over one flat vector of parameters, as optimisers want it. Safe to call from any thread.</summary>
public sealed class FlatGradient
{
    readonly Gate gate;
    readonly GateValue?[] data;
    readonly List<(int Parameter, int[]? Lengths)> left;
    readonly Circuit circuit;
    readonly int known;                    // the numbers of the parts whose lengths are known
    readonly int open;                     // the part whose length is that of the rest; -1: none

    internal FlatGradient(Gate gate, GateValue?[] data, List<(int Parameter, int[]? Lengths)> left, Circuit circuit)
    {
        (this.gate, this.data, this.left, this.circuit) = (gate, data, left, circuit);
        open = left.FindIndex(part => part.Lengths is null);
        known = left.Where(part => part.Lengths is not null).Sum(part => ArrayData.Size(part.Lengths));
    }

    /// <summary>How many numbers the vector has; null where that decides the length of the one array.</summary>
    public int? Count => open < 0 ? known : null;

    /// <summary>What stands where in a vector.</summary>
    /// <param name="count">How many numbers it has.</param>
    /// <exception cref="ArgumentException">No vector of the parameters has so many.</exception>
    public IReadOnlyList<FlatPart> Layout(int count)
    {
        if (open < 0 ? count != known : count < known) throw new ArgumentException($"{known} numbers {(open < 0 ? "are" : "or more are")} needed, {count} given: {gate.Signature}");
        var parts = new FlatPart[left.Count];
        int offset = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            int[] lengths = left[i].Lengths ?? [count - known];
            parts[i] = new(gate.Parameters[left[i].Parameter].Name, offset, lengths);
            offset += ArrayData.Size(lengths);
        }
        return parts;
    }

    /// <summary>Computes the value, and the gradient into memory of the caller.</summary>
    /// <param name="parameters">The vector.</param>
    /// <param name="gradient">Receives a partial derivative for each of its numbers; empty: none is asked for.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or the data does not fit.</exception>
    /// <exception cref="GateRunException">The gate cannot be computed of these numbers, or a limit is reached.</exception>
    public double Invoke(ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellation = default)
    {
        IReadOnlyList<FlatPart> layout = Layout(parameters.Length);
        if (!gradient.IsEmpty && gradient.Length != parameters.Length) throw new ArgumentException($"there is room for {gradient.Length} partial derivatives, and {parameters.Length} are computed", nameof(gradient));
        var arguments = new GateValue[data.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = data[i]!;
        for (int i = 0; i < layout.Count; i++)
        {
            int[] lengths = [.. layout[i].Lengths];
            ReadOnlySpan<double> numbers = parameters.Slice(layout[i].Offset, ArrayData.Size(lengths));
            arguments[left[i].Parameter] = lengths.Length == 0 ? numbers[0] : new GateValue.Array(new ArrayData(numbers.ToArray(), lengths), false);
        }
        Cell[] results = gate.Run(circuit, arguments, cancellation);
        for (int i = 0; i < layout.Count && !gradient.IsEmpty; i++)
        {
            if (layout[i].Lengths.Count == 0) gradient[layout[i].Offset] = results[1 + i].Number;
            else results[1 + i].Array.CopyTo(gradient[layout[i].Offset..]);
        }
        return results[0].Number;
    }
}
