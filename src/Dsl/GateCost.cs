using System.Globalization;
using GateDsl.Ir;

namespace GateDsl;

/// <summary>
/// What one call costs, known without making it. What loops cost whose trips depend on the inputs is a polynomial in lengths and counts: <see cref="Loops"/>, and <see cref="At"/> with numbers
/// for them. As <see cref="Limits.Cost"/>, the most that a gate may cost.
/// </summary>
/// <param name="Operations">Operations on numbers and truth values, with both sides of every branch, and with all trips of loops whose number of trips is known.</param>
/// <param name="FunctionCalls">Those among them that are functions, such as <c>exp</c>, or functions of the application, each the work of some twenty additions.</param>
/// <param name="CodeSize">Roughly the bytes of machine code when the gate is compiled.</param>
public sealed record GateCost(long Operations = long.MaxValue, long FunctionCalls = long.MaxValue, long CodeSize = long.MaxValue)
{
    // Rough figures of x64: an instruction with what it loads, the call of a function with what it saves, the frame.
    const int OperationBytes = 8, CallBytes = 20, FrameBytes = 40;

    /// <summary>No limit.</summary>
    public static GateCost Unlimited { get; } = new();

    /// <summary>What is added for each product of lengths and counts; empty where no loop depends on the inputs.</summary>
    public IReadOnlyList<LoopCost> Loops { get; private init; } = [];

    /// <summary>
    /// The names of the lengths and counts: <c>xs.Length</c>, of the rows of a matrix <c>m[0].Length</c>, of an int parameter its name; <c>trips 1</c> and so on where the gate itself computes how
    /// often a loop runs.
    /// </summary>
    public IReadOnlyList<string> Sizes => [.. Loops.SelectMany(loop => loop.Sizes).Distinct()];

    /// <summary>Whether each of the numbers is within those of a limit; of loops whose trips depend on the inputs, one trip counts.</summary>
    public bool IsWithin(GateCost limit) => With(_ => 1) is var least
        && least.Operations <= Given.NotNull(limit).Operations && least.FunctionCalls <= limit.FunctionCalls && least.CodeSize <= limit.CodeSize;

    /// <summary>What a call costs whose arrays and counts have these sizes.</summary>
    /// <param name="sizes">A number for each of <see cref="Sizes"/>; others are not looked at.</param>
    /// <exception cref="ArgumentException">One is missing.</exception>
    public GateCost At(IReadOnlyDictionary<string, long> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return With(name => sizes.TryGetValue(name, out long size) ? size : throw new ArgumentException($"there is no number for '{name}'", nameof(sizes)));
    }

    GateCost With(Func<string, long> sizeOf)
    {
        if (Loops.Count == 0) return this;
        Int128 operations = Operations, calls = FunctionCalls;
        foreach (LoopCost loop in Loops)
        {
            double trips = loop.Sizes.Aggregate(1.0, (product, name) => product * Math.Max(sizeOf(name), 0));
            (operations, calls) = (operations + Whole(trips * loop.Operations), calls + Whole(trips * loop.FunctionCalls));
        }
        return new((long)Int128.Clamp(operations, 0, long.MaxValue), (long)Int128.Clamp(calls, 0, long.MaxValue), CodeSize);

        static Int128 Whole(double number) => (Int128)Math.Clamp(number, -1e25, 1e25);
    }

    /// <summary>The operations as a polynomial, and how many of them are functions: <c>1 + 3 * xs.Length operations, xs.Length of them functions</c>.</summary>
    public override string ToString() => $"{Text(Operations, loop => loop.Operations)} operations, {Text(FunctionCalls, loop => loop.FunctionCalls)} of them functions";

    string Text(long constant, Func<LoopCost, long> part)
    {
        List<string> terms = constant == 0 ? [] : [constant.ToString(CultureInfo.InvariantCulture)];
        foreach (LoopCost loop in Loops)
        {
            if (part(loop) is var factor && factor != 0) terms.Add(factor == 1 ? string.Join(" * ", loop.Sizes) : string.Create(CultureInfo.InvariantCulture, $"{factor} * {string.Join(" * ", loop.Sizes)}"));
        }
        return terms.Count == 0 ? "0" : string.Join(" + ", terms).Replace("+ -", "- ", StringComparison.Ordinal);
    }

    internal static GateCost Of(Circuit circuit)
    {
        var (operations, calls) = new LoopCosts(circuit).Count();
        var (nodes, functions) = CodeOf(circuit);
        var callsOf = calls.Terms.ToDictionary(term => string.Join('*', term.Sizes), term => term.Factor);
        return new(operations.Constant, calls.Constant, FrameBytes + nodes * OperationBytes + functions * CallBytes)
        {
            Loops = [.. operations.Terms.Where(term => term.Sizes.Length > 0)
                .Select(term => new LoopCost(term.Sizes, term.Factor, callsOf.GetValueOrDefault(string.Join('*', term.Sizes))))],
        };
    }

    // What is code: a body is there once, however often it runs.
    static (long Nodes, long Functions) CodeOf(Circuit circuit)
    {
        long nodes = 0, functions = 0;
        foreach (Node node in circuit.Nodes)
        {
            if (node.Op is Op.Number or Op.Truth or Op.Input or Op.Argument or Op.Pack or Op.Part) continue;
            nodes++;
            if (LoopCosts.IsFunction(node)) functions++;
            if (node.Op is not (Op.Loop or Op.Root)) continue;
            var (inside, called) = CodeOf(circuit.Loops[node.Bits].Body);
            (nodes, functions) = (nodes + inside, functions + called);
        }
        return (nodes, functions);
    }
}

/// <summary>What loops cost for each product of some lengths and counts.</summary>
public sealed class LoopCost
{
    internal LoopCost(IReadOnlyList<string> sizes, long operations, long functionCalls) => (Sizes, Operations, FunctionCalls) = (sizes, operations, functionCalls);

    /// <summary>What is multiplied: see <see cref="GateCost.Sizes"/>.</summary>
    public IReadOnlyList<string> Sizes { get; }

    /// <summary>Operations for each.</summary>
    public long Operations { get; }

    /// <summary>Those among them that are functions.</summary>
    public long FunctionCalls { get; }
}
