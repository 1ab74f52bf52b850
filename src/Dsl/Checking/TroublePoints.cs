using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Checking;

/// <summary>
/// Points where formulas go wrong: inputs at 0, at 1 and -1, at the ends of their ranges, at constants of the formula and equal to each other; where a divisor, the argument of a logarithm
/// or of a root is 0 and where the two sides of a comparison are equal; near all of these; and far out.
/// </summary>
sealed class TroublePoints
{
    const int MostBases = 6, MostConstants = 8, MostRoots = 40, Steps = 40, MostCornered = 3;

    /// <summary>How near, relatively to the larger of the number and 1.</summary>
    static readonly double[] distances = [0, 1e-12, -1e-12, 1e-8, -1e-8, 1e-4, -1e-4];

    readonly Circuit circuit;
    readonly ImmutableArray<GateType> types;
    readonly Interval[] ranges;
    readonly double[] values;
    readonly List<double[]> found = [];

    TroublePoints(Circuit circuit, ImmutableArray<GateType> types, Interval[] ranges)
    {
        (this.circuit, this.types, this.ranges) = (circuit, types, ranges);
        values = new double[circuit.Nodes.Length];
    }

    /// <summary>At most so many points in the ranges, the same for the same circuit and bases.</summary>
    /// <param name="circuit">The values of a gate as written.</param>
    /// <param name="types">Of its inputs.</param>
    /// <param name="ranges">Where they lie.</param>
    /// <param name="bases">Ordinary points, of which some inputs are moved.</param>
    /// <param name="most">How many.</param>
    public static IReadOnlyList<double[]> Of(Circuit circuit, ImmutableArray<GateType> types, Interval[] ranges, IReadOnlyList<double[]> bases, int most)
    {
        var points = new TroublePoints(circuit, types, ranges);
        double[][] from = [.. bases.Take(MostBases)];
        if (from.Length == 0) from = [[.. ranges.Select(Ordinary)]];
        points.AtCorners();
        points.AtSpecialNumbers(from);
        points.AtTies(from);
        points.AtRoots(from);
        return Spread(points.found, most);
    }

    /// <summary>Every so manieth, so that no kind is left out.</summary>
    static List<double[]> Spread(List<double[]> all, int most)
    {
        if (all.Count <= most) return all;
        return [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];
    }

    static double Ordinary(Interval range) => range.Contains(0.7) ? 0.7 : double.IsFinite(range.Low) ? double.IsFinite(range.High) ? range.Low / 2 + range.High / 2 : range.Low + 1 : range.High - 1;

    void AtSpecialNumbers(double[][] bases)
    {
        double[] constants = [.. circuit.Nodes.Where(node => node.Op == Op.Number && double.IsFinite(node.Number)).Select(node => node.Number).Distinct().Take(MostConstants)];
        for (int input = 0; input < types.Length; input++)
        {
            if (types[input] == GateType.Bool) continue;
            Interval range = ranges[input];
            foreach (double special in ((double[])[0, 1, -1, range.Low, range.High, .. constants]).Distinct())
            {
                foreach (double[] point in bases) AddNear(point, input, special);
            }
        }
    }

    /// <summary>All inputs at small whole numbers, and far out: near each other there, and apart.</summary>
    void AtCorners()
    {
        double[] small = [0, 1, -1, 2];
        int corners = (int)Math.Pow(small.Length, Math.Min(types.Length, MostCornered));
        for (int corner = 0; corner < corners; corner++)
        {
            Add([.. types.Select((type, i) => type == GateType.Bool ? corner >> i & 1 : small[corner / (int)Math.Pow(small.Length, i % MostCornered) % small.Length])]);
        }
        foreach (double far in (double[])[10, -10, 40, -40, 800, -800])
        {
            for (int apart = -1; apart <= 1; apart++) Add([.. types.Select((type, i) => type == GateType.Bool ? 0 : i % 2 == 0 ? far : far + apart)]);
            for (int input = 0; input < types.Length && types.Length > 1; input++) Add([.. types.Select((type, i) => type == GateType.Bool ? 0 : i == input ? far : 1)]);
        }
    }

    void AtTies(double[][] bases)
    {
        for (int input = 0; input < types.Length; input++)
        {
            for (int other = 0; other < types.Length; other++)
            {
                if (input == other || types[input] == GateType.Bool || types[other] == GateType.Bool) continue;
                foreach (double[] point in bases)
                {
                    AddNear(point, input, point[other]);
                    AddNear(point, input, -point[other]);
                }
            }
        }
    }

    /// <summary>Along each input, from ordinary points: where what must not be 0, or what is compared, changes its sign.</summary>
    void AtRoots(double[][] bases)
    {
        int roots = 0;
        foreach ((int node, int other) in Critical())
        {
            for (int input = 0; input < types.Length; input++)
            {
                if (types[input] != GateType.Float) continue;
                foreach (double[] point in bases)
                {
                    if (roots >= MostRoots || Root(point, input, node, other) is not { } root) continue;
                    AddNear(point, input, root);
                    roots++;
                    break;
                }
            }
        }
    }

    /// <summary>Divisors, arguments of functions at the ends of whose domains something happens, and sides of comparisons.</summary>
    IEnumerable<(int Node, int Other)> Critical()
    {
        foreach (Node node in circuit.Nodes)
        {
            switch (node.Op)
            {
                case Op.Divide: yield return (node.B, -1); break;
                case Op.Max or Op.Min or Op.Less or Op.LessEqual or Op.Greater or Op.GreaterEqual or Op.Equal or Op.NotEqual or Op.Subtract: yield return (node.A, node.B); break;
                case Op.Abs or Op.Sign or Op.Relu or Op.Log or Op.Log2 or Op.Log10 or Op.Sqrt or Op.Cbrt: yield return (node.A, -1); break;
                case Op.Power or Op.PowerInt or Op.Hypot: yield return (node.A, -1); break;
            }
        }
    }

    double? Root(double[] from, int input, int node, int other)
    {
        double[] point = [.. from];
        double At(double x)
        {
            point[input] = x;
            Interpreter.Fill(circuit, point, values);
            return other < 0 ? values[node] : values[node] - values[other];
        }

        Interval range = ranges[input];
        double before = double.NaN, last = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double x = Between(range, (double)i / Steps), now = At(x);
            if (now == 0) return x;
            if (i > 0 && double.IsFinite(now) && double.IsFinite(before) && Math.Sign(now) * Math.Sign(before) < 0) return Halved(At, last, x, before);
            (last, before) = (x, double.IsNaN(now) ? 0 : now);
        }
        return null;
    }

    static double Halved(Func<double, double> f, double low, double high, double atLow)
    {
        for (int i = 0; i < 80; i++)
        {
            double middle = low / 2 + high / 2;
            if (middle == low || middle == high) break;
            double value = f(middle);
            if (value == 0) return middle;
            if (value > 0 == atLow > 0) low = middle;
            else high = middle;
        }
        return low;
    }

    static double Between(Interval range, double t)
    {
        double low = double.IsFinite(range.Low) ? range.Low : Math.Min(-8, range.High - 16), high = double.IsFinite(range.High) ? range.High : Math.Max(8, range.Low + 16);
        return low + (high - low) * t;
    }

    void AddNear(double[] point, int input, double special)
    {
        if (!double.IsFinite(special)) return;
        foreach (double distance in distances)
        {
            double[] moved = [.. point];
            double x = special + distance * Math.Max(1, Math.Abs(special));
            moved[input] = types[input] == GateType.Int ? Math.Round(x) : x;
            Add(moved);
        }
    }

    void Add(double[] point)
    {
        for (int i = 0; i < point.Length; i++)
        {
            if (types[i] != GateType.Bool && !ranges[i].Contains(point[i])) return;
        }
        found.Add(point);
    }
}
