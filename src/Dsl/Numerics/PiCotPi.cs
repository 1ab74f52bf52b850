namespace GateDsl.Numerics;

/// <summary>pi cot(pi x), which has period 1: the angle is reduced before it is multiplied by pi, in two parts.</summary>
internal static class PiCotPi
{
    public static double Of(double x)
    {
        double fraction = x - Math.Round(x);
        double size = Math.Abs(fraction);
        // Near a half the cotangent is 0 and takes its digits from the distance to the half.
        double quarter = size <= 0.25 ? size : 0.5 - size;
        double r = Math.PI * quarter;
        double low = Math.FusedMultiplyAdd(Math.PI, quarter, -r) + TrigReduction.Pi2 * quarter;
        double sin = TrigReduction.SinOfQuarterTurn<Scalar64>(r, low), cos = TrigReduction.CosOfQuarterTurn<Scalar64>(r, low);
        return Math.CopySign(Math.PI * (size <= 0.25 ? cos / sin : sin / cos), fraction);
    }
}
