namespace GateDsl.Checking;

/// <summary>A numeric derivative and how far it can be trusted.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Error">How wrong it may be; infinite where there is no estimate.</param>
readonly record struct Estimate(double Value, double Error)
{
    public static Estimate None => new(double.NaN, double.PositiveInfinity);
}

/// <summary>
/// Richardson extrapolation of difference quotients, with the error estimate of C. J. F. Ridders, Accurate computation of F'(x) and F'(x)F''(x),
/// Advances in Engineering Software 4 (1982): the table entry that changed least is taken, and by how much it changed is its error. Rounding is
/// counted separately: near the bottom of the table equal roundings may make two entries agree that are both wrong.
/// </summary>
static class Numeric
{
    const int Levels = 22;

    /// <summary>The function along a line, at a distance from the point; NaN where it must not be used (outside the domain, or on another piece).</summary>
    public delegate double Along(double distance);

    /// <summary>The derivative at distance 0 from both sides.</summary>
    /// <param name="f">The function.</param>
    /// <param name="step">The first and largest distance.</param>
    /// <param name="noise">How far rounding may have moved a value of the function.</param>
    public static Estimate Central(Along f, double step, double noise) =>
        Extrapolate(h => (f(h) - f(-h)) / (2 * h), step, noise);

    // Only even powers of the step are in the error: halving it divides the term of order k by 4^k; each column of the table removes one term.
    static Estimate Extrapolate(Func<double, double> quotient, double step, double noise)
    {
        Estimate best = Estimate.None;
        Span<double> row = stackalloc double[Levels], above = stackalloc double[Levels];
        int filled = 0;
        for (int level = 0; level < Levels; level++, step /= 2)
        {
            double q = quotient(step);
            if (!double.IsFinite(q))
            {
                filled = 0;                   // too far: start again nearer
                continue;
            }
            row[0] = q;
            double rounding = 4 * noise / Math.Abs(step), factor = 4;
            for (int k = 1; k <= filled; k++, factor *= 4)
            {
                row[k] = row[k - 1] + (row[k - 1] - above[k - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(row[k] - row[k - 1]), Math.Abs(row[k] - above[k - 1])) + rounding;
                if (error < best.Error) best = new(row[k], error);
            }
            filled = Math.Min(filled + 1, Levels - 1);
            row.CopyTo(above);
        }
        return best;
    }
}
