using GateDsl.Numerics;

namespace GateDsl.Dsl.Tests.Numerics;

/// <summary>Zeros, infinities, NaN, ends of domains: as System.Math has them, or as the mathematics has.</summary>
public class SpecialValueTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN, Tiny = double.Epsilon, Huge = double.MaxValue;

    private static readonly double[] Ends =
        [0, -0.0, 1, -1, 2, -2, Inf, -Inf, NaN, Tiny, -Tiny, Huge, -Huge, 1e-310, 0.5, -0.5, 1.5, 1e308, -745.2, 710, 1e22];

    public static TheoryData<string, double, double> Values => new()
    {
        { "Expm1", 1e-20, 1e-20 }, { "Expm1", -0.0, -0.0 }, { "Expm1", -Inf, -1 }, { "Expm1", Inf, Inf }, { "Expm1", NaN, NaN },
        { "Expm1", Tiny, Tiny }, { "Expm1", 710, Inf }, { "Expm1", -1e300, -1 },
        { "Log1p", 1e-20, 1e-20 }, { "Log1p", -0.0, -0.0 }, { "Log1p", -1, -Inf }, { "Log1p", -1.5, NaN }, { "Log1p", Inf, Inf },
        { "Log1p", -Inf, NaN }, { "Log1p", NaN, NaN }, { "Log1p", Tiny, Tiny },
        { "Exp2", 10, 1024 }, { "Exp2", -1074, Tiny }, { "Exp2", -1075, 0 }, { "Exp2", 1024, Inf },
        { "Exp2", -Inf, 0 }, { "Exp2", Inf, Inf }, { "Exp2", NaN, NaN },
        { "Erf", 0, 0 }, { "Erf", -0.0, -0.0 }, { "Erf", Inf, 1 }, { "Erf", -Inf, -1 }, { "Erf", NaN, NaN }, { "Erf", -7, -1 },
        { "Erfc", 0, 1 }, { "Erfc", Inf, 0 }, { "Erfc", -Inf, 2 }, { "Erfc", NaN, NaN }, { "Erfc", 28, 0 }, { "Erfc", -7, 2 },
        { "Erfcx", 0, 1 }, { "Erfcx", Inf, 0 }, { "Erfcx", -Inf, Inf }, { "Erfcx", NaN, NaN }, { "Erfcx", -30, Inf },
        { "NormCdf", 0, 0.5 }, { "NormCdf", Inf, 1 }, { "NormCdf", -Inf, 0 }, { "NormCdf", NaN, NaN }, { "NormCdf", -39, 0 }, { "NormCdf", 10, 1 },
        { "NormPdf", 0, 0.3989422804014327 }, { "NormPdf", Inf, 0 }, { "NormPdf", -Inf, 0 }, { "NormPdf", NaN, NaN }, { "NormPdf", 40, 0 },
        { "LogNormCdf", 0, -0.6931471805599453 }, { "LogNormCdf", Inf, -0.0 }, { "LogNormCdf", -Inf, -Inf }, { "LogNormCdf", NaN, NaN },
        { "Lgamma", 1, 0 }, { "Lgamma", 2, 0 }, { "Lgamma", 0, Inf }, { "Lgamma", -0.0, Inf }, { "Lgamma", -3, Inf }, { "Lgamma", Inf, Inf },
        { "Lgamma", -Inf, Inf }, { "Lgamma", NaN, NaN }, { "Lgamma", Huge, Inf }, { "Lgamma", Tiny, 744.4400719213812 }, { "Lgamma", -Tiny, 744.4400719213812 },
        { "Lgamma", 3, 0.6931471805599453 }, { "Lgamma", 2.57e305, Inf }, { "Lgamma", 1e-310, 713.8013788281542 },
        { "Digamma", 0, -Inf }, { "Digamma", -0.0, Inf }, { "Digamma", -2, NaN }, { "Digamma", Inf, Inf }, { "Digamma", -Inf, NaN }, { "Digamma", NaN, NaN },
        { "Digamma", Tiny, -Inf }, { "Digamma", -Tiny, Inf }, { "Digamma", 1e-308, -1e308 },
        { "Digamma", 1.4616321449683622, -9.241265521729427e-17 },
        { "Trigamma", 0, Inf }, { "Trigamma", -0.0, Inf }, { "Trigamma", -2, Inf }, { "Trigamma", Inf, 0 }, { "Trigamma", -Inf, NaN }, { "Trigamma", NaN, NaN },
        { "Trigamma", Tiny, Inf }, { "Trigamma", 1e-155, Inf }, { "Trigamma", 1e300, 1e-300 }, { "Trigamma", Huge, 5.562684646268003e-309 },
        { "Sigmoid", 0, 0.5 }, { "Sigmoid", Inf, 1 }, { "Sigmoid", -Inf, 0 }, { "Sigmoid", NaN, NaN }, { "Sigmoid", -745, Tiny }, { "Sigmoid", -746, 0 },
        { "Softplus", Inf, Inf }, { "Softplus", -Inf, 0 }, { "Softplus", NaN, NaN }, { "Softplus", 800, 800 }, { "Softplus", -745, Tiny },
        { "Sign", -0.0, 0 }, { "Sign", -Tiny, -1 }, { "Sign", Inf, 1 }, { "Sign", NaN, NaN },
    };

    [Theory, MemberData(nameof(Values))]
    public void Value_is_the_stated_one(string name, double x, double expected)
    {
        Function function = Find(name);
        Same(expected, function.Scalar(x, 0), name, x, 0);
        Same(expected, function.Lane(x, 0), name, x, 0);
    }

    public static TheoryData<string, double, double, double> Values2 => new()
    {
        { "LogSumExp", Inf, Inf, Inf }, { "LogSumExp", -Inf, -Inf, -Inf }, { "LogSumExp", Inf, -Inf, Inf }, { "LogSumExp", NaN, 1, NaN },
        { "LogSumExp", 1, NaN, NaN }, { "LogSumExp", -Inf, 3, 3 }, { "LogSumExp", 1000, 0, 1000 },
        { "PowInt", 0, 0, 1 }, { "PowInt", NaN, 0, 1 }, { "PowInt", -0.0, 3, -0.0 }, { "PowInt", -0.0, -3, -Inf }, { "PowInt", -0.0, -7, -Inf },
        { "PowInt", -Inf, 5, -Inf }, { "PowInt", -Inf, -5, -0.0 }, { "PowInt", 0, 6, 0 }, { "PowInt", -2, 7, -128 }, { "PowInt", 10, 22, 1e22 },
        { "PowInt", 1e-200, -2, Inf }, { "PowInt", 1e160, -2, 1.0000000000000144e-320 }, { "PowInt", 2, -1074, Tiny }, { "PowInt", NaN, 7, NaN }, { "PowInt", -1, 1001, -1 },
        { "Hypot", Inf, NaN, Inf }, { "Hypot", NaN, -Inf, Inf }, { "Hypot", NaN, 1, NaN }, { "Hypot", 0, -0.0, 0 }, { "Hypot", 3, -4, 5 },
        { "Hypot", 3e300, 4e300, 5e300 }, { "Hypot", 3e-320, 4e-320, 5e-320 }, { "Hypot", Huge, Huge, Inf }, { "Hypot", Tiny, 0, Tiny },
        { "Polygamma", 1, 1, 1.6449340668482264 }, { "Polygamma", 2, 1, -2.4041138063191886 }, { "Polygamma", 1, 0, Inf }, { "Polygamma", 2, 0, -Inf },
        { "Polygamma", 1, -3, Inf }, { "Polygamma", 2, -3, NaN }, { "Polygamma", 0, 1, -0.5772156649015329 }, { "Polygamma", 1.5, 1, NaN },
        { "Polygamma", -1, 1, NaN }, { "Polygamma", 1, Inf, 0 }, { "Polygamma", 3, NaN, NaN }, { "Polygamma", 1, -Inf, NaN },
    };

    [Theory, MemberData(nameof(Values2))]
    public void Value_of_two_arguments_is_the_stated_one(string name, double x, double y, double expected)
    {
        Function function = Find(name);
        Same(expected, function.Scalar(x, y), name, x, y);
        Same(expected, function.Lane(x, y), name, x, y);
    }

    /// <summary>Where Math has the function, both of ours agree with it at every end, in value and in sign.</summary>
    public static TheoryData<string> InMath =>
    [
        "Exp", "Log", "Log2", "Log10", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Cbrt",
        "Pow", "Atan2", "Mod",
    ];

    [Theory, MemberData(nameof(InMath))]
    public void Ends_are_those_of_Math(string name)
    {
        Function function = Find(name);
        Func<double, double, double> math = OfMath(name);
        foreach (double x in Ends)
            foreach (double y in function.Arity == 1 ? [0] : Ends)
            {
                Near(math(x, y), function.Lane(x, y), name, x, y);
                Near(math(x, y), function.Scalar(x, y), name, x, y);
            }
    }

    [Fact]
    public void Powers_of_two_and_ten_have_exact_logarithms()
    {
        for (int n = -1074; n < 1024; n++)
            Assert.Equal(n, Log2.Of<Scalar64>(Math.ScaleB(1, n)).Value);
        for (int n = -300; n <= 300; n++)
            Assert.Equal(n, Log10.Of<Scalar64>(double.Parse("1e" + n, System.Globalization.CultureInfo.InvariantCulture)).Value);
    }

    [Fact]
    public void Remainder_is_exact()
    {
        var g = new Random(5);
        for (int i = 0; i < 100_000; i++)
        {
            double x = BitConverter.Int64BitsToDouble(g.NextInt64(long.MinValue, long.MaxValue));
            double y = i % 2 == 0 ? x * g.NextDouble() / (1 + i % 1000) : BitConverter.Int64BitsToDouble(g.NextInt64(long.MinValue, long.MaxValue));
            Same(x % y, Mod.Of<Scalar64>(x, y), "Mod", x, y);
        }
    }

    [Fact]
    public void Scale_without_an_instruction_is_the_same()
    {
        var g = new Random(6);
        for (int i = 0; i < 100_000; i++)
        {
            double x = Math.Exp(20 * g.NextDouble() - 10), n = g.Next(-1200, 1200);
            double expected = Math.ScaleB(x, (int)n);
            Assert.Equal(expected, PowerOfTwo.Scale<Scalar64>(x, n).Value);
            Assert.Equal(expected, Scalar64.Scale(x, n).Value);
        }
    }

    [Fact]
    public void Tails_never_grow_towards_the_end()
    {
        double cdf = 1, erfc = 2, sigmoid = 1;
        for (double x = 10; x > -50; x -= 0.001)
        {
            double nextCdf = NormCdf.Of<Scalar64>(x), nextErfc = Erfc.Of<Scalar64>(-x), nextSigmoid = Sigmoid.Of<Scalar64>(20 * x);
            // Within the error of two neighbours, a few units.
            Assert.True(nextCdf <= cdf * (1 + 1e-15) && nextSigmoid <= sigmoid * (1 + 1e-15), $"at {x:R}");
            (cdf, sigmoid) = (nextCdf, nextSigmoid);
            if (x < 0)
            {
                Assert.True(nextErfc <= erfc * (1 + 1e-15), $"at {x:R}");
                erfc = nextErfc;
            }
        }
    }

    private static Func<double, double, double> OfMath(string name) => name switch
    {
        "Exp" => (x, _) => Math.Exp(x),
        "Log" => (x, _) => Math.Log(x),
        "Log2" => (x, _) => Math.Log2(x),
        "Log10" => (x, _) => Math.Log10(x),
        "Sin" => (x, _) => Math.Sin(x),
        "Cos" => (x, _) => Math.Cos(x),
        "Tan" => (x, _) => Math.Tan(x),
        "Asin" => (x, _) => Math.Asin(x),
        "Acos" => (x, _) => Math.Acos(x),
        "Atan" => (x, _) => Math.Atan(x),
        "Sinh" => (x, _) => Math.Sinh(x),
        "Cosh" => (x, _) => Math.Cosh(x),
        "Tanh" => (x, _) => Math.Tanh(x),
        "Asinh" => (x, _) => Math.Asinh(x),
        "Acosh" => (x, _) => Math.Acosh(x),
        "Atanh" => (x, _) => Math.Atanh(x),
        "Cbrt" => (x, _) => Math.Cbrt(x),
        "Pow" => Math.Pow,
        "Atan2" => Math.Atan2,
        "Mod" => (x, y) => x % y,
        _ => throw new ArgumentException(name),
    };

    private static Function Find(string name) => Function.All.Concat(Function.Exact).Single(f => f.Name == name);

    private static void Same(double expected, double actual, string name, double x, double y) =>
        Assert.True(expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual)),
            $"{name}({x:R}, {y:R}) = {actual:R}, not {expected:R}");

    private static void Near(double expected, double actual, string name, double x, double y)
    {
        if (!double.IsFinite(expected) || expected == 0)
            Same(expected, actual, name, x, y);
        else
            Assert.True(Math.Abs(actual - expected) <= 4 * Math.Max(double.Epsilon, Math.Abs(expected) * 2.3e-16) && double.IsNegative(actual) == double.IsNegative(expected),
                $"{name}({x:R}, {y:R}) = {actual:R}, not {expected:R}");
    }
}
