namespace GateDsl.Tools;

/// <summary>
/// Compares the values and partial derivatives of a gate with certified numbers: how many digits are lost, where most of them, and by which operation. What <c>gate check --accuracy</c> does.
/// </summary>
/// <param name="Numbers">One entry for each float of the result, and for each of its partial derivatives.</param>
public sealed record AccuracyCheck(IReadOnlyList<AccuracyCheck.Number> Numbers)
{
    /// <summary>One entry for each number.</summary>
    public IReadOnlyList<Number> Numbers { get; init => field = Given.AllNotNull(value); } = Given.AllNotNull(Numbers);

    /// <summary>Checks a gate at ordinary points of its declared domains, and where trouble is: at 0, 1 and -1, at ends of domains, at ties, where divisors vanish, and near all of these.</summary>
    /// <param name="gate">The gate.</param>
    /// <param name="seed">Chooses the ordinary points.</param>
    /// <exception cref="GateException">A limit is reached.</exception>
    /// <exception cref="InvalidOperationException">It calls functions of the application.</exception>
    public static AccuracyCheck Of(Gate gate, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(gate);
        IReadOnlyList<string> names = gate.OutputNames(1);
        return new([.. Checking.AccuracyCheck.Of(gate, seed).Select(number => new Number(
            names[number.Output], number.Points, number.Median, number.Worst is { } worst ? new(worst.At, worst.Lost, worst.Computed, worst.Exact, worst.Cause) : null, number.PlainMedian, number.PlainWorst, number.IsPoor))]);
    }

    /// <summary>What became of one number.</summary>
    /// <param name="Name">Its name: <c>f</c>, <c>f'x</c>.</param>
    /// <param name="Points">At how many points the true value is known and not 0.</param>
    /// <param name="MedianLost">Decimal digits lost in the median, from 0 to 16.</param>
    /// <param name="Worst">Where most are lost; null if no point is known.</param>
    /// <param name="AsWrittenMedianLost">What the formula as written, differentiated plainly, loses in the median.</param>
    /// <param name="AsWrittenWorstLost">The most digits that it loses.</param>
    /// <param name="IsPoor">Whether more than half its digits are lost somewhere.</param>
    public sealed record Number(string Name, int Points, double MedianLost, Loss? Worst, double AsWrittenMedianLost, double AsWrittenWorstLost, bool IsPoor)
    {
        /// <summary>Its name.</summary>
        public string Name { get; init => field = Given.NotNull(value); } = Given.NotNull(Name);
    }

    /// <summary>A point at which digits are lost.</summary>
    /// <param name="At">A number for each input of the gate.</param>
    /// <param name="Lost">Decimal digits lost.</param>
    /// <param name="Computed">What runs.</param>
    /// <param name="Exact">The double nearest to the true value.</param>
    /// <param name="Cause">The operation that loses them, on the numbers that it gets.</param>
    public sealed record Loss(IReadOnlyList<double> At, double Lost, double Computed, double Exact, string Cause)
    {
        /// <summary>A number for each input of the gate.</summary>
        public IReadOnlyList<double> At { get; init => field = Given.NotNull(value); } = Given.NotNull(At);

        /// <summary>The operation that loses them.</summary>
        public string Cause { get; init => field = Given.NotNull(value); } = Given.NotNull(Cause);
    }
}
