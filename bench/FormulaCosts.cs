using System.Diagnostics;
using System.Globalization;
using System.Linq.Expressions;
using DynamicExpresso;
using GateDsl.Compiler;

namespace GateDsl.Bench;

/// <summary>
/// What a formula of a user costs, from its text: evaluated once, compiled, called. Every text is a new one, so that no cache of a peer answers. Times are the
/// processor's, of all threads, and memory is what is allocated; both are means over many formulas in a process that has done it before.
/// </summary>
static class FormulaCosts
{
    /// <summary>One way to evaluate formulas.</summary>
    /// <param name="Name">The library.</param>
    /// <param name="Once">The value of a formula at (2, 3, 1).</param>
    /// <param name="Compiled">A formula as a function; null: there is no such thing.</param>
    sealed record Way(string Name, Func<Formula, double> Once, Func<Formula, Func<double, double, double, double>>? Compiled);

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

    public static int Run()
    {
        Console.WriteLine("| way | once: µs | kB | compiled: µs | kB | a call: ns | bytes |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (Way way in ways)
        {
            double wanted = formulas.Sum(make => make(1).Tree.Compile()(2, 3, 1)), found = formulas.Sum(make => way.Once(make(1)));
            if (Math.Abs(found - wanted) > 1e-9) Console.Error.WriteLine($"!!! {way.Name} DIFFERS: {found}, not {wanted}");
            var once = Each(i => way.Once(formulas[i % formulas.Length](i)));
            var compiled = Each(i => way.Compiled!(formulas[i % formulas.Length](i)));
            var (call, bytes) = Call(way.Compiled!(formulas[1](1)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {way.Name} | {once.Microseconds:0.0} | {once.Bytes / 1024:0.0} | {compiled.Microseconds:0.0} | {compiled.Bytes / 1024:0.0} | {call:0.0} | {bytes:0} |"));
        }
        var (hand, _) = Call(static (a, x, b) => Math.Exp(-a * x) * Math.Cos(b * x) + 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| C# by hand | | | | | {hand:0.0} | 0 |"));
        return 0;
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
        const int Warm = 3_000, Formulas = 3_000;
        for (int i = 0; i < Warm; i++) make(i);
        var (time, bytes) = Measure(make, Formulas);
        var (baseTime, baseBytes) = Measure(i => GC.KeepAlive(formulas[i % formulas.Length](i)), Formulas);
        return ((time - baseTime) / 1e3, bytes - baseBytes);
    }

    static (double Nanoseconds, double Bytes) Call(Func<double, double, double, double> call)
    {
        const int Calls = 1_000_000;
        double sum = 0;
        Measure(i => sum += call(0.1, i * 1e-6, 2), Calls);
        var measured = Measure(i => sum += call(0.1, i * 1e-6, 2), Calls);
        GC.KeepAlive(sum);
        return measured;
    }

    static (double Nanoseconds, double Bytes) Measure(Action<int> action, int times)
    {
        GC.Collect();
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < times; i++) action(i);
        double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / times;
        return ((Process.GetCurrentProcess().TotalProcessorTime - start).TotalNanoseconds / times, bytes);
    }

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
