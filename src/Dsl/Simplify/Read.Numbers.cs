using System.Globalization;
using GateDsl.Algebra;
using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>Numbers of the code as exact ones.</summary>
sealed partial class Read
{
    // A short binary fraction is itself; the doubles next to some numbers are read as those; any other has its text for a name.
    Sum Number(double value)
    {
        if (value < 0) return ring.Negate(Number(-value));
        if (value == 0) return ring.Zero;
        if (value <= 1 << 30 && value * 1024 == Math.Floor(value * 1024)) return ring.Number(Rational.Of((Int128)(value * 1024), 1024));
        return value switch
        {
            Math.E => ring.Exp(ring.One),
            Math.PI => ring.Pi,
            1.4142135623730951 => ring.RootTwo,
            0.70710678118654757 => ring.Power(ring.RootTwo, -1),
            0.69314718055994529 => ring.Log(ring.Number(2)),
            _ when value is > 0.05 and < 32 && RootOf(value) is { } root => root,
            _ when value is > 0.01 and < 200 && OfPi(value) is { } multiple => multiple,
            _ when double.IsFinite(value) => ring.Of(ring.Symbol(value.ToString("R", CultureInfo.InvariantCulture), value)),
            _ => throw new Ring.TooLong(),
        };
    }

    // A constant that was computed from pi: pi ** 2, 2 * pi, 1 / sqrt (2 * pi).
    Sum? OfPi(double value)
    {
        foreach (int k in (int[])[1, 2, 4, -1, -2, -4])
        {
            double square = value * value / Math.Pow(Math.PI, k);
            for (int q = 1; q <= 12; q++)
            {
                double p = Math.Round(square * q);
                if (p is <= 0 or > 1000 || Math.Abs(square * q - p) > 1e-14 * p || Math.Abs(Math.Sqrt(p / q * Math.Pow(Math.PI, k)) - value) > Math.BitIncrement(value) - value) continue;
                return ring.Multiply(ring.Power(ring.Number(Rational.Of((Int128)p, q)), Rational.Half), ring.Power(ring.Pi, Rational.Of(k, 2)));
            }
        }
        return null;
    }

    // What stands before the legs of a length: the root of a short fraction.
    Sum? RootOf(double value)
    {
        for (int q = 1; q <= 12; q++)
        {
            double p = Math.Round(value * value * q);
            if (p > 0 && Math.Sqrt(p / q) == value) return ring.Power(ring.Number(Rational.Of((Int128)p, q)), Rational.Half);
        }
        return null;
    }
}
