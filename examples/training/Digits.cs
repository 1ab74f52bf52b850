namespace Training;

/// <summary>Pictures of digits, 8 by 8: each is drawn as strokes, moved a little, and has noise. The same seed gives the same pictures.</summary>
static class Digits
{
    public const int Side = 8, Pixels = Side * Side, Classes = 10;

    // From point to point, in a square from 0 to 1, y downwards; a stroke ends where the next begins.
    static readonly string[] strokes =
    [
        ".3,.1 .7,.1 .8,.5 .7,.9 .3,.9 .2,.5 .3,.1",
        ".35,.25 .5,.1 .5,.9",
        ".25,.25 .5,.1 .75,.3 .25,.9 .8,.9",
        ".25,.1 .7,.1 .45,.45 .75,.7 .5,.9 .25,.85",
        ".65,.9 .65,.1 .2,.65 .8,.65",
        ".75,.1 .3,.1 .3,.45 .7,.5 .7,.85 .25,.9",
        ".65,.1 .3,.5 .3,.85 .7,.85 .7,.55 .3,.55",
        ".2,.1 .8,.1 .4,.9",
        ".5,.48 .3,.3 .5,.1 .7,.3 .5,.48 .25,.7 .5,.9 .75,.7 .5,.48",
        ".7,.45 .3,.45 .3,.15 .7,.15 .7,.45 .6,.9",
    ];

    /// <summary>So many pictures of each digit in turn, and which digits they are.</summary>
    public static (double[][] Pictures, int[] Classes) Draw(int count, int seed)
    {
        var random = new Random(seed);
        double[][] pictures = new double[count][];
        int[] classes = new int[count];
        for (int n = 0; n < count; n++)
        {
            classes[n] = n % Classes;
            pictures[n] = Draw(strokes[classes[n]], random);
        }
        return (pictures, classes);
    }

    static double[] Draw(string digit, Random random)
    {
        double dx = (random.NextDouble() - 0.5) * 0.25, dy = (random.NextDouble() - 0.5) * 0.15, size = 0.8 + 0.3 * random.NextDouble(), slant = (random.NextDouble() - 0.5) * 0.4;
        (double X, double Y)[] points = [.. digit.Split(' ').Select(point => point.Split(',')).Select(xy => Moved(Number(xy[0]), Number(xy[1])))];
        double[] picture = new double[Pixels];
        for (int i = 0; i < Pixels; i++)
        {
            double x = (i % Side + 0.5) / Side, y = (i / Side + 0.5) / Side, near = double.PositiveInfinity;
            for (int k = 1; k < points.Length; k++) near = Math.Min(near, Distance(x, y, points[k - 1], points[k]));
            double ink = Math.Clamp(1.5 - near * 12, 0, 1);
            picture[i] = Math.Clamp(ink + (random.NextDouble() - 0.5) * 0.5, 0, 1);
        }
        return picture;

        (double, double) Moved(double x, double y) => (0.5 + (x - 0.5 + slant * (0.5 - y)) * size + dx, 0.5 + (y - 0.5) * size + dy);
    }

    static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    // From a point to the stretch between two others.
    static double Distance(double x, double y, (double X, double Y) a, (double X, double Y) b)
    {
        double ux = b.X - a.X, uy = b.Y - a.Y, t = Math.Clamp(((x - a.X) * ux + (y - a.Y) * uy) / (ux * ux + uy * uy), 0, 1);
        double px = a.X + t * ux - x, py = a.Y + t * uy - y;
        return Math.Sqrt(px * px + py * py);
    }
}
