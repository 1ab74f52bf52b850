namespace GateDsl.Numerics;

/// <summary>cot(pi x), which has period 1: the angle is reduced before it is multiplied by pi.</summary>
internal static class CotPi
{
    public static double Of(double x)
    {
        double fraction = x - Math.Round(x);
        // Near a half the cotangent is 0 and takes its digits from the distance to the half.
        return Math.Abs(fraction) <= 0.25
            ? 1 / Tan.Of<Scalar64>(Math.PI * fraction).Value
            : Math.CopySign(Tan.Of<Scalar64>(Math.PI * (0.5 - Math.Abs(fraction))).Value, fraction);
    }
}
