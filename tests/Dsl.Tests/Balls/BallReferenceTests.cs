using System.Globalization;
using System.Text;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Primitives;
using Xunit;

namespace GateDsl.Dsl.Tests.Balls;

/// <summary>Every function on balls against 50, 500 and 5,000 digits of mpmath (tests/reference/balls.py).</summary>
public sealed class BallReferenceTests
{
    sealed record Point(Op Op, long Bits, int Digits, double[] At, string[] Value)
    {
        public string Name => $"{Op}{(Bits == 0 ? "" : $" {Bits}")} ({string.Join(", ", At.Select(x => x.ToString("R", CultureInfo.InvariantCulture)))}) to {Digits} digits";

        public Ball On(Ball[] arguments, int bits) =>
            BallTable.Of(Op)(Bits, arguments[0], arguments.Length > 1 ? arguments[1] : default, default, Precision.Of(bits));
    }

    static readonly Lazy<Point[]> points = new(() => [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "reference", "balls.txt")).Select(Read)]);

    [Theory]
    [InlineData(50), InlineData(500), InlineData(5000)]
    public void Results_contain_the_true_value_and_are_as_good_as_their_precision(int digits)
    {
        var wrong = new StringBuilder();
        foreach (Point point in points.Value.Where(point => point.Digits == digits))
        {
            int bits = Decimals.BitsFor(digits) + 20;
            Ball[] at = [.. point.At.Select(Ball.Of)];
            Ball result = point.On(at, bits);
            if (!Contains(result, point)) wrong.AppendLine($"{point.Name}: {Shown(result, digits)} does not contain {point.Value[0]}");
            if (result.GoodBits < bits - Lost(point)) wrong.AppendLine($"{point.Name}: {result.GoodBits} good bits of {bits}");
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void Results_of_wide_arguments_contain_the_true_value_at_every_precision()
    {
        var random = new Random(7);
        var wrong = new StringBuilder();
        foreach (Point point in points.Value.Where(point => point.Digits == 50))
        {
            for (int k = 0; k < 24; k++)
            {
                // balls around other midpoints that contain the argument
                Ball[] at = [.. point.At.Select(x => Around(x, random))];
                int bits = random.Next(24, 400);
                Ball result = point.On(at, bits);
                if (!Contains(result, point)) wrong.AppendLine($"{point.Name} at {string.Join(", ", at.Select(x => $"{Shown(x, 20)} +- {x.Radius}"))}, {bits} bits: {Shown(result, 50)} +- {result.Radius} does not contain {point.Value[0]}");
            }
        }
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void Every_operation_has_a_meaning_on_balls()
    {
        foreach (Primitive primitive in PrimitiveTable.All) Assert.True(BallTable.Has(primitive.Op), primitive.Name);
    }

    [Fact]
    public void Known_values_of_the_table_are_contained()
    {
        foreach (Primitive primitive in PrimitiveTable.All)
        {
            foreach (KnownValue known in primitive.Reference)
            {
                Ball[] at = [.. known.At.Select(Ball.Of), default, default];
                Ball result = BallTable.Of(primitive.Op)(0, at[0], at[1], at[2], Precision.Of(100));
                Assert.Equal(known.Value, Rounding.Nearest(result.Middle), Math.Abs(known.Value) * 1e-15);
            }
        }
    }

    static Ball Around(double x, Random random)
    {
        if (random.Next(4) == 0) return Ball.Of(x);
        double radius = Math.ScaleB(Math.Abs(x), -random.Next(1, 120)), away = (2 * random.NextDouble() - 1) * radius * 0.99;
        Ball moved = Arithmetic.Add(Ball.Of(x), Ball.Of(away), 400);
        return moved.Widened(Mag.AtLeast(radius));
    }

    // Bits that are lost where a function is 0 at no double: near multiples of pi, beside the zeros of the gamma family.
    static int Lost(Point point) => (point.Op, point.At[0]) switch
    {
        (Op.Sin or Op.Cos or Op.Tan, > 1 or < -1) => 80,
        (Op.Tan or Op.Log or Op.Lgamma or Op.Digamma, _) => 60,
        (Op.Polygamma, < 0) => 24,
        _ => 10,
    };

    static bool Contains(Ball result, Point point)
    {
        if (result.IsUnknown) return true;
        if (!result.IsFinite) return false;
        if (point.Digits == 5000)
        {
            // the first and the last digits are known
            string text = Decimals.Text(result, 5000)!.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
            int mark = text.IndexOf('e', StringComparison.Ordinal);
            string digits = (mark < 0 ? text : text[..mark]).TrimStart('0').PadRight(5000, '0');
            string first = point.Value[0].Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
            return digits.Length == 5000 && digits.StartsWith(first[..40], StringComparison.Ordinal) && Math.Abs(int.Parse(digits[^6..], CultureInfo.InvariantCulture) - int.Parse(point.Value[1][^6..], CultureInfo.InvariantCulture)) <= 1
                && digits[^40..^6] == point.Value[1][^40..^6];
        }
        int bits = Decimals.BitsFor(point.Digits) + 60, places = point.Value[0].TrimStart('-').Length - 2;
        Ball truth = Reals.OfDecimal(point.Value[0] + point.Value[^1], Precision.Of(bits));
        Ball unit = Reals.OfDecimal($"1e{int.Parse(point.Value[^1][1..], CultureInfo.InvariantCulture) - Math.Max(places, 0)}", Precision.Of(64));
        Ball apart = Fixed.Abs(Arithmetic.Subtract(truth, result.Middle, 2 * bits + 2000));
        return Arithmetic.Compare(apart.High, Arithmetic.Add(Ball.Around0(result.Radius).High, unit.High, 2 * bits + 2000)) <= 0;
    }

    static string Shown(Ball x, int digits) => Decimals.Text(x.Middle, digits) ?? x.Kind.ToString();

    static Point Read(string line)
    {
        string[] parts = line.Split(' ');
        string name = parts[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        bool isNamed = !Enum.TryParse(parts[0], out Op op);
        long bits = 0;
        if (isNamed) (op, bits) = (Enum.Parse<Op>(name), long.Parse(parts[0][name.Length..], CultureInfo.InvariantCulture));
        int digits = int.Parse(parts[1], CultureInfo.InvariantCulture), values = digits == 5000 ? 3 : 1;
        double[] at = [.. parts[2..^values].Select(x => double.Parse(x, CultureInfo.InvariantCulture))];
        string[] value = parts[^values..];
        if (values == 1) value = value[0].Split('e') is [var mantissa, var power] ? [mantissa, "e" + power] : [value[0], "e0"];
        return new(op, bits, digits, at, value);
    }
}
