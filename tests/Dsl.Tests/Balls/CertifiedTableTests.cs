using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>Values, gradients and Hessians of the tables of conformance: each the double nearest to the 20-digit reference.</summary>
public sealed class CertifiedTableTests
{
    // References of stability.jsonl that are not those of the formula: one reads -(1 - p) ** 2 as mathematics does and not as F#, differences of steps near 1e-130 are of no use at 1e-180, nor where the derivative is 0.
    static readonly HashSet<string> otherReferences = ["st-0124", "st-0502", "st-0503", "st-0679", "st-0683", "st-0684"];

    [Theory]
    [InlineData("derivatives.jsonl"), InlineData("stability.jsonl")]
    public void Certified_numbers_are_right_to_the_last_bit(string table)
    {
        var wrong = new StringBuilder();
        int rows = 0, every = Repository.Long || table == "derivatives.jsonl" ? 1 : 5;
        foreach (string line in File.ReadLines(Repository.PathOf("tests", "conformance", table)))
        {
            if (line.Length == 0 || line.Contains("Infinity", StringComparison.Ordinal) || rows++ % every != 0) continue;
            JsonElement row = JsonDocument.Parse(line).RootElement;
            if ((row.TryGetProperty("kind", out JsonElement kind) && kind.GetString() == "bool") || otherReferences.Contains(row.GetProperty("id").GetString()!)) continue;
            Gate gate = GateModule.Parse(row.GetProperty("source").GetString()!)[row.GetProperty("entry").GetString()!];
            foreach (JsonElement point in row.GetProperty("points").EnumerateArray())
            {
                double[] at = [.. point.GetProperty("at").EnumerateArray().Select(Number)];
                bool hessian = point.TryGetProperty("hess", out JsonElement second);
                List<string> truth = [point.GetProperty("value").GetString()!, .. point.GetProperty("grad").EnumerateArray().Select(Text)];
                if (hessian)
                {
                    JsonElement[] hess = [.. second.EnumerateArray()];
                    for (int p = 0; p < hess.Length; p++) truth.AddRange(hess[p].EnumerateArray().Skip(p).Select(Text));
                }
                Certified[] got = Certify.Point(gate.ExactCircuit(hessian ? Outputs.ValueGradientHessian : Outputs.ValueAndGradient), at, CertifyLimits.Default, cancellation: TestContext.Current.CancellationToken);
                for (int i = 0; i < truth.Count; i++)
                {
                    if (!IsNearest(got[i], truth[i])) wrong.AppendLine($"{row.GetProperty("id").GetString()} output {i} at ({string.Join(", ", at)}): {got[i]} ({got[i].Certainty}, {got[i].Bits} bits), not {truth[i]}: {row.GetProperty("source").GetString()!.Trim()}");
                }
            }
        }
        Assert.True(rows > 100);
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    // The reference has 20 digits: it decides unless it is that near to a tie; of 0 it is the number or one below 1e-600.
    static bool IsNearest(Certified got, string reference)
    {
        if (!got.IsDecided) return false;
        double nearest = double.Parse(reference, CultureInfo.InvariantCulture);
        if (got.Value == nearest) return true;
        if (double.IsInfinity(nearest) || nearest == 0) return false;
        Ball truth = Reals.OfDecimal(reference, Precision.Of(200));
        Ball middle = Arithmetic.Add(Ball.Of(nearest), Ball.Of(nearest > got.Value ? Math.BitDecrement(nearest) : Math.BitIncrement(nearest)), 200).Scale(-1);
        Ball apart = Arithmetic.Divide(Arithmetic.Subtract(truth, middle, 200), Ball.Of(nearest), 200);
        return Math.Abs(Rounding.Nearest(apart.Middle)) < 1e-19 && Math.Abs(BitConverter.DoubleToInt64Bits(got.Value) - BitConverter.DoubleToInt64Bits(nearest)) == 1;
    }

    static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    static double Number(JsonElement element) => double.Parse(Text(element), CultureInfo.InvariantCulture);
}
