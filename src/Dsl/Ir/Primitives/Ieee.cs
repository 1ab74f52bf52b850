namespace GateDsl.Primitives;

/// <summary>The operations that the hardware does, as methods, so that every entry of the table has one.</summary>
static class Ieee
{
    public static bool Not(bool a) => !a;
    public static bool And(bool a, bool b) => a & b;
    public static bool Or(bool a, bool b) => a | b;
    public static bool Xor(bool a, bool b) => a ^ b;
    public static bool Same(bool a, bool b) => a == b;

    public static bool Less(double x, double y) => x < y;
    public static bool LessEqual(double x, double y) => x <= y;
    public static bool Greater(double x, double y) => x > y;
    public static bool GreaterEqual(double x, double y) => x >= y;
    public static bool Equal(double x, double y) => x == y;
    public static bool NotEqual(double x, double y) => x != y;

    public static double Negate(double x) => -x;
    public static double Add(double x, double y) => x + y;
    public static double Subtract(double x, double y) => x - y;
    public static double Multiply(double x, double y) => x * y;
    public static double Divide(double x, double y) => x / y;
    public static double Modulo(double x, double y) => x % y;

    /// <summary>-1, 0 or 1: +0 of both zeros; NaN of NaN.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x;

    public static double Relu(double x) => x > 0 ? x : double.IsNaN(x) ? x : 0;

    /// <summary>x between two bounds; where they cross, the upper one wins; NaN of NaN.</summary>
    public static double Clamp(double x, double low, double high) => Math.Min(Math.Max(x, low), high);
}
