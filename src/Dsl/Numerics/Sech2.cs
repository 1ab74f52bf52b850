namespace GateDsl.Numerics;

/// <summary>1 / cosh² x = 4 t / (1 + t)² with t = exp (-2 |x|): nothing cancels and nothing overflows.</summary>
static class Sech2
{
    public static double Scalar(double x)
    {
        double t = ScalarMath.Exp(-2 * Math.Abs(x)), s = 1 + t;
        return 4 * t / (s * s);
    }
}
