namespace GateDsl.Ir;

/// <summary>The zero of a body of one number between two numbers, to the last bit: by the steps of interpolation where they help, and halves of the bracket where they do not.</summary>
static class Roots
{
    /// <summary>NaN where the body has one sign at both ends, or no value.</summary>
    public static double Of(Activation body, double low, double high)
    {
        double F(double x)
        {
            for (int i = 0; i < body.Inputs.Length; i++) body.Inputs[i] = x;
            body.Begin();
            return body.Output(0).Number;
        }

        double a = low, b = high, fa = F(a), fb = F(b);
        if (fa == 0) return a;
        if (fb == 0) return b;
        if (!(fa < 0 && fb > 0) && !(fa > 0 && fb < 0)) return double.NaN;
        bool halve = false;
        while (Next(a, b) is var middle && middle != a && middle != b)
        {
            double x = middle;
            if (!halve && double.IsFinite(fa) && double.IsFinite(fb))
            {
                // the line through the ends, a little towards the middle so that both ends move
                double line = b - fb * ((b - a) / (fb - fa));
                if (line > Math.Min(a, b) && line < Math.Max(a, b)) x = line;
            }
            double fx = F(x), before = Width(a, b);
            if (fx == 0) return x;
            if (double.IsNaN(fx)) return double.NaN;
            if (fx > 0 == fa > 0) (a, fa) = (x, fx);
            else (b, fb) = (x, fx);
            halve = Width(a, b) > before / 2;
        }
        return Math.Abs(fa) < Math.Abs(fb) ? a : b;
    }

    // Halfway between two doubles by how many there are between them: at most 64 halves lead from any bracket to neighbours.
    static double Next(double a, double b) => FromRank(Rank(a) / 2 + Rank(b) / 2 + (Rank(a) % 2 + Rank(b) % 2) / 2);

    static double Width(double a, double b) => Math.Abs((double)Rank(a) - Rank(b));

    static long Rank(double x) => BitConverter.DoubleToInt64Bits(x) is var bits && bits >= 0 ? bits : long.MinValue - bits;

    static double FromRank(long rank) => BitConverter.Int64BitsToDouble(rank >= 0 ? rank : long.MinValue - rank);
}
