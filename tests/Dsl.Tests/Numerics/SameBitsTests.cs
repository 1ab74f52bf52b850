using System.Globalization;
using System.Text;
using GateDsl.Numerics;

namespace GateDsl.Dsl.Tests.Numerics;

/// <summary>Reproducible rests on this: the same bits at every width, and on every machine.</summary>
public class SameBitsTests
{
    public static TheoryData<string> Names => [.. Function.All.Concat(Function.Exact).Select(f => f.Name).Where(n => !n.EndsWith("Below", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Names))]
    public void Every_width_gives_the_same_bits(string name)
    {
        Function function = Find(name);
        (double[] x, double[] y) = Points(name, 6_000);
        double[][] results = Widths(function, x, y);
        for (int i = 0; i < x.Length; i++)
            for (int width = 1; width < results.Length; width++)
                Assert.True(Bits(results[0][i]) == Bits(results[width][i]),
                    $"{name}({x[i]:R}, {y[i]:R}): {results[0][i]:R} alone, {results[width][i]:R} at width {width}");
    }

    /// <summary>A lane's value must not depend on what its neighbours hold: a rare one sends all through another path.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Neighbours_do_not_matter(string name)
    {
        Function function = Find(name);
        (double[] x, double[] y) = Points(name, 800);
        foreach (double neighbour in new[] { 1.0, double.NaN, -1e300, 5e-324 })
        {
            double[] mixedX = [.. x], mixedY = [.. y];
            for (int i = 0; i < x.Length; i += 3)
                mixedX[i] = mixedY[i] = neighbour;
            double[][] results = Widths(function, mixedX, mixedY);
            for (int i = 0; i < x.Length; i++)
                Assert.Equal(Bits(function.Lane(mixedX[i], mixedY[i])), Bits(results[3][i]));
        }
    }

    /// <summary>The order of a polygamma function is the same in all lanes of a batch, which makes another path than an order per lane.</summary>
    [Fact]
    public void Every_width_gives_the_same_bits_of_one_order()
    {
        double[] x = [.. Points("Gamma", 1_000).X.DistinctBy(BitConverter.DoubleToInt64Bits)];
        x = x[..(x.Length / 8 * 8)];
        for (int n = 0; n <= 24; n++)
        {
            double[] alone = new double[x.Length], together = new double[x.Length];
            for (int i = 0; i < x.Length; i++)
                alone[i] = Polygamma.Of<Scalar64>((Scalar64)(double)n, x[i]);
            Compare(Orders<Scalar64>(n, x, together));
            Compare(Orders<Lanes128>(n, x, together));
            Compare(Orders<Lanes256>(n, x, together));
            Compare(Orders<Lanes512>(n, x, together));

            void Compare(int width)
            {
                for (int i = 0; i < x.Length; i++)
                    Assert.True(Bits(alone[i]) == Bits(together[i]), $"polygamma({n}, {x[i]:R}): {alone[i]:R} alone, {together[i]:R} at width {width}");
            }
        }

        static int Orders<T>(int n, double[] x, double[] y) where T : struct, ILane<T>
        {
            for (int i = 0; i < x.Length; i += T.Count)
                T.Store(Polygamma.Of(n, T.Load(ref x[i])), ref y[i]);
            return T.Count;
        }
    }

    [Fact]
    public void Bits_are_those_of_every_other_machine()
    {
        // A hash for each function, so that a new one changes no line of another: they were made with AVX-512, and are the same with
        // DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 and DOTNET_EnableHWIntrinsic=0.
        var lines = new StringBuilder();
        foreach (Function function in Function.All.Concat(Function.Exact))
        {
            ulong hash = 14695981039346656037;
            (double[] x, double[] y) = Points(function.Name, 2_000);
            for (int i = 0; i < x.Length; i++)
                hash = (hash ^ (ulong)Bits(function.Lane(x[i], y[i]))) * 1099511628211;
            lines.Append(CultureInfo.InvariantCulture, $"{function.Name} {hash:x16}\n");
        }

        Repository.AssertMatches(Repository.PathOf("tests", "reference", "bits.txt"), lines.ToString());
    }

    private static Function Find(string name) => Function.All.Concat(Function.Exact).Single(f => f.Name == name);

    private static double[][] Widths(Function function, double[] x, double[] y)
    {
        double[][] results = [new double[x.Length], new double[x.Length], new double[x.Length], new double[x.Length]];
        function.Widths(x, y, results);
        return results;
    }

    /// <summary>All NaNs are one: their payloads depend on the order of operands in an instruction.</summary>
    private static long Bits(double value) => double.IsNaN(value) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(value);

    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 64, -65, 1000, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        double.MaxValue, double.MinValue, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 1e-310, -1e-310,
        1e-20, -1e-20, 1e-160, 1e160, -1e160, 1e8, 1e9, 1e22, -1e22, 4503599627370497.5, 9007199254740991, 9007199254740992,
        709.7, 709.8, -708.5, -745.1, -745.2, 26.5, 27.3, -37.5, -38.5, Math.PI, Math.PI / 2, 1e300, 28, 0.65,
    ];

    /// <summary>Special points against each other, then random ones of three kinds; always the same, on every machine.</summary>
    private static (double[] X, double[] Y) Points(string name, int random)
    {
        var g = new SplitMix(name);
        List<double> x = [], y = [];
        foreach (double a in Special)
            foreach (double b in Special)
            {
                x.Add(a);
                y.Add(b);
            }

        // Orders and integer exponents make loops: any double will do for the others.
        bool ordered = name.StartsWith("Polygamma", StringComparison.Ordinal);
        for (int i = 0; i < random || x.Count % 8 != 0; i++)
        {
            x.Add(ordered ? 1 + g.Below(12) : g.Double(i % 3));
            y.Add(name == "PowInt" ? (double)g.Below(200) - 100 : g.Double(i / 3 % 3));
        }

        return ([.. x], [.. y]);
    }

    /// <summary>Steele, Lea and Flood's generator: System.Random promises no sequence across versions.</summary>
    private sealed class SplitMix(string seed)
    {
        private ulong _state = seed.Aggregate(0UL, (s, c) => s * 31 + c);

        private ulong Next()
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        public ulong Below(ulong limit) => Next() % limit;

        /// <summary>Kind 0: any bits; 1: in [-50, 50]; 2: in [-1, 1].</summary>
        public double Double(int kind) => kind == 0
            ? BitConverter.UInt64BitsToDouble(Next())
            : ((Next() >> 11) * (1.0 / (1UL << 53)) * 2 - 1) * (kind == 1 ? 50 : 1);
    }
}
