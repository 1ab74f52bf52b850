using System.Collections.Immutable;
using GateDsl.Enclosures;
using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl.Checking;

/// <summary>A way that an application can take to the numbers of a gate.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="First">The first of the values, partials and second partials that it gives.</param>
/// <param name="Run">Those outputs, each at every point.</param>
sealed record Route(string Name, int First, Func<double[][], double[][]> Run)
{
    /// <summary>Whether it may refuse a point, as positions outside an array are refused.</summary>
    public bool MayRefuse { get; init; }
}

/// <summary>What is wrong with a number: <see cref="Tools.RouteCheck.FailureKind"/>, in its order.</summary>
enum FailureKind
{
    NoNumber,
    Wrong,
    Digits,
    Kink,
    Hole,
}

/// <summary>A number that some routes get wrong.</summary>
/// <param name="Output">Which output.</param>
/// <param name="Kind">How.</param>
/// <param name="Routes">Which routes, by name.</param>
/// <param name="At">Where.</param>
/// <param name="Got">What the first of them gives.</param>
/// <param name="Exact">The right number: certified, or the limit from both sides.</param>
sealed record Failure(int Output, FailureKind Kind, ImmutableArray<string> Routes, ImmutableArray<double> At, double Got, double Exact);

/// <summary>Compares every route to a gate's values and partial derivatives with certified numbers where trouble is: at 0, 1 and -1, at ties, at ends of domains, where divisors vanish.</summary>
static class RouteCheck
{
    const int MostPoints = 240, MostBases = 6, LargestPrinted = 4000, LargestByName = 250, LargestForSecond = 100, MostForSecond = 4, LargestSpread = 400;

    const double Wrong = 1e-3, Poor = 1e-8, Accurate = 1e-12, Agreeing = 1e-3, Cancelled = 1e-9, Far = 100;

    // What one check may cost, in operations of the circuit as written.
    const double Work = 4e6;

    // How much more an operation in a loop costs.
    const double LoopsCost = 8;

    static readonly CertifyLimits limits = CertifyLimits.Default with { Bits = 1024, Time = TimeSpan.FromSeconds(0.03) };

    /// <summary>What of a gate is checked: its second derivatives too, where there are few.</summary>
    public static Outputs Asked(Gate gate) =>
        gate.ResultType == GateType.Float && gate.Leaves.Count(leaf => leaf.Type == GateType.Float) <= MostForSecond && gate.Circuit(Outputs.ValueAndGradient).Nodes.Length <= LargestForSecond
            ? Outputs.ValueGradientHessian : Outputs.ValueAndGradient;

    /// <summary>Checks a gate without functions of the application.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="further">Routes besides the gradient, the derivatives by name and those printed and read back.</param>
    /// <param name="seed">Chooses the ordinary points from which inputs are moved.</param>
    /// <returns>For each output and kind of failure the first point at which it was met.</returns>
    public static ImmutableArray<Failure> Of(Gate gate, IEnumerable<Route> further, int seed)
    {
        Circuit written = gate.ExactCircuit(Asked(gate));
        if (gate.Circuit(Outputs.Value).HasArrays || written.HasArrays) return [];       // certified numbers go through no loops
        if (Gate.HostCalls(written).Length > 0) return [];
        Route[] others = [.. further];
        double[][] points = Computable(Points(gate, written, seed), others);
        if (points.Length == 0) return [];
        var exact = new ExactValues(written, limits);
        double?[][] truth = exact.At(points);
        double[][] plainly = AccuracyCheck.Run(AccuracyCheck.InDoubles(written), points);
        var sides = new Sides(exact, points, gate, canKink: written.Nodes.Any(Steps.ChoosesAt));
        var found = new Dictionary<(int, FailureKind), Failure>();
        foreach (Route route in (IEnumerable<Route>)[.. Own(gate), .. others])
        {
            double[][] got = route.Run(points);
            for (int i = 0; i < got.Length; i++)
            {
                int output = route.First + i;
                if (written.Kinds[written.Outputs[output]] == Kind.Bool) continue;
                for (int k = 0; k < points.Length; k++)
                {
                    if (Judge(got[i][k], truth[output][k], plainly[output][k], sides, output, k) is not (var kind, var right)) continue;
                    Failure before = found.TryGetValue((output, kind), out Failure? known) ? known : new(output, kind, [], [.. points[k]], got[i][k], right);
                    if (!before.Routes.Contains(route.Name)) found[(output, kind)] = before with { Routes = before.Routes.Add(route.Name) };
                }
            }
        }
        return [.. found.Values.OrderBy(failure => failure.Output).ThenBy(failure => failure.Kind)];
    }

    /// <summary>A gate over arrays as one over numbers, whose loops are straight code, and the same with its loops as a further route; null where nothing is to be spread, or loops stay.</summary>
    public static (Gate Straight, Route[] Loops)? Spreaded(Gate gate)
    {
        if (Spread.Shapes(gate).FirstOrDefault() is not { } shape || Spread.Of(gate, shape) is not { } straight || Spread.Of(gate, shape, keepsLoops: true) is not { } loops) return null;
        if (straight.Circuit(Outputs.Value) is var circuit && (circuit.HasArrays || circuit.Nodes.Length > LargestSpread) || straight.ExactCircuit(Outputs.Value).HasArrays) return null;
        Outputs asked = Asked(straight);
        return (straight,
        [
            new("loops", 0, points => AccuracyCheck.Run(loops.Circuit(asked), points)) { MayRefuse = true },
            .. straight.Circuit(Outputs.Value).Outputs.Length > 1 ? [] : straight.Leaves.Where(leaf => leaf.Type == GateType.Float).Take(MostForSecond)
                .Select((leaf, i) => new Route("loops by name", 1 + i, points => AccuracyCheck.Run(loops.Derivative(leaf.Name).Circuit(Outputs.Value), points)) { MayRefuse = true }),
        ]);
    }

    // The points at which a gate over arrays refuses nothing: positions are in its arrays there, counts not negative.
    static double[][] Computable(double[][] points, Route[] routes)
    {
        Route[] loops = [.. routes.Where(route => route.MayRefuse)];
        return IsComputed(points) ? points : [.. points.Where(point => IsComputed([point]))];

        bool IsComputed(double[][] some)
        {
            try
            {
                foreach (Route route in loops) route.Run(some);
                return true;
            }
            catch (GateRunException) { return false; }
        }
    }

    static (FailureKind Kind, double Right)? Judge(double got, double? exact, double plain, Sides sides, int output, int point)
    {
        if (exact is not { } truth) return null;
        if (!double.IsFinite(truth))
        {
            // A pole or the outside of a domain is none of our business; a number that both sides agree on is.
            return double.IsNaN(truth) && !double.IsFinite(got) && sides.LimitOfAll(output, point) is { } limit ? (FailureKind.Hole, limit) : null;
        }
        if (Math.Abs(truth) is > 1e300 or (> 0 and < 1e-290) || IsOurs(got, sides, output, point)) return null;
        double error = Error(got, truth), own = Error(plain, truth);
        if (!(own <= Wrong) && sides.Scale(point) >= Far) return null;         // out there the formula as written leaves the range of doubles itself
        FailureKind? kind = !double.IsFinite(got) ? FailureKind.NoNumber
            : error > Wrong && IsFar(got, truth, own <= Poor ? 0 : Cancelled * sides.Scale(point)) ? FailureKind.Wrong
            : error > Poor && truth != 0 && own < Accurate ? FailureKind.Digits : null;
        if (kind is { } found) return truth != 0 && sides.IsIllConditioned(output, point, Wrong) ? null : (found, truth);
        return sides.IsSlope(output) && sides.Limit(output, point) is { } slope && Math.Abs(slope - got) > 0.05 * (Math.Abs(slope) + Math.Abs(got)) + Wrong ? (FailureKind.Kink, slope) : null;
    }

    // At a kink that cancels the slope of both sides is right, whatever the chain rule says of the formula as written.
    static bool IsOurs(double got, Sides sides, int output, int point) =>
        sides.IsSlope(output) && double.IsFinite(got) && sides.Limit(output, point) is { } slope && Math.Abs(slope - got) <= Agreeing * (Math.Abs(slope) + Math.Abs(got)) + Cancelled;

    // Where the formula as written cancels to nothing, as much error as its terms are made of is its own.
    static bool IsFar(double got, double truth, double own) => Math.Abs(got - truth) > own && (truth != 0 || Math.Abs(got) > Wrong);

    static double Error(double got, double truth) => truth == 0 ? Math.Abs(got) : Math.Abs(got - truth) / Math.Abs(truth);

    static IEnumerable<Route> Own(Gate gate)
    {
        yield return new("value", 0, points => AccuracyCheck.Run(gate.Circuit(Outputs.Value), points));
        yield return new("gradient", 0, points => AccuracyCheck.Run(gate.Circuit(Outputs.ValueAndGradient), points));
        if (Asked(gate) == Outputs.ValueGradientHessian) yield return new("Hessian", 0, points => AccuracyCheck.Run(gate.Circuit(Outputs.ValueGradientHessian), points));
        int values = gate.Circuit(Outputs.Value).Outputs.Length, next = values;
        if (values > 1 || gate.Circuit(Outputs.ValueAndGradient).Nodes.Length > LargestByName) yield break;       // each is simplified and printed anew
        foreach (Leaf leaf in gate.Leaves.Where(leaf => leaf.Type == GateType.Float))
        {
            int output = next++;
            Gate derivative = gate.Derivative(leaf.Name);
            yield return new("by name", output, points => AccuracyCheck.Run(derivative.Circuit(Outputs.Value), points));
            if (Printed(derivative) is { } printed) yield return new("printed", output, points => AccuracyCheck.Run(printed.Circuit(Outputs.Value), points));
        }
    }

    /// <summary>The gate printed and read back; null where its text is long, or where an int among its parameters keeps it from being read.</summary>
    static Gate? Printed(Gate gate)
    {
        if (gate.ToSource() is not { Length: < LargestPrinted } source) return null;
        try { return GateModule.Parse(source).Gates[^1]; }
        catch (GateException) when (gate.Leaves.Any(leaf => leaf.Type == GateType.Int)) { return null; }
    }

    static double[][] Points(Gate gate, Circuit written, int seed)
    {
        ImmutableArray<GateType> types = [.. gate.Leaves.Select(leaf => leaf.Type)];
        Circuit value = gate.Circuit(Outputs.Value);
        Primitives.Interval[] ranges = Ranges.Of(value, [.. gate.Leaves.Select(leaf => Types.Domains.Of(gate.Doc, leaf.Name))]);
        double[][] bases = [.. new Sampler(value, types, ranges, new Random(seed)).Find(MostBases).Select(sample => sample.At)];
        double work = gate.Options.IsSpread ? Work / LoopsCost : Work;
        int most = (int)Math.Clamp(work / written.Nodes.Length / (1 + 2 * types.Length), 8, MostPoints);
        return [.. TroublePoints.Of(AccuracyCheck.InDoubles(gate.ExactCircuit(Outputs.Value)), types, ranges, bases, most)];
    }
}
