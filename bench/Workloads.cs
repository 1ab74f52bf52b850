namespace GateDsl.Bench;

/// <summary>The gates that are measured; every peer computes the same, its derivatives written by hand.</summary>
static class Workloads
{
    const string Source = """
        let sigmoid_gate x = 1 / (1 + exp (-x))
        let affine x a b = sigmoid_gate (a * x + b)
        let polynomial x = x * x + 2 * x + 1

        let call_price s k t r v =
            let w = v * sqrt t
            let d1 = (log (s / k) + (r + 0.5 * v * v) * t) / w
            s * normcdf d1 - k * exp (-r * t) * normcdf (d1 - w)

        let net_error a1 b1 c1 a2 b2 c2 u1 u2 c (x, y, target) =
            let h1 = sigmoid_gate (a1 * x + b1 * y + c1)
            let h2 = sigmoid_gate (a2 * x + b2 * y + c2)
            let e = sigmoid_gate (u1 * h1 + u2 * h2 + c) - target
            e * e
        """;

    static readonly GateModule module = GateModule.Parse(Source);

    public static Gate Sigmoid => module["sigmoid_gate"];
    public static Gate Affine => module["affine"];
    public static Gate Polynomial => module["polynomial"];
    public static Gate CallPrice => module["call_price"];
    public static Gate NetError => module["net_error"];

    /// <summary>The parameters of <see cref="NetError"/> that are learned; the others are data.</summary>
    public static readonly string[] Weights = ["a1", "b1", "c1", "a2", "b2", "c2", "u1", "u2", "c"];

    /// <summary>Numbers for them.</summary>
    public static readonly double[] WeightValues = [0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05];

    /// <summary>The sum of 100 (x[i+1] - x[i]²)² + (1 - x[i])².</summary>
    public static Gate Rosenbrock(int n) => Gate.FromFormula(
        string.Join(" + ", Enumerable.Range(0, n - 1).Select(i => $"100 * (x{i + 1} - x{i} * x{i}) ** 2 + (1 - x{i}) ** 2")), Names(n));

    /// <summary>The sum of log (1 + exp (x[i] x[i+1])).</summary>
    public static Gate Chain(int n) => Gate.FromFormula(
        string.Join(" + ", Enumerable.Range(0, n - 1).Select(i => $"log (1 + exp (x{i} * x{i + 1}))")), Names(n));

    static string[] Names(int n) => [.. Enumerable.Range(0, n).Select(i => $"x{i}")];
}
