namespace GateDsl.Ir;

/// <summary>What can be wrong where a gate runs, as the exception that says so.</summary>
static class RunFaults
{
    /// <summary>Whether a checked number is wrong.</summary>
    /// <param name="other">The number it is compared with; NaN: there is none.</param>
    public static bool IsWrong(Fault fault, double value, double other) => fault switch
    {
        Fault.Lengths => value != other,
        Fault.Negative => !(value >= 0),
        Fault.Empty or Fault.Window => !(value >= 1),
        Fault.TooMany => !(value >= 0 && value <= other),
        Fault.Step or Fault.Divisor => value == 0,
        Fault.Overflow => !(value is >= int.MinValue and <= int.MaxValue),
        Fault.Knots => value >= 0,
        Fault.Position => !(value >= 0 && value < other),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    public static GateRunException Of(Fault fault, CheckPlace place, double value, double other)
    {
        var report = new Report(place.Source);
        return new(fault switch
        {
            Fault.Lengths => report.DifferentLengths(place.At, place.Function, place.First, place.Second, value, other),
            Fault.Negative => report.NegativeLength(place.At, place.Function, value),
            Fault.Empty => report.NothingToChoose(place.At, place.Function, place.First),
            Fault.TooMany => report.TooManyElements(place.At, place.Function, place.First, value, other),
            Fault.Step => report.ZeroStep(place.At),
            Fault.Window => report.EmptyWindow(place.At, place.Function, value),
            Fault.Knots => report.KnotsOutOfOrder(place.At, place.First, value),
            Fault.Divisor => report.DivisionOfInts(place.At),
            Fault.Overflow => report.IntOverflow(place.At, place.Function, value),
            _ => report.PositionOutside(place.At, place.First, value, other),
        });
    }

    /// <summary>A position is outside an array; of a function that chooses one, there is none.</summary>
    public static GateRunException Outside(CheckPlace place, double position, int length) =>
        Of(length == 0 && place.Function.StartsWith("Array.", StringComparison.Ordinal) && place.Function != "Array.item" ? Fault.Empty : Fault.Position, place, position, length);

    public static GateRunException Rows(CheckPlace place, int first, int other) => new(new Report(place.Source).DifferentRows(place.At, first, other));

    public static GateRunException Limit(CheckPlace place, string name, long limit, double needed) => new(new Report(place.Source).RunLimit(place.At, name, limit, needed));
}
