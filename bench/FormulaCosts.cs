using System.Globalization;
using System.Linq.Expressions;
using DynamicExpresso;
using GateDsl.Bench.Processes;
using GateDsl.Compiler;

namespace GateDsl.Bench;

/// <summary>
/// What a formula of a user costs, from its text: the first one of a process, then evaluated once, compiled, called and kept. Every text is a new one, so that no cache
/// of a peer answers. Times are the processor's, of all threads, and memory is what is allocated; but for the first formula both are means over many in a process that
/// the runtime has finished optimising.
/// </summary>
static class FormulaCosts
{
    /// <summary>One way to evaluate formulas.</summary>
    /// <param name="Name">The library.</param>
    /// <param name="Once">The value of a formula at (2, 3, 1).</param>
    /// <param name="Compiled">A formula as a function.</param>
    sealed record Way(string Name, Func<Formula, double> Once, Func<Formula, Func<double, double, double, double>> Compiled);

    /// <summary>A formula in the spelling of each library, and by hand.</summary>
    /// <param name="Gate">In ours.</param>
    /// <param name="Expresso">In C#.</param>
    /// <param name="NCalc">In NCalc's.</param>
    /// <param name="Tree">As a LINQ tree, which is compiled by hand.</param>
    sealed record Formula(string Gate, string Expresso, string NCalc, Expression<Func<double, double, double, double>> Tree);

    static readonly Func<int, Formula>[] formulas =
    [
        i => new(Text($"a * x + b + {i}"), Text($"a * x + b + {i}"), Text($"a * x + b + {i}"), (a, x, b) => a * x + b + i),
        i => new(Text($"exp (-a * x) * cos (b * x) + {i}"), Text($"Math.Exp(-a * x) * Math.Cos(b * x) + {i}"), Text($"Exp(-a * x) * Cos(b * x) + {i}"),
            (a, x, b) => Math.Exp(-a * x) * Math.Cos(b * x) + i),
        i => new(Text($"sqrt (a * a + x * x + b * b + {i})"), Text($"Math.Sqrt(a * a + x * x + b * b + {i})"), Text($"Sqrt(a * a + x * x + b * b + {i})"),
            (a, x, b) => Math.Sqrt(a * a + x * x + b * b + i)),
    ];

    /// <summary>The best of so many is taken: what else the machine does makes others slower, and in the first ones the runtime still optimises.</summary>
    const int Rounds = 24;

    static readonly string[] names = ["a", "x", "b"];
    static readonly Interpreter interpreter = new();
    static readonly Parameter[] parameters = [.. names.Select(name => new Parameter(name, typeof(double)))];

    static readonly Way[] ways =
    [
        new("gate", formula => Gate.FromFormula(formula.Gate, names).Evaluate(2, 3, 1), formula => Gate.FromFormula(formula.Gate, names).Compile<Func<double, double, double, double>>()),
        new("NCalcSync", formula => Convert.ToDouble(NCalcOf(formula).Evaluate(), CultureInfo.InvariantCulture), formula =>
        {
            NCalc.Expression expression = NCalcOf(formula);
            return (a, x, b) =>
            {
                (expression.Parameters["a"], expression.Parameters["x"], expression.Parameters["b"]) = (a, x, b);
                return Convert.ToDouble(expression.Evaluate(), CultureInfo.InvariantCulture);
            };
        }),
        new("DynamicExpresso", formula => Convert.ToDouble(interpreter.Parse(formula.Expresso, parameters).Invoke(2.0, 3.0, 1.0), CultureInfo.InvariantCulture),
            formula => interpreter.ParseAsDelegate<Func<double, double, double, double>>(formula.Expresso, names)),
        new("Expression.Compile by hand", formula => formula.Tree.Compile()(2, 3, 1), formula => formula.Tree.Compile()),
    ];

    /// <summary>What makes a process such a one that compiles a formula and calls it; after it stands which of the ways.</summary>
    public const string First = "--first-formula";

    public static int Run()
    {
        Console.WriteLine("| way | first: ms | MB | once: µs | kB | compiled: µs | kB | and called: µs | kept: kB | a call: ns | bytes |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int i = 0; i < ways.Length; i++)
        {
            Way way = ways[i];
            var (first, used) = FirstOf(i);
            double wanted = formulas.Sum(make => make(1).Tree.Compile()(2, 3, 1)), found = formulas.Sum(make => way.Once(make(1)));
            if (Math.Abs(found - wanted) > 1e-9) Console.Error.WriteLine($"!!! {way.Name} DIFFERS: {found}, not {wanted}");
            var once = Each(n => way.Once(formulas[n % formulas.Length](n)));
            var compiled = Each(n => way.Compiled(formulas[n % formulas.Length](n)));
            var called = Each(n => way.Compiled(formulas[n % formulas.Length](n))(2, 3, 1));
            double kept = Kept(way);
            var (call, bytes) = Call(way.Compiled(formulas[1](1)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {way.Name} | {first:0.0} | {used:0.0} | {once.Microseconds:0.0} | {once.Bytes / 1024:0.0} | {compiled.Microseconds:0.0} | {compiled.Bytes / 1024:0.0} | {called.Microseconds:0.0} | {kept:0.0} | {call:0.0} | {bytes:0} |"));
        }
        var (none, alone) = FirstOf(-1);
        var (hand, _) = Call(byHand);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| C# by hand | {none:0.0} | {alone:0.0} | | | | | | | {hand:0.0} | 0 |"));
        return 0;
    }

    static readonly Func<double, double, double, double> byHand = static (a, x, b) => Math.Exp(-a * x) * Math.Cos(b * x) + 1;

    /// <summary>Prints the milliseconds of the processor from the text of the process's first formula to its value, compiled, and the process's megabytes after it.</summary>
    public static int Here(int way)
    {
        Formula formula = formulas[1](1);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        GC.KeepAlive((way < 0 ? byHand : ways[way].Compiled(formula))(2, 3, 1));
        double time = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{time} {Environment.WorkingSet / 1048576.0}"));
        return 0;
    }

    // The best of some processes.
    static (double Milliseconds, double Megabytes) FirstOf(int way)
    {
        double[][] found = [.. Enumerable.Range(0, 7).Select(_ => Fresh.Numbers(First, way.ToString(CultureInfo.InvariantCulture)))];
        return (found.Min(numbers => numbers[0]), found.Min(numbers => numbers[1]));
    }

    // What a compiled formula holds as long as it is there, code included.
    static double Kept(Way way)
    {
        const int Formulas = 5_000;
        var kept = new Func<double, double, double, double>[Formulas];
        double before = Used();
        for (int i = 0; i < Formulas; i++) (kept[i] = way.Compiled(formulas[i % formulas.Length](i)))(2, 3, 1);
        double after = Used();
        GC.KeepAlive(kept);
        return (after - before) / Formulas / 1024;

        static double Used()
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Environment.WorkingSet;
        }
    }

    static NCalc.Expression NCalcOf(Formula formula)
    {
        var expression = new NCalc.Expression(formula.NCalc, NCalc.ExpressionOptions.NoCache);
        (expression.Parameters["a"], expression.Parameters["x"], expression.Parameters["b"]) = (2.0, 3.0, 1.0);
        return expression;
    }

    // The trees that the compiler of this file makes of a formula are part of every way; what they cost is taken off.
    static (double Microseconds, double Bytes) Each(Action<int> make)
    {
        const int Formulas = 3_000;
        var (time, bytes) = Best(make);
        var (baseTime, baseBytes) = Best(i => GC.KeepAlive(formulas[i % formulas.Length](i)));
        return ((time - baseTime) / 1e3, bytes - baseBytes);

        static (double Nanoseconds, double Bytes) Best(Action<int> make) => Enumerable.Range(0, Rounds).Select(_ => Measure(make, Formulas)).MinBy(round => round.Nanoseconds);
    }

    static (double Nanoseconds, double Bytes) Call(Func<double, double, double, double> call)
    {
        const int Calls = 1_000_000;
        double sum = 0;
        var best = Enumerable.Range(0, Rounds).Select(_ => Measure(i => sum += call(0.1, i * 1e-6, 2), Calls)).MinBy(round => round.Nanoseconds);
        GC.KeepAlive(sum);
        return best;
    }

    static (double Nanoseconds, double Bytes) Measure(Action<int> action, int times)
    {
        GC.Collect();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < times; i++) action(i);
        double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / times;
        return ((Environment.CpuUsage.TotalTime - start).TotalNanoseconds / times, bytes);
    }

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
