using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl;

/// <summary>What one call costs, known without making it. As <see cref="Limits.Cost"/>, the most that a gate may cost.</summary>
/// <param name="Operations">Operations on numbers and truth values, with both sides of every branch.</param>
/// <param name="FunctionCalls">Those among them that are functions, such as <c>exp</c>, or functions of the application, each the work of some twenty additions.</param>
/// <param name="CodeSize">Roughly the bytes of machine code when the gate is compiled.</param>
public sealed record GateCost(long Operations = long.MaxValue, long FunctionCalls = long.MaxValue, long CodeSize = long.MaxValue)
{
    // Rough figures of x64: an instruction with what it loads, the call of a function with what it saves, the frame.
    const int OperationBytes = 8, CallBytes = 20, FrameBytes = 40;

    /// <summary>No limit.</summary>
    public static GateCost Unlimited { get; } = new();

    /// <summary>Whether each of the numbers is within those of a limit.</summary>
    public bool IsWithin(GateCost limit) => Operations <= Given.NotNull(limit).Operations && FunctionCalls <= limit.FunctionCalls && CodeSize <= limit.CodeSize;

    internal static GateCost Of(Circuit circuit)
    {
        long operations = 0, calls = 0;
        foreach (Node node in circuit.Nodes)
        {
            if (node.Op is Op.Number or Op.Truth or Op.Input or Op.Argument or Op.Pack or Op.Part) continue;
            operations++;
            if (node.Op is Op.Loop or Op.Root && Of(circuit.Loops[node.Bits].Body) is var body)
            {
                operations += body.Operations;
                calls += body.FunctionCalls;
            }
            else if (!node.Op.IsOfArrays() && node.Op != Op.Select && node.Op == Op.Host || PrimitiveTable.Of(node.Op).Lanes is not null) calls++;
        }
        return new(operations, calls, FrameBytes + operations * OperationBytes + calls * CallBytes);
    }
}
