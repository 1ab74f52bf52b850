using System.Numerics;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Random logic gates, relaxed, against exact arithmetic on fractions: values, slopes and second slopes, by every route.</summary>
public class SoftTests
{
    static readonly int Gates = Repository.Long ? 2_000 : 40;

    // Each input once and nothing but &&, || and not: then nothing cancels, however near 0 or 1 the numbers are.
    [Fact]
    public void Of_gates_that_use_each_input_once_all_digits_are_right()
    {
        for (int seed = 1; seed <= Gates; seed++)
        {
            var random = new Random(seed);
            int n = random.Next(1, 6);
            Logic gate = OnceEach(random, [.. Enumerable.Range(0, n)]);
            Check(gate, n, random, (got, exact, _) => Math.Abs(got - exact) <= 1e-14 * Math.Abs(exact), seed);
        }
    }

    // Slopes of other gates may cancel: then their error is small beside what cancels, which is at most 1.
    [Fact]
    public void Of_all_gates_values_are_right_to_the_last_digits_and_slopes_to_what_cancels()
    {
        for (int seed = 1; seed <= Gates; seed++)
        {
            var random = new Random(seed);
            int n = random.Next(1, 5);
            Logic gate = Any(random, n, 4);
            Check(gate, n, random, (got, exact, isValue) => Math.Abs(got - exact) <= (isValue ? 1e-14 * Math.Abs(exact) : 1e-13), seed);
        }
    }

    static void Check(Logic logic, int n, Random random, Func<double, double, bool, bool> isRight, int seed)
    {
        string names = string.Join(' ', Enumerable.Range(0, n).Select(Name));
        string types = string.Join(' ', Enumerable.Range(0, n).Select(i => $"({Name(i)}: bool)"));
        string text = $"let g {types} = {logic.Text}\nlet s {names} = (soft g) {names}\n";
        GateModule module = GateModule.Parse(text);
        Gate soft = module["s"], hard = module["g"];
        GradientFunction compiled = soft.CompileGradient();
        HessianFunction? second = n <= 3 ? soft.CompileHessian() : null;
        Gate[] slopes = [.. Enumerable.Range(0, n).Select(i => soft.Derivative(Name(i)))];
        string printed = soft.ToSource();
        Gate again = GateModule.Parse(printed)["s"];
        for (int round = 0; round < 6; round++)
        {
            double[] at = [.. Enumerable.Range(0, n).Select(_ => Near(random))];
            string where = $"seed {seed}: {text} at {string.Join(' ', at.Select(x => x.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}\n{printed}";
            Fraction value = logic.Value(at.Select(Fraction.Of).ToArray());
            var gradient = new double[n];
            double got = compiled(at, gradient), exact = value.ToDouble();
            Assert.True(isRight(got, exact, true), $"{where}\n{got:R} not {exact:R}");
            Assert.Equal(got, soft.Evaluate(at));
            Assert.Equal(exact, again.Evaluate(at), 1e-12);
            for (int i = 0; i < n; i++)
            {
                double slope = Difference(logic, at, i).ToDouble();
                Assert.True(isRight(gradient[i], slope, false), $"{where}\nslope {i}: {gradient[i]:R} not {slope:R}");
                Assert.True(isRight(slopes[i].Evaluate(at), slope, false), $"{where}\nslope {i} by name: {slopes[i].Evaluate(at):R} not {slope:R}");
            }
            if (second is null) continue;
            var hessian = new double[n * n];
            second(at, gradient, hessian);
            for (int i = 0; i < n * n; i++)
            {
                double curvature = Second(logic, at, i / n, i % n).ToDouble();
                Assert.True(isRight(hessian[i], curvature, false), $"{where}\nsecond slope {i}: {hessian[i]:R} not {curvature:R}");
            }
        }
        for (int row = 0; row < 1 << n; row++)
        {
            double[] corner = [.. Enumerable.Range(0, n).Select(i => (double)((row >> i) & 1))];
            Assert.Equal(hard.Evaluate(corner), soft.Evaluate(corner));
        }
    }

    // 0, 1, a half, near each of them, or anything between
    static double Near(Random random) => random.Next(8) switch
    {
        0 => 0,
        1 => 1,
        2 => 0.5,
        3 => Math.Pow(10, -random.Next(1, 18)),
        4 or 5 => 1 - Math.Pow(10, -random.Next(1, 16)),
        6 => 0.5 - Math.Pow(10, -random.Next(1, 16)),
        _ => random.Next(1001) / 1000.0,
    };

    static string Name(int i) => "abcde"[i].ToString();

    // The relaxation of a gate that uses an input twice is no longer linear in it: slopes by the rules for polynomials, over dual numbers.
    static Fraction Difference(Logic logic, double[] at, int i) =>
        logic.Dual([.. at.Select((x, k) => new Dual2(Fraction.Of(x), k == i ? Fraction.One : Fraction.Zero, Fraction.Zero, Fraction.Zero))]).X;

    static Fraction Second(Logic logic, double[] at, int i, int j) =>
        logic.Dual([.. at.Select((x, k) => new Dual2(Fraction.Of(x), k == i ? Fraction.One : Fraction.Zero, k == j ? Fraction.One : Fraction.Zero, Fraction.Zero))]).XY;

    static Logic OnceEach(Random random, int[] inputs)
    {
        if (inputs.Length == 1) return random.Next(3) == 0 ? Logic.Not(Logic.Input(inputs[0])) : Logic.Input(inputs[0]);
        int split = random.Next(1, inputs.Length);
        Logic left = OnceEach(random, inputs[..split]), right = OnceEach(random, inputs[split..]);
        Logic both = random.Next(2) == 0 ? Logic.And(left, right) : Logic.Or(left, right);
        return random.Next(3) == 0 ? Logic.Not(both) : both;
    }

    static Logic Any(Random random, int n, int depth)
    {
        if (depth == 0 || random.Next(8) == 0) return random.Next(12) == 0 ? Logic.Constant(random.Next(2) == 0) : Logic.Input(random.Next(n));
        Logic A() => Any(random, n, depth - 1);
        return random.Next(7) switch
        {
            0 => Logic.Not(A()),
            1 => Logic.And(A(), A()),
            2 => Logic.Or(A(), A()),
            3 => Logic.Xor(A(), A(), "<>"),
            4 => Logic.Xor(A(), A(), "xor"),
            5 => Logic.Same(A(), A()),
            _ => Logic.If(A(), A(), A()),
        };
    }

    /// <summary>A logic expression: its text, and its relaxation over any numbers that can be added and multiplied.</summary>
    sealed record Logic(string Text, Func<Fraction[], Fraction> Value, Func<Dual2[], Dual2> Dual)
    {
        public static Logic Input(int i) => new(Name(i), x => x[i], x => x[i]);
        public static Logic Constant(bool truth) => new(truth ? "true" : "false", _ => truth ? Fraction.One : Fraction.Zero, _ => truth ? Dual2.One : Dual2.Zero);
        public static Logic Not(Logic a) => new($"not ({a.Text})", x => Fraction.One - a.Value(x), x => Dual2.One - a.Dual(x));
        public static Logic And(Logic a, Logic b) => new($"(({a.Text}) && ({b.Text}))", x => a.Value(x) * b.Value(x), x => a.Dual(x) * b.Dual(x));
        public static Logic Or(Logic a, Logic b) => new($"(({a.Text}) || ({b.Text}))", x => a.Value(x) + b.Value(x) - a.Value(x) * b.Value(x), x => a.Dual(x) + b.Dual(x) - a.Dual(x) * b.Dual(x));
        public static Logic Same(Logic a, Logic b) => Not(Xor(a, b, "<>")) with { Text = $"(({a.Text}) = ({b.Text}))" };

        public static Logic Xor(Logic a, Logic b, string op) => new(op == "xor" ? $"(xor ({a.Text}) ({b.Text}))" : $"(({a.Text}) <> ({b.Text}))",
            x => a.Value(x) + b.Value(x) - a.Value(x) * b.Value(x) - a.Value(x) * b.Value(x), x => a.Dual(x) + b.Dual(x) - a.Dual(x) * b.Dual(x) - a.Dual(x) * b.Dual(x));

        public static Logic If(Logic c, Logic a, Logic b) => new($"(if {c.Text} then {a.Text} else {b.Text})",
            x => c.Value(x) * a.Value(x) + (Fraction.One - c.Value(x)) * b.Value(x), x => c.Dual(x) * a.Dual(x) + (Dual2.One - c.Dual(x)) * b.Dual(x));
    }

    /// <summary>A number with its derivatives in two directions and the mixed one.</summary>
    readonly record struct Dual2(Fraction V, Fraction X, Fraction Y, Fraction XY)
    {
        public static Dual2 Zero => new(Fraction.Zero, Fraction.Zero, Fraction.Zero, Fraction.Zero);
        public static Dual2 One => Zero with { V = Fraction.One };
        public static Dual2 operator +(Dual2 a, Dual2 b) => new(a.V + b.V, a.X + b.X, a.Y + b.Y, a.XY + b.XY);
        public static Dual2 operator -(Dual2 a, Dual2 b) => new(a.V - b.V, a.X - b.X, a.Y - b.Y, a.XY - b.XY);
        public static Dual2 operator *(Dual2 a, Dual2 b) => new(a.V * b.V, a.X * b.V + a.V * b.X, a.Y * b.V + a.V * b.Y, a.XY * b.V + a.X * b.Y + a.Y * b.X + a.V * b.XY);
    }

    /// <summary>A whole number times a power of two: what sums and products of doubles are, exactly.</summary>
    readonly record struct Fraction(BigInteger Whole, int Exponent)
    {
        public static Fraction Zero => new(0, 0);
        public static Fraction One => new(1, 0);

        public static Fraction Of(double x)
        {
            long bits = BitConverter.DoubleToInt64Bits(x);
            int exponent = (int)((bits >> 52) & 0x7FF);
            long mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
            return mantissa == 0 ? Zero : new(mantissa, Math.Max(exponent, 1) - 1075);
        }

        public static Fraction operator *(Fraction a, Fraction b) => new(a.Whole * b.Whole, a.Exponent + b.Exponent);

        public static Fraction operator +(Fraction a, Fraction b)
        {
            if (a.Whole.IsZero) return b;
            if (b.Whole.IsZero) return a;
            int exponent = Math.Min(a.Exponent, b.Exponent);
            return new((a.Whole << (a.Exponent - exponent)) + (b.Whole << (b.Exponent - exponent)), exponent);
        }

        public static Fraction operator -(Fraction a, Fraction b) => a + b with { Whole = -b.Whole };

        // To 64 bits and then to a double: within two units in the last place.
        public double ToDouble()
        {
            int drop = Math.Max(0, (int)BigInteger.Abs(Whole).GetBitLength() - 64);
            return Math.ScaleB((double)(Whole >> drop), Exponent + drop);
        }
    }
}
