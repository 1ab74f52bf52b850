using System.Globalization;
using Xunit;

namespace GateDsl.Tests.Printing;

/// <summary>Derivatives print as a textbook would: one formula a line in tests/golden/calculus/textbook.txt, GATE_UPDATE=1 rewrites what follows the arrows.</summary>
public class TextbookTests
{
    static readonly string file = Repository.PathOf("tests", "golden", "calculus", "textbook.txt");

    [Fact]
    public void Derivatives_print_as_textbooks_have_them()
    {
        string[] lines = File.ReadAllLines(file);
        string[] printed = [.. lines.Select(line => line.StartsWith('#') ? line : Printed(line.Split(" => ")[0]))];
        if (Repository.Update) File.WriteAllLines(file, printed);
        else Assert.Equal(lines, printed);
    }

    [Fact]
    public void What_is_printed_means_the_derivative()
    {
        var random = new Random(1);
        foreach (string line in File.ReadLines(file).Where(line => !line.StartsWith('#')))
        {
            Gate derivative = Derivative(line.Split(" => ")[0]);
            string source = derivative.ToSource();
            Gate again = GateModule.Parse(source).Gates[^1];
            for (int i = 0; i < 20; i++)
            {
                double[] at = [.. derivative.Leaves.Select(_ => 0.1 + 0.8 * random.NextDouble())];
                double expected = derivative.Evaluate(at), actual = again.Evaluate(at);
                Assert.True(expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)) || Math.Abs(actual - expected) <= 1e-14 * Math.Abs(expected),
                    string.Create(CultureInfo.InvariantCulture, $"{source} at {string.Join(", ", at)}: {actual:R}, not {expected:R}"));
            }
        }
    }

    static string Printed(string line)
    {
        string source = Derivative(line).ToSource();
        return $"{line} => {source[(source.IndexOf(" =", StringComparison.Ordinal) + 2)..].Trim().Replace("\n    ", "; ", StringComparison.Ordinal)}";
    }

    static Gate Derivative(string line)
    {
        int end = line.StartsWith('[') ? line.IndexOf(']', StringComparison.Ordinal) : -1;
        return Gate.FromFormula(line[(end + 1)..].Trim()).Derivative(end > 0 ? line[1..end] : "x");
    }
}
