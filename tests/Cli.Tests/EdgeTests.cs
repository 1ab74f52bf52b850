using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GateDsl.Cli.Tests;

/// <summary>The edges of the command line: exit statuses of every command, several files, quotes in tables and names, a culture that writes numbers otherwise.</summary>
public sealed class EdgeTests : IDisposable
{
    readonly Scratch scratch = new();

    public EdgeTests()
    {
        scratch.Write("good.gate", "let f x = x * x\nf 2\nassert (f 2 = 4)\n");
        scratch.Write("fails.gate", "let f x = x * x\nassert (f 2 = 5)\n");
        scratch.Write("untidy.gate", "let f x=x*x\n");
        scratch.Write("broken.gate", "let f x = x * (\n");
        scratch.Write("logic.gate", "let both (a: bool) b = a && b\n");
        scratch.Write("quoted.gate", "let ``a \"b\"`` ``x \"y\"`` = 2 * ``x \"y\"``\n``a \"b\"`` 3\n");
        scratch.Write("points.csv", "x\n1\n2\n");
        scratch.Write("bad.csv", "x\n1\noops\n");
    }

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(0, "run good.gate")]
    [InlineData(1, "run fails.gate")]
    [InlineData(2, "run broken.gate")]
    [InlineData(2, "run missing.gate")]
    [InlineData(2, "run")]
    [InlineData(0, "eval good.gate f~3")]
    [InlineData(2, "eval good.gate g~3")]
    [InlineData(2, "eval good.gate")]
    [InlineData(2, "eval broken.gate f~3")]
    [InlineData(0, "eval good.gate f --data points.csv")]
    [InlineData(2, "eval good.gate f --data bad.csv")]
    [InlineData(0, "eval good.gate f --data bad.csv --on-error skip")]
    [InlineData(2, "eval good.gate f --data missing.csv")]
    [InlineData(0, "eval -e a+1 a=2")]
    [InlineData(2, "eval -e a+1")]
    [InlineData(2, "eval -e a+1 a=two")]
    [InlineData(2, "eval -e a+( a=2")]
    [InlineData(0, "diff good.gate f")]
    [InlineData(2, "diff good.gate g")]
    [InlineData(2, "diff broken.gate f")]
    [InlineData(2, "diff")]
    [InlineData(0, "check good.gate")]
    [InlineData(2, "check broken.gate")]
    [InlineData(2, "check missing.gate")]
    [InlineData(0, "fmt --check good.gate")]
    [InlineData(1, "fmt --check untidy.gate")]
    [InlineData(1, "fmt --check good.gate untidy.gate")]
    [InlineData(1, "fmt --check untidy.gate good.gate")]
    [InlineData(2, "fmt --check untidy.gate broken.gate")]
    [InlineData(2, "fmt --check broken.gate good.gate")]
    [InlineData(2, "fmt --check missing.gate")]
    [InlineData(2, "fmt")]
    [InlineData(0, "table logic.gate both")]
    [InlineData(2, "table logic.gate neither")]
    [InlineData(2, "table missing.gate both")]
    [InlineData(2, "bench good.gate g")]
    [InlineData(2, "bench missing.gate f")]
    [InlineData(0, "version")]
    [InlineData(2, "version 1")]
    [InlineData(0, "--version")]
    [InlineData(0, "--help")]
    [InlineData(0, "run --help")]
    [InlineData(2, "--nonsense")]
    [InlineData(2, "run good.gate --nonsense")]
    public void Exit_statuses(int expected, string line)
    {
        Ran ran = scratch.Gate([.. line.Split(' ').Select(word => word.Replace('~', ' '))]);
        Assert.True(expected == ran.Exit, $"gate {line} exits with {ran.Exit}\n{ran.Out}{ran.Error}");
        if (expected == 2) Assert.NotEqual("", ran.Error);
        if (expected == 0 && !line.Contains("skip", StringComparison.Ordinal)) Assert.Equal("", ran.Error);
    }

    [Fact]
    public void Fmt_goes_on_after_a_file_that_is_wrong()
    {
        scratch.Write("second.gate", "let g x=x\n");
        Ran check = scratch.Gate("fmt", "--check", "untidy.gate", "broken.gate", "second.gate", "good.gate");
        Assert.Equal((2, "untidy.gate\nsecond.gate\n"), (check.Exit, check.Out));
        Assert.Contains("broken.gate(", check.Error, StringComparison.Ordinal);
        Assert.Equal(2, scratch.Gate("fmt", "broken.gate", "second.gate").Exit);
        Assert.Equal("let g x = x\n", scratch.Read("second.gate"));
    }

    [Theory]
    [InlineData("skip", "x,name,f\n1,\"a, \"\"b\"\"\",1\n3,\"c\nd\",9\n")]
    [InlineData("nan", "x,name,f\n1,\"a, \"\"b\"\"\",1\n\"o,\"\"p\",\"q\",nan\n3,\"c\nd\",9\n")]
    public void Quoted_fields_of_rows_that_are_wrong_stay_as_they_are(string onError, string expected)
    {
        scratch.Write("quoted.csv", "x,name\n1,\"a, \"\"b\"\"\"\n\"o,\"\"p\",\"q\"\n3,\"c\nd\"\n");
        Ran ran = scratch.Gate("eval", "good.gate", "f", "--data", "quoted.csv", "--on-error", onError);
        Assert.Equal((0, expected), (ran.Exit, ran.Out));
        Assert.Contains("quoted.csv(3,1): 'o,\"p' in column 'x' is no float", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_with_quotes_are_JSON_strings()
    {
        foreach (string[] command in (string[][])[["run", "quoted.gate", "--json"], ["eval", "quoted.gate", "``a \"b\"`` 3", "--json"], ["check", "quoted.gate", "--json"]])
        {
            Ran ran = scratch.Gate(command);
            Assert.True(ran.Exit == 0, ran.Error);
            foreach (string line in ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using JsonDocument document = JsonDocument.Parse(line);
                Assert.Contains("\"b\"", string.Concat(Strings(document.RootElement)), StringComparison.Ordinal);
            }
        }

        static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value).Prepend(property.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            _ => [],
        };
    }

    [Fact]
    public void A_column_of_a_name_with_quotes_is_found_and_written_in_quotes()
    {
        scratch.Write("quoted.csv", "\"x \"\"y\"\"\"\n4\n");
        Ran ran = scratch.Gate("eval", "quoted.gate", "a \"b\"", "--data", "quoted.csv");
        Assert.Equal((0, "\"x \"\"y\"\"\",\"a \"\"b\"\"\"\n4,8\n"), (ran.Exit, ran.Out));
    }

    /// <summary>Everything that every command prints, where the culture of the thread has another decimal point and another minus.</summary>
    [Fact]
    public void Transcripts_are_the_same_in_every_culture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "~");
        (culture.NumberFormat.PercentDecimalSeparator, culture.NumberFormat.PositiveSign, culture.NumberFormat.NaNSymbol, culture.NumberFormat.PositiveInfinitySymbol) = (",", "plus", "keine Zahl", "unendlich");
        CultureInfo before = CultureInfo.CurrentCulture, beforeDefault = CultureInfo.DefaultThreadCurrentCulture!;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = culture;
            foreach (string name in TranscriptTests.Transcripts.Select(row => row.Data)) new TranscriptTests().Prints_what_the_transcript_says(name);
        }
        finally { (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (before, beforeDefault); }
    }
}
