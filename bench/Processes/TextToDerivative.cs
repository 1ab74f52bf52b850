using GateDsl.Compiler;

namespace GateDsl.Bench.Processes;

/// <summary>From the text of the seed's gates to the first value of a derivative, in a process that has done it before.</summary>
static class TextToDerivative
{
    const double Limit = 5e6;

    static double sink;

    public static IEnumerable<Row> Measure()
    {
        string seed = File.ReadAllText(Checkout.Path("examples", "seed.gate"));
        double[] best = Clock.Best(2,
            (() => sink = Derivative(seed).Compile<Func<double, double, double>>()(5, -6), 1),
            (() => sink = Derivative(seed).Evaluate(5, -6), 1));
        yield return new("text of seed.gate to the first value of a derivative, compiled", best[0], "5 ms, which are wanted", Limit, 1);
        yield return new("the same, interpreted", best[1], "5 ms, which are wanted", Limit, 1);
    }

    static Gate Derivative(string source) => GateModule.Parse(source)["sum_square"].Derivative("x");
}
