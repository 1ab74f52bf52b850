using GateDsl.Balls;
using GateDsl.Ir;

namespace GateDsl.Compiler.Batch;

/// <summary>What became of one row.</summary>
/// <param name="Differs">Whether a number is another than the plain one.</param>
/// <param name="IsOpen">Whether a number could not be decided: it is NaN.</param>
/// <param name="IsNear">Whether of a number it is not decided which of the two doubles next to it is nearer: it is one of them.</param>
/// <param name="Bits">The most bits that were needed.</param>
readonly record struct PointResult(bool Differs, bool IsOpen, bool IsNear, int Bits);

/// <summary>Decides single numbers with as many digits as it takes.</summary>
/// <param name="circuit">As written.</param>
/// <param name="limits">Where the search ends, for each row.</param>
sealed class CertifiedPoints(Circuit circuit, CertifyLimits limits)
{
    /// <summary>The correctly rounded numbers of one row.</summary>
    /// <param name="at">The inputs.</param>
    /// <param name="isWanted">Which of the outputs.</param>
    /// <param name="values">The plain values of those; receives the right ones.</param>
    public PointResult Decide(ReadOnlySpan<double> at, ReadOnlySpan<bool> isWanted, Span<double> values)
    {
        List<int> wanted = [];
        for (int i = 0; i < isWanted.Length; i++)
        {
            if (isWanted[i]) wanted.Add(i);
        }
        Certified[] found = Certify.Point(circuit with { Outputs = [.. wanted.Select(i => circuit.Outputs[i])] }, at, limits);
        var result = new PointResult(false, false, false, 0);
        for (int i = 0; i < found.Length; i++)
        {
            ref double value = ref values[wanted[i]];
            bool isOpen = found[i].Certainty == Certainty.Undecided, isSame = value == found[i].Value || (double.IsNaN(value) && double.IsNaN(found[i].Value));
            result = new(
                result.Differs || !isSame, result.IsOpen || isOpen, result.IsNear || found[i].Certainty == Certainty.Faithful, Math.Max(result.Bits, found[i].Bits));
            if (!isSame || isOpen) value = found[i].Value;
        }
        return result;
    }
}
