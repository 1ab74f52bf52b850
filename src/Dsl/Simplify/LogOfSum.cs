using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>log (k + a exp x + b exp y + …) with positive constants, as logsumexp of two or more.</summary>
static class LogOfSum
{
    public static int? Make(Match match, Builder build) =>
        Exponentials.ReadSum(match.Graph, match[Shape.x]) is { Count: >= 2 } powers && powers.TrueForAll(power => power.Factor > 0)
            ? Exponentials.LogSum(build, powers) : null;
}
