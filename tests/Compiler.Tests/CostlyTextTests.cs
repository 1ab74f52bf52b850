using System.Diagnostics;
using System.Text;
using GateDsl.Ir;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>
/// Texts that cost as much as we can make them cost. Each ends with a value or with the message of a limit; in the long run (GATE_LONG=1) each within the time and the memory that
/// <see cref="Limits"/> promises, and a random search looks for worse ones.
/// </summary>
[Collection(nameof(CostlyTextTests))]
[CollectionDefinition(nameof(CostlyTextTests), DisableParallelization = true)]
public class CostlyTextTests
{
    static readonly int most = Repository.Long ? 64_000 : 3_000;

    /// <summary>The kinds: an expression in x, or whole definitions of f, as long as they may be.</summary>
    static readonly Dictionary<string, Func<int, string>> kinds = new()
    {
        ["equal terms"] = length => Sum("x", " + x * x + x", length),
        ["plus one"] = length => Sum("x", " + 1", length),
        ["long product"] = length => Sum("x", " * (x + #)", length),
        ["product of x"] = length => Sum("x", " * x", length),
        ["quotients"] = length => Sum("x", " / (x + #)", length),
        ["sum of quotients"] = length => Sum("x", " + 1 / (x + #)", length),
        ["sines"] = length => Sum("x", " + sin (x * #)", length),
        ["products of sines"] = length => Sum("x", " * sin (x + #)", length),
        ["special functions"] = length => Sum("x", " + lgamma (x + #) * erf (x * #)", length),
        ["exponentials"] = length => $"let f x = log (1{Repeat(" + exp (x - #)", length)})\n",
        ["a length"] = length => $"let f x = sqrt (x * x{Repeat(" + (x - #) ** 2", length)})\n",
        ["differences of roots"] = length => Sum("x", " + sqrt (x + 1 + #) - sqrt (x + #)", length),
        ["cancellation at 0"] = length => Sum("x", " + (x - sin (x * #)) / x ** 3", length),
        ["power of a sum"] = length => $"let f x = (1{Repeat(" + x ** #", length)}) ** 3\n",
        ["branches"] = length => $"let f x = {Repeat("if x > # then sin x else ", length)}x\n",
        ["sum of branches"] = length => Sum("x", " + (if x > # then x * x else sin x)", length),
        ["steps"] = length => Steps("sin (a + a * a)", length),
        ["steps of exp"] = length => Steps("exp (a / (1 + a * a)) - a", length),
        ["squares"] = length => Steps("a * a", length),
        ["doubles"] = length => Steps("a + a", length),
        ["soft"] = length => $"let g a b c = a{Repeat(" <> (b && (c || a))", length)}\nlet f x = soft g x 0.5 0.25\n",
        ["many derivatives"] = length => $"let g x = x ** 3 * sin x\nlet f x = 0{Repeat(" + g' (x + #)", length)}\n",
        ["scopes"] = length => $"let f x = {string.Concat(Enumerable.Range(0, 90).Select(i => $"(fun a{i} -> "))}a0{Repeat(" + a1 * a89", length)}{new string(')', 90)}{string.Concat(Enumerable.Repeat(" x", 90))}\n",
        ["high order"] = _ => $"let g x = x ** 3 + sin (x * x)\nlet f x = g{new string('\'', 25)} x\n",
        ["grad of grad"] = _ => "let g x y z w = exp (x * y * z * w) / (x + y * z)\nlet h = grad (grad (grad (grad (grad (grad g)))))\nlet i (a: float, b: float) = a\nlet f x = if h x x x x = h x x x x then x else 0\n",
        ["doubling"] = _ => "let t0 g x = g (g x)\n" + string.Concat(Enumerable.Range(0, 5).Select(i => $"let t{i + 1} g x = t{i} (t{i} g) x\n")) + "let f x = t5 (fun y -> y * y + x) x\n",
        ["numerals"] = _ => "let t g x = g (g x)\nlet f x = t t t t t (fun y -> sin y) x\n",
        ["calls of calls"] = _ => "let t g x = 1 + g (2 * g (x * 3))\nlet u g = t (t (t g))\nlet f x = u (u (u (u (fun y -> sin y)))) x\n",
        ["binary calls"] = _ => "let f0 x y = x * y\n" + string.Concat(Enumerable.Range(0, 22).Select(i => $"let f{i + 1} x y = f{i} (x + {i}) y + f{i} x (y * {i})\n")) + "let f x = f22 x x\n",
        ["huge powers"] = _ => "let f x = (2 + sin x) ** 1e8 + abs (2.5 ** 1e9) + pown (1 + exp x) 100000000 + (1 + x) ** 1e300\n",
        ["tower of powers"] = _ => $"let f x = {Nested("(2 + ", "x", ") ** 3.5", 60)}\n",
        ["powers of powers"] = _ => $"let f x = {Nested("(", "x", ") ** 64", 60)}\n",
        ["nested functions"] = _ => $"let f x = {Nested("log (1 + ", "x", ")", 80)}\n",
        ["scales"] = _ => $"let f x = x{string.Concat(Enumerable.Range(-20, 40).Select(i => $" + exp (1e{3 * i} * x) - 1 - 1e{3 * i} * x"))}\n",
        ["parameters"] = length => Many(length / 14, (text, i) => text.Append(" + sin a").Append(i)),
        ["parameters that meet"] = length => Many(Math.Min(400, length / 20), (text, i) => text.Append(" + a").Append(i).Append(" * a").Append(i / 2)),
    };

    // What ends only by a limit ends by a lower one too.
    static readonly GateOptions usual = Repository.Long ? GateOptions.Default : GateOptions.Default with { Limits = new() { Work = 1_000_000, Simplification = 500_000 } };

    public static TheoryData<string> Kinds => [.. kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_costly_text_ends(string kind)
    {
        foreach (string way in ways) Within(kinds[kind](most), way, usual, seconds: 3, megabytes: 600);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_text_from_a_stranger_ends_sooner(string kind)
    {
        GateOptions options = GateOptions.Default with { Limits = Limits.ForStrangers };
        foreach (string way in ways) Within(kinds[kind](Math.Min(most, Limits.ForStrangers.SourceLength - 200)), way, options, seconds: 0.1, megabytes: 50);
    }

    [Theory]
    [InlineData("a * x + b"), InlineData("100 * (b - a ** 2) ** 2 + (1 - a) ** 2"), InlineData("if x > k then x - k else 0")]
    [InlineData("s * normcdf ((log (s / k) + (r + v ** 2 / 2) * t) / (v * sqrt t)) - k * exp (-r * t) * normcdf ((log (s / k) + (r - v ** 2 / 2) * t) / (v * sqrt t))")]
    [InlineData("log (exp (a - m) + exp (b - m) + exp (c - m)) + m"), InlineData("(let g y = y ** 3 * sin y in g'' x + g' x)")]
    public void Ordinary_formulas_are_within_the_limits_for_strangers(string formula)
    {
        Gate gate = Gate.FromFormula(formula, options: GateOptions.Default with { Limits = Limits.ForStrangers });
        double[] x = [.. Enumerable.Repeat(0.75, gate.Inputs.Count)];
        double[] partials = new double[x.Length], second = new double[x.Length * x.Length];
        double value = gate.CompileHessian()(x, partials, second);
        Assert.Equal(Gate.FromFormula(formula).CompileHessian()(x, new double[x.Length], new double[second.Length]), value);
        gate.CompileBatch(BatchOutputs.ValueGradientHessian);
    }

    [Fact]
    public void A_sum_of_a_million_terms_has_a_value()
    {
        int terms = Repository.Long ? 1_000_000 : 100_000;
        Gate gate = GateModule.Parse($"let f x = x{string.Concat(Enumerable.Range(0, terms).Select(i => $" + {i}.5"))}\n")["f"];
        Assert.Equal(0.5 * terms + (terms - 1.0) * terms / 2 + 1, gate.Evaluate(1));
    }

    [Fact]
    public void A_limit_is_named_where_it_is_hit()
    {
        string parameters = string.Concat(Enumerable.Range(0, 2_000).Select(i => $" a{i}"));
        Gate many = GateModule.Parse($"let f{parameters} = a0\n")["f"];
        Diagnostic outputs = Assert.Throws<GateException>(() => many.CompileHessian()).Diagnostics[0];
        Assert.Equal(("GATE0523", "this gives 2,003,001 numbers with its derivatives; the limit is 200,000"), (outputs.Code, outputs.Message));
        Assert.Contains("Limits.Outputs", outputs.Help, StringComparison.Ordinal);
        Diagnostic work = Assert.Throws<GateException>(() => GateModule.Parse(kinds["binary calls"](0))["f"].Evaluate(1)).Diagnostics[0];
        Assert.Equal("GATE0521", work.Code);
    }

    /// <summary>Where only simplification is expensive, the gate has its value and its derivatives all the same.</summary>
    [Theory]
    [InlineData(1L), InlineData(100L), InlineData(10_000L)]
    public void Simplification_that_is_cut_short_changes_no_more_than_rounding(long steps)
    {
        const string Text = "let g x y = (x ** 2 - y ** 2) / (x + y) + log (1 + exp (x * y)) * sin x / x\nlet f x y = g'x x y + g'y'x y x\n";
        Gate usual = GateModule.Parse(Text)["f"], cut = GateModule.Parse(Text, GateOptions.Default with { Limits = new() { Simplification = steps } })["f"];
        double[] partials = new double[2], expected = new double[2];
        double value = cut.CompileGradient()([0.75, 1.5], partials);
        Assert.Equal(usual.CompileGradient()([0.75, 1.5], expected), value, 1e-9);
        for (int i = 0; i < 2; i++) Assert.Equal(expected[i], partials[i], 1e-8);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(int.MinValue)]
    public void A_limit_is_at_least_1(int value)
    {
        Func<Limits>[] wrong =
        [
            () => new() { SourceLength = value }, () => new() { Nesting = value }, () => new() { Definitions = value }, () => new() { Nodes = value }, () => new() { Work = value },
            () => new() { Simplification = value }, () => new() { Outputs = value }, () => new() { Code = value }, () => new() { Files = value }, () => new() { FileDepth = value },
        ];
        foreach (Func<Limits> make in wrong) Assert.Contains("is at least 1", Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
    }

    /// <summary>Random texts of the pieces of the kinds, each round changing the one that took longest.</summary>
    [Theory]
    [InlineData(false), InlineData(true)]
    public void A_random_search_finds_nothing_worse(bool stranger)
    {
        GateOptions options = stranger ? GateOptions.Default with { Limits = Limits.ForStrangers } : usual;
        var random = new Random(stranger ? 11 : 9);
        List<(double Seconds, List<string> Pieces)> best = [(0, ["x"])];
        int rounds = Repository.Long ? 1_000 : 20;
        for (int round = 0; round < rounds; round++)
        {
            List<string> pieces = [.. best[random.Next(best.Count)].Pieces];
            for (int change = random.Next(1, 4); change > 0; change--) Change(random, pieces);
            string text = TextOf(pieces, stranger ? random.Next(200, 8_000) : Repository.Long ? 64_000 : 3_000);
            double seconds = Within(text, ways[random.Next(ways.Length)], options, seconds: stranger ? 0.1 : 3, megabytes: stranger ? 50 : 600);
            best = [.. best.Append((Seconds: seconds, Pieces: pieces)).OrderByDescending(one => one.Seconds).Take(8)];
        }
    }

    static readonly string[] units =
    [
        " + x", " * (x + #)", " + sin (x * #)", " / (1 + x)", " - exp (-x / (1 + #))", " + (if x > # then x else 1)", " * x ** 3", " + sqrt (x * x + #)", " + log (1 + exp (x - #))", " + g (x + #)",
        " + g' x", " + g'' (x * #)", " - 1 / (x - #) ** 2", " + normcdf (x / #)", " + (x - sin x) / x ** 3", " ** 2", " + cbrt x * atan x", " * tanh (x - #)", " + hypot x #",
    ];

    static void Change(Random random, List<string> pieces)
    {
        int at = random.Next(pieces.Count);
        switch (random.Next(4))
        {
            case 0: pieces.Insert(at + 1, units[random.Next(units.Length)]); break;
            case 1 when pieces.Count > 1: pieces.RemoveAt(Math.Max(1, at)); break;
            case 2: pieces.AddRange(pieces.Skip(1).ToArray()); break;
            default: pieces[0] = random.Next(3) switch { 0 => "x", 1 => "(x * x + 1)", _ => "exp (sin x)" }; break;
        }
        if (pieces.Count > 40) pieces.RemoveRange(40, pieces.Count - 40);
    }

    static string TextOf(List<string> pieces, int length)
    {
        var text = new StringBuilder("let g x = x / (1 + x * x)\nlet f x = ").Append(pieces[0]);
        for (int i = 0; pieces.Count > 1 && text.Length < length; i++)
        {
            foreach (string piece in pieces.Skip(1)) text.Append(piece.Replace("#", (i % 97 + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
        return text.Append('\n').ToString();
    }

    // ---- what is tried

    static readonly string[] ways = ["value", "gradient", "Hessian", "source", "compiled", "batch"];

    static void Try(string text, string way, GateOptions options)
    {
        try
        {
            Gate gate = GateModule.Parse(text, options)["f"];
            double[] x = [.. Enumerable.Repeat(0.5, gate.Inputs.Count)];
            switch (way)
            {
                case "value": gate.Evaluate(x); break;
                case "gradient": Run(gate, Outputs.ValueAndGradient, x); break;
                case "Hessian": Run(gate, Outputs.ValueGradientHessian, x); break;
                case "source": gate.ToSource(); break;
                case "compiled": gate.CompileGradient()(x, new double[x.Length]); break;
                default: gate.CompileBatch(BatchOutputs.ValueAndGradient); break;
            }
        }
        catch (GateException limit)
        {
            Assert.Contains(limit.Diagnostics[0].Code, (string[])["GATE0501", "GATE0502", "GATE0505", "GATE0520", "GATE0521", "GATE0522", "GATE0523"]);
        }
    }

    static void Run(Gate gate, Outputs what, double[] x)
    {
        Circuit circuit = gate.Circuit(what);
        Interpreter.Run(circuit, x, new double[circuit.Outputs.Length]);
    }

    // The time is that of the process: nothing else runs in the long run. In the short one a busy machine decides, so that only what hangs is found.
    static double Within(string text, string way, GateOptions options, double seconds, double megabytes)
    {
        if (Repository.Long) Try("let f x = sin x / x\n", way, options);
        long before = GC.GetTotalMemory(forceFullCollection: Repository.Long), peak = before;
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        Exception? failed = null;
        var thread = new Thread(() => { try { Try(text, way, options); } catch (Exception e) { failed = e; } }) { IsBackground = true };
        var watch = Stopwatch.StartNew();
        thread.Start();
        while (!thread.Join(5))
        {
            peak = Math.Max(peak, GC.GetTotalMemory(false));
            Assert.True(watch.Elapsed.TotalSeconds < 60, $"{way} has not ended after a minute: {text[..Math.Min(200, text.Length)]}");
        }
        Assert.True(failed is null, $"{way} of {text[..Math.Min(200, text.Length)]}: {failed}");
        process.Refresh();
        double used = (process.TotalProcessorTime - start).TotalSeconds, live = (peak - before) / 1e6;
        if (Repository.Long) Assert.True(used <= seconds && live <= megabytes, $"{way} took {used:0.00} s and {live:0} MB: {text[..Math.Min(200, text.Length)]}");
        return used;
    }

    static string Sum(string first, string unit, int length) => $"let f x = {first}{Repeat(unit, length)}\n";

    static string Steps(string step, int length) => $"let f x =\n    let a = x + 1\n{Repeat($"    let a = {step}\n", length)}    a\n";

    static string Nested(string before, string inside, string after, int depth) =>
        string.Concat(Enumerable.Repeat(before, depth)) + inside + string.Concat(Enumerable.Repeat(after, depth));

    static string Many(int count, Action<StringBuilder, int> term)
    {
        var text = new StringBuilder("let f");
        for (int i = 0; i < count; i++) text.Append(" a").Append(i);
        text.Append(" = a0");
        for (int i = 1; i < count; i++) term(text, i);
        return text.Append('\n').ToString();
    }

    static string Repeat(string unit, int length)
    {
        var text = new StringBuilder();
        for (int i = 1; text.Length + unit.Length < length; i++) text.Append(unit.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return text.ToString();
    }
}
