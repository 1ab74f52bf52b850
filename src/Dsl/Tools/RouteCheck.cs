using GateDsl.Checking;

namespace GateDsl.Tools;

/// <summary>
/// Compares a gate's values and partial derivatives, by every way in which an application gets them, with certified numbers at the points where formulas go wrong: at 0, 1 and -1, where inputs are equal,
/// at ends of domains, where divisors vanish, near all of these, and far out. What <c>gate check</c> does besides <see cref="DerivativeCheck"/>.
/// </summary>
/// <param name="Failures">One for each number and kind of failure: the first point at which it was met. Empty for a gate that calls functions of the application, or has loops over more than a few elements: they cannot be certified.</param>
public sealed record RouteCheck(IReadOnlyList<RouteCheck.Failure> Failures)
{
    /// <summary>One for each number and kind of failure.</summary>
    public IReadOnlyList<Failure> Failures { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Failures);

    /// <summary>Checks a gate: its value, gradient and Hessian, its derivatives by name, and those printed and read back.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="further">Other ways to the same numbers, such as compiled code.</param>
    /// <param name="seed">Chooses the ordinary points from which inputs are moved to the others.</param>
    /// <exception cref="GateException">A limit is reached.</exception>
    public static RouteCheck Of(Gate gate, IReadOnlyList<Route>? further = null, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(gate);
        if (Spread.IsNeeded(gate)) return Checking.RouteCheck.Spreaded(gate) is var (straight, loops) ? Of(straight, _ => loops, seed) : new([]);
        return Of(gate, derivatives => (further ?? []).Select(route => new Checking.Route(route.Name, 0, points => route.Run(points, derivatives))), seed);
    }

    delegate IEnumerable<Checking.Route> Routes(int derivatives);

    static RouteCheck Of(Gate gate, Routes further, int seed)
    {
        int derivatives = (int)Checking.RouteCheck.Asked(gate);
        IReadOnlyList<string> names = gate.OutputNames(derivatives);
        IEnumerable<Checking.Route> routes = further(derivatives);
        return new([.. Checking.RouteCheck.Of(gate, routes, seed).Select(failure =>
            new Failure(names[failure.Output], (FailureKind)failure.Kind, failure.Routes, failure.At, failure.Got, failure.Exact))])
        { Inputs = [.. gate.Inputs.Select(input => input.Name)] };
    }

    /// <summary>The names of the numbers of a point: the inputs of the gate, and of arrays the elements, <c>xs.[0]</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init => field = Given.AllNotNull(value); } = [];

    /// <summary>Computes numbers by some way.</summary>
    /// <param name="points">Of each point a number for each input of the gate.</param>
    /// <param name="derivatives">Which numbers: those of <see cref="Gate.OutputNames"/>.</param>
    /// <returns>Of each number its value at each point.</returns>
    public delegate double[][] Runner(double[][] points, int derivatives);

    /// <summary>A way to a gate's numbers.</summary>
    /// <param name="Name">What it is called in a failure.</param>
    /// <param name="Run">Computes them.</param>
    public sealed record Route(string Name, Runner Run)
    {
        /// <summary>What it is called in a failure.</summary>
        public string Name { get; init => field = Given.NotNull(value); } = Given.NotNull(Name);

        /// <summary>Computes them.</summary>
        public Runner Run { get; init => field = Given.NotNull(value); } = Given.NotNull(Run);
    }

    /// <summary>What is wrong with a number.</summary>
    public enum FailureKind
    {
        /// <summary>There is a number, and NaN or an infinity is given.</summary>
        NoNumber,

        /// <summary>It is another number.</summary>
        Wrong,

        /// <summary>More than half its digits are lost, where the formula as written, differentiated plainly, keeps them.</summary>
        Digits,

        /// <summary>On both sides of the point there is one slope, and at the point another: a kink that cancels.</summary>
        Kink,

        /// <summary>On both sides of the point there is one limit, and at the point no number: a hole.</summary>
        Hole,
    }

    /// <summary>A number that is wrong.</summary>
    /// <param name="Name">Its name: <c>f</c>, <c>f'x</c>, <c>f'x'y</c>.</param>
    /// <param name="Kind">How.</param>
    /// <param name="Routes">By which ways: <c>value</c>, <c>gradient</c>, <c>Hessian</c>, <c>by name</c>, <c>printed</c>, and the names of further ones.</param>
    /// <param name="At">Where: a number for each input of the gate.</param>
    /// <param name="Computed">What the first of them gives.</param>
    /// <param name="Exact">The right number: certified, or the limit from both sides.</param>
    public sealed record Failure(string Name, FailureKind Kind, IReadOnlyList<string> Routes, IReadOnlyList<double> At, double Computed, double Exact)
    {
        /// <summary>Its name.</summary>
        public string Name { get; init => field = Given.NotNull(value); } = Given.NotNull(Name);

        /// <summary>By which ways.</summary>
        public IReadOnlyList<string> Routes { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Routes);

        /// <summary>Where.</summary>
        public IReadOnlyList<double> At { get; init => field = Given.NotNull(value); } = Given.NotNull(At);
    }
}
