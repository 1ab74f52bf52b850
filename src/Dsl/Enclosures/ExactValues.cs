using GateDsl.Balls;
using GateDsl.Ir;

namespace GateDsl.Enclosures;

/// <summary>Correctly rounded values of an exact circuit at points: around pairs of doubles over vectors, and where those do not decide by balls of growing precision.</summary>
sealed class ExactValues
{
    /// <summary>Points that balls of growing precision may work on, times the operations of the circuit: what is left then is not decided.</summary>
    const int MostWork = 4000, FewestPoints = 16;

    readonly Circuit tidy;
    readonly CertifyLimits limits;
    readonly BlockPlan plan;
    int left;

    /// <param name="circuit">As written.</param>
    /// <param name="limits">Where the search ends, for each point.</param>
    public ExactValues(Circuit circuit, CertifyLimits limits)
    {
        (tidy, this.limits) = (Tidy.Of(circuit), limits);
        plan = BlockPlan.Of(tidy, isWide: true);
        left = Math.Max(FewestPoints, MostWork / tidy.Nodes.Length);
    }

    /// <summary>For each output its value at each point; null where it is not decided, NaN or an infinity where there is none. Truth values are 0 and 1.</summary>
    public double?[][] At(double[][] points)
    {
        double?[][] results = [.. tidy.Outputs.Select(_ => new double?[points.Length])];
        var block = new double[plan.Length];
        plan.Begin(block);
        for (int from = 0; from < points.Length; from += BlockPlan.Rows)
        {
            int count = Math.Min(BlockPlan.Rows, points.Length - from);
            for (int i = 0; i < tidy.Nodes.Length; i++)
            {
                if (tidy.Nodes[i].Op == Op.Input) plan.SetInput(block, i, [.. points.AsSpan(from, count).ToArray().Select(point => point[(int)tidy.Nodes[i].Bits])]);
            }
            plan.Run(block, count);
            Read(block, points, from, count, results);
        }
        return results;
    }

    void Read(double[] block, double[][] points, int from, int count, double?[][] results)
    {
        Span<double> rounded = stackalloc double[BlockPlan.Rows], isKnown = stackalloc double[BlockPlan.Rows];
        var isOpen = new bool[count];
        for (int i = 0; i < results.Length; i++)
        {
            plan.End(block, tidy.Outputs[i], rounded, isKnown, count);
            for (int k = 0; k < count; k++)
            {
                if (BitConverter.DoubleToInt64Bits(isKnown[k]) != 0) results[i][from + k] = rounded[k];
                else isOpen[k] = true;
            }
        }
        for (int k = 0; k < count; k++)
        {
            if (!isOpen[k] || left-- <= 0) continue;
            Certified[] known = Certify.Point(tidy, points[from + k], limits);
            for (int i = 0; i < results.Length; i++) results[i][from + k] ??= known[i].IsDecided ? known[i].Value : null;
        }
    }
}
