using System.Globalization;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Tests;

/// <summary>What an expression's names stand for.</summary>
sealed record Names(double X, double Y, double Z, bool A, bool B);

/// <summary>An expression of the language as text, with its meaning in C#: a double, a bool, or an array of such.</summary>
sealed record Meant(string Text, Func<Names, object> Of)
{
    public double Number(Names names) => (double)Of(names);

    public bool Truth(Names names) => (bool)Of(names);
}

/// <summary>
/// Expressions at random over the language: arithmetic, powers with whole and variable exponents, functions, steps, choices, truth values, comparisons of numbers, truth values and tuples,
/// tuples taken apart, functions that are passed, functions of the host. The same for the same seed.
/// </summary>
sealed class RandomExpression(int seed)
{
    public static readonly HostFunctions Host = HostFunctions.Empty
        .Add("square_host", (double x) => x * x, "2 * x")
        .Add("blend_host", (x, y) => x * y - y, "y, x - 1");

    static readonly string[] names =
    [
        "exp", "log", "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "log1p", "expm1", "cbrt", "asinh", "acosh", "atanh", "erf", "erfc",
        "normcdf", "normpdf", "sigmoid", "softplus", "relu", "abs", "sign", "floor", "ceil", "round", "truncate", "log2", "log10", "exp2",
    ];

    static readonly string[] ofTwo = ["max", "min", "hypot", "atan2", "logsumexp"];

    static readonly Dictionary<string, Operation> functions = PrimitiveTable.All.Where(p => p.Type is not null && p.Method.ReturnType == typeof(double))
        .ToDictionary(p => p.Name, p => ScalarCode.Of(p.Op, reproducible: false));

    static readonly Operation power = ScalarCode.Of(Op.Power, reproducible: false);

    readonly Random random = new(seed);

    public Meant Float(int depth)
    {
        if (depth <= 0 || random.Next(10) == 0) return Leaf();
        Meant p = Float(depth - 1), q = random.Next(3) == 0 ? Leaf() : Float(depth - 1);
        switch (random.Next(18))
        {
            case 0 or 1: return new($"({p.Text} + {q.Text})", n => p.Number(n) + q.Number(n));
            case 2: return new($"({p.Text} - {q.Text})", n => p.Number(n) - q.Number(n));
            case 3 or 4: return new($"({p.Text} * {q.Text})", n => p.Number(n) * q.Number(n));
            case 5: return new($"({p.Text} / {q.Text})", n => p.Number(n) / q.Number(n));
            case 6: return random.Next(3) == 0 ? new($"({p.Text} % {q.Text})", n => p.Number(n) % q.Number(n)) : new($"(-{p.Text})", n => -p.Number(n));
            case 7:
                int whole = random.Next(-2, 5);
                return new(whole < 0 ? $"(pown {p.Text} ({whole}))" : $"(pown {p.Text} {whole})", n => FSharpPower(p.Number(n), whole));
            case 8: return new($"({p.Text} ** {q.Text})", n => power(0, p.Number(n), q.Number(n), 0));
            case 9 or 10: return Choice(p, q);
            case 11:
                string two = ofTwo[random.Next(ofTwo.Length)];
                return new($"({two} {p.Text} {q.Text})", n => functions[two](0, p.Number(n), q.Number(n), 0));
            case 12: return FromTuple(p, q);
            case 13: return random.Next(2) == 0 ? new($"(square_host {p.Text})", n => p.Number(n) * p.Number(n)) : new($"(blend_host {p.Text} {q.Text})", n => p.Number(n) * q.Number(n) - q.Number(n));
            case 14: return new($"((fun f -> f {p.Text} - f {q.Text}) (fun t -> t * t + {Leafless(out double c)}))", n => (p.Number(n) * p.Number(n) + c) - (q.Number(n) * q.Number(n) + c));
            case 15: return new($"(clamp {p.Text} (-1) 1)", n => Math.Min(Math.Max(p.Number(n), -1), 1));
            default:
                string name = names[random.Next(names.Length)];
                return new($"({name} {p.Text})", n => functions[name](0, p.Number(n), 0, 0));
        }
    }

    public Meant Bool(int depth)
    {
        if (depth <= 0) return random.Next(2) == 0 ? new("a", n => n.A) : new("b", n => n.B);
        switch (random.Next(8))
        {
            case 0:
                Meant inner = Bool(depth - 1);
                return new($"(not {inner.Text})", n => !inner.Truth(n));
            case 1 or 2:
                Meant p = Bool(depth - 1), q = Bool(depth - 1);
                return random.Next(5) switch
                {
                    0 => new($"({p.Text} && {q.Text})", n => p.Truth(n) && q.Truth(n)),
                    1 => new($"({p.Text} || {q.Text})", n => p.Truth(n) || q.Truth(n)),
                    2 => new($"({p.Text} = {q.Text})", n => p.Truth(n) == q.Truth(n)),
                    3 => new($"({p.Text} <> {q.Text})", n => p.Truth(n) != q.Truth(n)),
                    _ => new($"(xor {p.Text} {q.Text})", n => p.Truth(n) ^ q.Truth(n)),
                };
            default: return Comparison(depth);
        }
    }

    // One of the six comparisons, of numbers, or of pairs of a number and a truth value.
    Meant Comparison(int depth)
    {
        string[] all = ["<", "<=", ">", ">=", "=", "<>"];
        int which = random.Next(6);
        Meant p = Float(depth - 1), q = random.Next(2) == 0 ? Leaf() : Float(depth - 1);
        if (random.Next(4) > 0) return new($"({p.Text} {all[which]} {q.Text})", n => Holds(which, Order(p.Number(n), q.Number(n))));
        Meant s = Bool(depth - 2), t = Bool(depth - 2);
        return new($"(({p.Text}, {s.Text}) {all[which]} ({q.Text}, {t.Text}))", n =>
        {
            int? first = Order(p.Number(n), q.Number(n));
            return Holds(which, first == 0 ? s.Truth(n).CompareTo(t.Truth(n)) : first);
        });
    }

    static int? Order(double x, double y) => x < y ? -1 : x > y ? 1 : x == y ? 0 : null;

    static bool Holds(int comparison, int? order) => comparison switch
    {
        0 => order < 0,
        1 => order <= 0,
        2 => order > 0,
        3 => order >= 0,
        4 => order == 0,
        _ => order != 0,
    };

    Meant Choice(Meant p, Meant q)
    {
        Meant condition = Bool(random.Next(3));
        return new($"(if {condition.Text} then {p.Text} else {q.Text})", n => condition.Truth(n) ? p.Of(n) : q.Of(n));
    }

    Meant FromTuple(Meant p, Meant q)
    {
        Meant a = Bool(1);
        return random.Next(4) switch
        {
            0 => new($"(fst ({p.Text}, {a.Text}))", p.Of),
            1 => new($"((fun (u, v) -> u * v) ({p.Text}, {q.Text}))", n => p.Number(n) * q.Number(n)),
            2 => new($"((fun (u, c) -> if c then u else {q.Text}) ({p.Text}, {a.Text}))", n => a.Truth(n) ? p.Of(n) : q.Of(n)),
            _ => new($"(snd (if {a.Text} then ({p.Text}, {q.Text}) else ({q.Text}, {p.Text})))", n => a.Truth(n) ? q.Of(n) : p.Of(n)),
        };
    }

    string Leafless(out double value)
    {
        value = random.Next(1, 4);
        return value.ToString(CultureInfo.InvariantCulture);
    }

    Meant Leaf()
    {
        switch (random.Next(8))
        {
            case 0 or 1: return new("x", n => n.X);
            case 2 or 3: return new("y", n => n.Y);
            case 4: return new("z", n => n.Z);
        }
        double[] constants = [0, 1, 2, 0.5, 3];
        double value = constants[random.Next(constants.Length)];
        return new(value.ToString(CultureInfo.InvariantCulture), _ => value);
    }

    // What F#'s pown does, product by product.
    static double FSharpPower(double x, int n)
    {
        if (n < 0) return 1 / FSharpPower(x, -n);
        if (n < 3) return n == 0 ? 1 : n == 1 ? x : x * x;
        if (n == 3) return x * x * x;
        double half = FSharpPower(x, n / 2);
        return n % 2 == 0 ? half * half : half * half * x;
    }
}
