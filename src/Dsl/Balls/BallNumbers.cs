using GateDsl.Ir;

namespace GateDsl.Balls;

/// <summary>Circuits in balls of one precision.</summary>
sealed class BallNumbers(Precision precision) : INumbers<Ball>
{
    readonly Dictionary<RealNumber, Ball> reals = [];
    int steps;

    public Ball Number(double value) => Ball.Of(value);

    public Ball Truth(bool value) => Ball.OfTruth(value);

    public Ball Real(RealNumber value)
    {
        if (!reals.TryGetValue(value, out Ball known)) reals.Add(value, known = Reals.Of(value, precision));
        return known;
    }

    public Ball Select(Ball condition, Ball whenTrue, Ball whenFalse) =>
        condition.IsUnknown ? Ball.Union(whenTrue, whenFalse, precision.Bits) : condition.IsZero ? whenFalse : whenTrue;

    public Ball Apply(Op op, long bits, Ball x, Ball y, Ball z)
    {
        if ((++steps & 15) == 0 || precision.Bits > 2000) precision.Deadline.Check();
        return BallTable.Of(op)(bits, x, y, z, precision);
    }
}
