using System.Runtime.CompilerServices;

namespace GateDsl;

/// <summary>
/// What a source from a stranger may cost. None can be switched off by the source, and each has a message of its own, which names it. With the defaults a text of
/// 64 kB takes at most 3 seconds of one processor and 600 MB, whether its value, gradient, Hessian or batch is asked for.
/// </summary>
/// <remarks>Each is at least 1: setting it to less is an <see cref="ArgumentOutOfRangeException"/>.</remarks>
public sealed record Limits
{
    /// <summary>
    /// For formulas from the outside, in a service: at most 100 milliseconds of one processor and 50 MB of live memory above a process that has compiled before.
    /// Formulas that people write by hand are far within.
    /// </summary>
    public static Limits ForStrangers { get; } = new()
    {
        SourceLength = 8 << 10,
        Nesting = 100,
        Definitions = 1_000,
        Nodes = 20_000,
        Work = 60_000,
        Simplification = 80_000,
        Outputs = 1_000,
        Code = 250,
        Steps = 2_500_000,
        ArrayLength = 1_000_000,
        WorkspaceBytes = 32 << 20,
    };

    /// <summary>Longest source text of one file, in UTF-16 units.</summary>
    public int SourceLength { get; init => field = Positive(value); } = 64 << 20;

    /// <summary>Deepest nesting of parentheses, blocks, lambdas and conditionals.</summary>
    public int Nesting { get; init => field = Positive(value); } = 1_000;

    /// <summary>Most top-level definitions, results and asserts of a module, with everything it opens.</summary>
    public int Definitions { get; init => field = Positive(value); } = 1_000_000;

    /// <summary>Most nodes of the graph of one gate, its derivatives included.</summary>
    public int Nodes { get; init => field = Positive(value); } = 4_000_000;

    /// <summary>Most steps of evaluation and differentiation (applications, operations, substitutions) to build the graph of one gate or result.</summary>
    public long Work { get; init => field = Positive(value); } = 8_000_000;

    /// <summary>Most steps of simplification of the graph of one gate or result. Beyond them no error is given: what is left stays as it is written or derived.</summary>
    public long Simplification { get; init => field = Positive(value); } = 4_000_000;

    /// <summary>Most numbers that one gate gives with the derivatives asked for. A Hessian of n parameters counts (n + 1) (n + 2) / 2.</summary>
    public int Outputs { get; init => field = Positive(value); } = 200_000;

    /// <summary>Most operations of a circuit for which code is generated. Larger ones are interpreted, which is slower by a factor of about ten and never an error.</summary>
    public int Code { get; init => field = Positive(value); } = 20_000;

    /// <summary>Most steps of one call of a gate: the trips of its loops times the operations of a trip and one, and what making and sorting arrays costs beside them. What has no loops has no steps.</summary>
    public long Steps { get; init => field = Positive(value); } = 100_000_000;

    /// <summary>Most numbers in an array that a gate makes.</summary>
    public int ArrayLength { get; init => field = Positive(value); } = 1 << 26;

    /// <summary>Most memory that the arrays of one call may need at once, in bytes.</summary>
    public long WorkspaceBytes { get; init => field = Positive(value); } = 512 << 20;

    /// <summary>Most files that a module opens, each counted once.</summary>
    public int Files { get; init => field = Positive(value); } = 10_000;

    /// <summary>Deepest chain of files that open one another, the module's own included.</summary>
    public int FileDepth { get; init => field = Positive(value); } = 10_000;

    /// <summary>
    /// Most that one call of a gate may cost: a gate beyond is an error where its source is read, by <c>Parse</c>, <c>Load</c> or <c>FromFormula</c>, for which the graph of
    /// every gate that can be called is built there. The cost is that of the value; a gradient's is a few times as much.
    /// </summary>
    public GateCost Cost { get; init => field = Given.NotNull(value, nameof(Cost)); } = GateCost.Unlimited;

    static T Positive<T>(T value, [CallerMemberName] string name = "") where T : System.Numerics.INumber<T> =>
        value > T.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"Limits.{name} is at least 1, not {value}");
}
