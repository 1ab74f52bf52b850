using GateDsl.Enclosures;
using GateDsl.Tracing;

namespace GateDsl.Checking;

/// <summary>Certified numbers around points: a little to either side along each float input, in some other directions, and as near as rounding goes.</summary>
sealed class Sides(ExactValues exact, double[][] points, Gate gate, bool canKink)
{
    /// <summary>How far aside, relatively; and how well both sides must agree.</summary>
    const double Aside = 1e-7, Agreeing = 1e-3;

    // Some units in the last place.
    const double Rounding = 4.5e-16;

    // Directions that no formula was made for.
    static readonly double[] directions = [0.618, -0.923, 0.377, 1, -0.541, 0.794, -0.236];

    readonly int[] floats = [.. Enumerable.Range(0, gate.Leaves.Length).Where(i => gate.Leaves[i].Type == GateType.Float)];
    readonly int values = gate.Circuit(Outputs.Value).Outputs.Length;
    readonly Dictionary<(int Point, int Input), double?[][]> known = [];

    /// <summary>Whether an output is a derivative that may have a kink.</summary>
    public bool IsSlope(int output) => canKink && output >= values;

    /// <summary>The size of the numbers at a point: that of the inputs, at least 1.</summary>
    public double Scale(int point) => points[point].Where(double.IsFinite).Select(Math.Abs).Append(1).Max();

    /// <summary>The number that both sides are near to along some input on which the output depends at the point; null where they are not. A quarter of the step decides whether it is a limit.</summary>
    public double? Limit(int output, int point)
    {
        foreach (int input in floats)
        {
            double?[] at = At(point, input)[output];
            if (at is not [{ } farLeft, { } left, { } right, { } farRight] || !double.IsFinite(farLeft + left + right + farRight)) continue;
            double size = Math.Abs(left) + Math.Abs(right) + Agreeing;
            if (Math.Abs(left - right) <= Agreeing * size && Math.Abs(farLeft - farRight) <= 4 * Agreeing * size && Math.Abs(farLeft - left) <= 4 * Agreeing * size) return left / 2 + right / 2;
        }
        return null;
    }

    /// <summary>The number that all neighbours are near to, whatever way leads to the point. Where several inputs are 0 there may be ways that nobody has tried.</summary>
    public double? LimitOfAll(int output, int point)
    {
        if (floats.Count(input => points[point][input] == 0) > 1 || Limit(output, point) is not { } limit) return null;
        if (output >= values && !Enumerable.Range(0, values).All(value => HasValue(value, point))) return null;      // a slope needs something that it is the slope of
        double[][] around = [.. Enumerable.Range(0, 6).Select(way => Moved(point, (input, x) => x + Aside * Math.Max(1, Math.Abs(x)) * (way % 2 == 0 ? 1 : -1) * directions[(input + way / 2 * 2) % directions.Length]))];
        return exact.At(around)[output].All(near => near is { } number && Math.Abs(number - limit) <= 10 * Agreeing * (Math.Abs(limit) + Agreeing)) ? limit : null;
    }

    bool HasValue(int output, int point) => exact.At([points[point]])[output][0] is { } value && double.IsFinite(value) || LimitOfAll(output, point) is not null;

    /// <summary>Whether inputs that are the same but for rounding have another number: then there is nothing to compare with.</summary>
    public bool IsIllConditioned(int output, int point, double most)
    {
        double[][] around = [.. floats.SelectMany(input => new[] { 1, -1 }.Select(sign => Moved(point, (other, x) => other == input ? x + sign * Rounding * Math.Abs(x) : x))), points[point]];
        double?[] near = exact.At(around)[output];
        return near[^1] is not { } here || !near.All(number => number is { } value && Math.Abs(value - here) <= most * Math.Abs(here));
    }

    double?[][] At(int point, int input)
    {
        if (known.TryGetValue((point, input), out double?[][]? before)) return before;
        double step = Aside * Math.Max(1, Math.Abs(points[point][input]));
        double[][] around = [.. new[] { -4 * step, -step, step, 4 * step }.Select(distance => Moved(point, (other, x) => other == input ? x + distance : x))];
        return known[(point, input)] = exact.At(around);
    }

    double[] Moved(int point, Func<int, double, double> to) => [.. points[point].Select((x, i) => gate.Leaves[i].Type == GateType.Float ? to(i, x) : x)];
}
