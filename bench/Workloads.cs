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

    /// <summary>The sum of 100 (x[i+1] - x[i]²)² + (1 - x[i])².</summary>
    public static Gate Rosenbrock(int n) => Gate.FromFormula(
        string.Join(" + ", Enumerable.Range(0, n - 1).Select(i => $"100 * (x{i + 1} - x{i} * x{i}) ** 2 + (1 - x{i}) ** 2")), Names(n));

    /// <summary>The sum of log (1 + exp (x[i] x[i+1])).</summary>
    public static Gate Chain(int n) => Gate.FromFormula(
        string.Join(" + ", Enumerable.Range(0, n - 1).Select(i => $"log (1 + exp (x{i} * x{i + 1}))")), Names(n));

    /// <summary>A polynomial of four variables with about this many operations, the same for the same size.</summary>
    public static Gate RandomPolynomial(int operations)
    {
        var random = new Random(42);
        var lines = new List<string>();
        var names = new List<string> { "x0", "x1", "x2", "x3" };
        for (int i = 0; names.Count < operations / 2; i++)
        {
            // sums of two products, scaled so that values stay near 1
            string Late() => names[^(1 + random.Next(Math.Min(names.Count, 30)))];
            string[] signs = ["+", "-"];
            lines.Add($"    let v{i} = {Late()} * {(random.Next(9) + 1) / 10.0} {signs[random.Next(2)]} {Late()} * x{random.Next(4)}");
            names.Add($"v{i}");
        }
        string sum = string.Join(" + ", names.TakeLast(30));
        return GateModule.Parse($"let p x0 x1 x2 x3 =\n{string.Join('\n', lines)}\n    {sum}\n")["p"];
    }

    static string[] Names(int n) => [.. Enumerable.Range(0, n).Select(i => $"x{i}")];
}
