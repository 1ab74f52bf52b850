using GateDsl.Compiler.Loops;
using GateDsl.Compiler.Lower;
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
        FlatLayout layout = LayoutOf(lengths, "gradient");
        return new FlatGradient(layout, Code(Outputs.ValueAndGradient, layout, cancellation));
    }

    /// <summary>The value, its gradient and the product of its Hessian with a direction, each over the same flat vector: what methods ask for that never want the whole matrix.</summary>
    /// <param name="lengths">As in <see cref="CompileGradient(ReadOnlySpan{ValueTuple{string, int[]}})"/>.</param>
    /// <exception cref="ArgumentException">The result is not one float, what is left is not made of floats, or lengths are missing or wrong.</exception>
    /// <exception cref="GateException">A limit is reached.</exception>
    public FlatHessianVector CompileHessianVector(params ReadOnlySpan<(string Name, int[] Lengths)> lengths) => CompileHessianVector(lengths, CancellationToken.None);

    /// <summary>The same, with a way to end it.</summary>
    /// <param name="lengths">The lengths of the arrays among them.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The result is not one float, what is left is not made of floats, or lengths are missing or wrong.</exception>
    /// <exception cref="GateException">A limit is reached.</exception>
    public FlatHessianVector CompileHessianVector(ReadOnlySpan<(string Name, int[] Lengths)> lengths, CancellationToken cancellation)
    {
        FlatLayout layout = LayoutOf(lengths, "Hessian");
        return new FlatHessianVector(layout, Code(Outputs.ValueAndGradientAlong, layout, cancellation));
    }

    ArrayFunction Code(Outputs what, FlatLayout layout, CancellationToken cancellation) => new(Gate, Gate.In(what, LeavesOf(layout), cancellation), Target.Until(cancellation));

    int[] LeavesOf(FlatLayout layout) => [.. Enumerable.Range(0, Gate.Leaves.Length).Where(k => layout.Has(Gate.Leaves[k].Place.Parameter))];

    FlatLayout LayoutOf(ReadOnlySpan<(string Name, int[] Lengths)> lengths, string what)
    {
        if (Gate.ResultType != GateType.Float) throw new ArgumentException($"only a gate whose result is one float has a {what}: {Gate.Signature}");
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
        return new(Gate, arguments, left);
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
