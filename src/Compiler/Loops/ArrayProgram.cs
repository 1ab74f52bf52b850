using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Compiler.Batch;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using ArrayCode = GateDsl.Compiler.Lower.ArrayCode;

namespace GateDsl.Compiler.Loops;

/// <summary>
/// A circuit with arrays and loops as one compiled method. What goes wrong in it, be it a fault, a limit, or more memory than there may be, is left to the interpreter, which starts again and
/// says what it is: a circuit has no effects, so nothing is seen of the first try.
/// </summary>
sealed class ArrayProgram
{
    /// <summary>Beyond this weight the JIT does not optimise a method any more.</summary>
    const int MostWeight = 4_000;

    /// <summary>Deeper nests of loops are interpreted: writing them out recurses.</summary>
    const int DeepestNest = 16;

    const int SmallestArena = 1 << 12;

    /// <summary>What gives up so often in a row is not worth trying.</summary>
    const int MostFailures = 16;

    readonly Circuit circuit;
    readonly Code code;
    readonly int reserved;
    int arena, failures;

    /// <summary>Runs in a space; false: it could not.</summary>
    delegate bool Code(ArraySpace space);

    ArrayProgram(Circuit circuit, Target target)
    {
        this.circuit = circuit;
        Circuit asked = AskedFor.Of(circuit, circuit.Outputs);
        var program = new ProgramCode(circuit.AddsOneByOne, VectorShape.Of(target.Lanes));
        target.Cancellation.ThrowIfCancellationRequested();
        code = Codegen.Compile(Tree(program, asked), hasLoops: true);
        reserved = program.Reserved;
        arena = reserved + SmallestArena;
    }

    /// <summary>The compiled circuit; null where there is none.</summary>
    public static ArrayProgram? Of(Circuit circuit, Target target)
    {
        if (!target.Jit || !circuit.HasArrays || WeightOf(circuit, DeepestNest) > Math.Min(MostWeight, target.MostNodes)) return null;
        return Codegen.First<ArrayProgram?>(() => new(circuit, target), () => null);
    }

    /// <summary>Runs it on the inputs in a space, and leaves the outputs there, behind them. False: it could not.</summary>
    public bool Run(ArraySpace space, CancellationToken cancellation)
    {
        if (Volatile.Read(ref failures) >= MostFailures) return false;
        while (true)
        {
            space.Begin(reserved, circuit.Limits, cancellation);
            if (code(space))
            {
                failures = 0;
                return true;
            }
            if (space.Missing == 0 || !space.Grow(reserved))
            {
                Interlocked.Increment(ref failures);
                return false;
            }
            arena = Math.Max(arena, space.Arena.Length);
        }
    }

    public ArraySpace Rent() => ArraySpace.Rent(circuit.Inputs.Length, circuit.Outputs.Length, reserved + SmallestArena);

    /// <summary>Values in, values out; null: it could not.</summary>
    public Cell[]? TryRun(ReadOnlySpan<Cell> inputs, CancellationToken cancellation)
    {
        ArraySpace space = Rent();
        try
        {
            for (int i = 0; i < circuit.Inputs.Length; i++) Put(space, i, inputs[i]);
            return Run(space, cancellation) ? Results(space) : null;
        }
        finally { space.Return(); }
    }

    /// <summary>Numbers in, numbers out. False: it could not.</summary>
    public bool TryRun(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        ArraySpace space = Rent();
        try
        {
            inputs.CopyTo(space.Numbers);
            if (!Run(space, default)) return false;
            space.Numbers.AsSpan(circuit.Inputs.Length, outputs.Length).CopyTo(outputs);
            return true;
        }
        finally { space.Return(); }
    }

    /// <summary>An input that is given as a value.</summary>
    public void Put(ArraySpace space, int place, in Cell input)
    {
        if (input.Object is not ArrayData array)
        {
            space.Numbers[place] = input.Number;
            return;
        }
        (double[] data, int start) = array.IsDense ? (array.Data, array.Offset) : (array.Flat().ToArray(), 0);
        space.Arrays[place] = new(data, start, array.Lengths[0], array.Rank > 1 ? array.Lengths[1] : 1, array.Rank > 2 ? array.Lengths[2] : 1);
    }

    /// <summary>An output, a number or an array, into memory of the caller.</summary>
    public void CopyOutput(ArraySpace space, int output, Span<double> into)
    {
        int place = circuit.Inputs.Length + output;
        if (circuit.Kinds[circuit.Outputs[output]].IsArray()) space.Arrays[place].Numbers.CopyTo(into);
        else into[0] = space.Numbers[place];
    }

    Cell[] Results(ArraySpace space)
    {
        var cells = new Cell[circuit.Outputs.Length];
        for (int k = 0; k < cells.Length; k++)
        {
            int place = circuit.Inputs.Length + k, rank = circuit.Kinds[circuit.Outputs[k]].Rank();
            if (rank == 0)
            {
                cells[k] = space.Numbers[place];
                continue;
            }
            ArrayView view = space.Arrays[place];
            cells[k] = new ArrayData(view.Numbers.ToArray(), [.. ((ReadOnlySpan<int>)[view.Rows, view.Columns, view.Depth])[..rank]]);
        }
        return cells;
    }

    static readonly MethodInfo dataOf = typeof(ArraySpace).GetMethod(nameof(ArraySpace.DataOf))!, startOf = typeof(ArraySpace).GetMethod(nameof(ArraySpace.StartOf))!,
        lengthOf = typeof(ArraySpace).GetMethod(nameof(ArraySpace.LengthOf))!, set = typeof(ArraySpace).GetMethod(nameof(ArraySpace.Set))!;

    static readonly PropertyInfo arenaOf = typeof(ArraySpace).GetProperty(nameof(ArraySpace.Arena))!, numbersOf = typeof(ArraySpace).GetProperty(nameof(ArraySpace.Numbers))!;

    static Expression<Code> Tree(ProgramCode program, Circuit circuit)
    {
        List<Expression> statements = [Expression.Assign(program.Arena, Expression.Property(program.Space, arenaOf))];
        Expression numbers = program.Kept(Expression.Property(program.Space, numbersOf), statements);
        var inputs = new InputValue[circuit.Inputs.Length];
        foreach (Node node in circuit.Nodes)
        {
            if (node.Op == Op.Input) inputs[node.Bits] = Input(program, numbers, (int)node.Bits, circuit.Inputs[(int)node.Bits].Kind, statements);
        }
        var schedule = new Schedule(circuit);
        var body = new BodyCode(program, schedule, inputs);
        statements.AddRange(body.Of(schedule.Steps));
        program.Declare(body.Locals);
        for (int k = 0; k < circuit.Outputs.Length; k++)
        {
            int output = schedule.Circuit.Outputs[k], place = circuit.Inputs.Length + k;
            if (!schedule.Circuit.Kinds[output].IsArray()) statements.Add(ArrayCode.Set(numbers, place, body.Value(output)));
            else statements.Add(Output(program, place, body.ArrayOf(output), statements));
        }
        LabelTarget end = Expression.Label(typeof(bool));
        statements.Add(Expression.Return(end, Expression.Constant(true)));
        statements.Add(Expression.Label(program.Out));
        statements.Add(Expression.Label(end, Expression.Constant(false)));
        return Expression.Lambda<Code>(Expression.Block(program.Locals, statements), program.Space);
    }

    static InputValue Input(ProgramCode program, Expression numbers, int place, Kind kind, List<Expression> statements)
    {
        Expression at = Expression.Constant(place);
        if (!kind.IsArray()) return new(program.Kept(ArrayCode.Get(numbers, place, kind == Kind.Bool), statements));
        Expression data = program.Kept(Expression.Call(program.Space, dataOf, at), statements), start = program.Kept(Expression.Call(program.Space, startOf, at), statements);
        Expression[] lengths = [.. Enumerable.Range(0, kind.Rank()).Select(d => program.Kept(Expression.Call(program.Space, lengthOf, at, Expression.Constant(d)), statements))];
        return new(null, program.Dense(data, start, lengths, statements));
    }

    static Expression Output(ProgramCode program, int place, ArrayValue array, List<Expression> statements)
    {
        if (!array.IsDense)
        {
            ArrayValue dense = program.Allocate(array.Lengths, statements);
            statements.Add(program.Copy(dense, array));
            array = dense;
        }
        Expression[] lengths = [.. array.Lengths, .. Enumerable.Repeat(ArrayValue.One, ArrayValue.MostRank - array.Rank)];
        return Expression.Call(program.Space, set, [Expression.Constant(place), array.Data, array.Start, .. lengths]);
    }

    // How much code it is, with bodies as often as they are written out; beyond all limits where something in it is left to the interpreter.
    static long WeightOf(Circuit circuit, int depth)
    {
        long weight = 0;
        for (int i = 0; i < circuit.Nodes.Length && weight <= MostWeight; i++)
        {
            Node node = circuit.Nodes[i];
            if (node.Op is Op.Host or Op.Root || circuit.Kinds[i].Rank() > ArrayValue.MostRank || depth == 0) return int.MaxValue;
            weight += node.Op == Op.Loop ? 20 + WeightOf(circuit.Loops[node.Bits].Body, depth - 1) : ScalarOps.Weight(node.Op) / 4 + 1;
        }
        return weight;
    }
}
