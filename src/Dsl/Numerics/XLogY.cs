namespace GateDsl.Numerics;

/// <summary>x log y, and 0 where x is 0: the limit as both go to 0, and what an entropy means by 0 log 0.</summary>
static class XLogY
{
    public static double Scalar(double x, double y) => x == 0 && !double.IsNaN(y) ? x : x * ScalarMath.Log(y);
}
