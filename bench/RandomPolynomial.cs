using System.Globalization;

namespace GateDsl.Bench;

/// <summary>One value of a random polynomial: value Left times Factor, plus or minus value Right times an input. Values begin with the inputs.</summary>
readonly record struct PolynomialStep(int Left, double Factor, bool Plus, int Right, int Input);

/// <summary>A polynomial of four variables with about so many operations, the same for the same number. Scaled so that values stay near 1.</summary>
sealed class RandomPolynomial
{
    public const int Inputs = 4;

    /// <summary>The sum of so many of the last values is the polynomial, so that none goes to waste; and no value uses one further back.</summary>
    public const int Summed = 30;

    readonly List<PolynomialStep> steps = [];

    public RandomPolynomial(int operations)
    {
        var random = new Random(42);
        while (Values < operations * 3 / 7)
        {
            int left = Late();
            double factor = (random.Next(9) + 1) / 10.0;
            bool plus = random.Next(2) == 0;
            steps.Add(new(left, factor, plus, Late(), random.Next(Inputs)));
        }
        int Late() => Values - 1 - random.Next(Math.Min(Values, Summed));
    }

    public IReadOnlyList<PolynomialStep> Steps => steps;

    public int Values => Inputs + steps.Count;

    public Gate Gate => GateModule.Parse($"let p x0 x1 x2 x3 =\n{Lines("    let ", "")}    {Sum}\n")["p"];

    /// <summary>The polynomial of a point, and of columns, in C.</summary>
    public string C => $$"""
        double value(const double *restrict x)
        {
            double x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
        {{Lines("    double ", ";")}}    return {{Sum}};
        }

        void rows(long n, const double *restrict c0, const double *restrict c1, const double *restrict c2, const double *restrict c3, double *restrict y)
        {
            for (long i = 0; i < n; i++) {
                double x0 = c0[i], x1 = c1[i], x2 = c2[i], x3 = c3[i];
        {{Lines("        double ", ";")}}        y[i] = {{Sum}};
            }
        }

        """;

    string Sum => string.Join(" + ", Enumerable.Range(Values - Summed, Summed).Select(Name));

    string Lines(string declare, string end) => string.Concat(steps.Select((step, i) => string.Create(CultureInfo.InvariantCulture,
        $"{declare}{Name(i + Inputs)} = {Name(step.Left)} * {step.Factor} {(step.Plus ? '+' : '-')} {Name(step.Right)} * x{step.Input}{end}\n")));

    static string Name(int value) => value < Inputs ? $"x{value}" : $"v{value - Inputs}";
}
