using System.Globalization;
using System.Text;

namespace GateDsl.Cli.Tests;

/// <summary><c>gate eval --data</c> beyond what the transcripts show: many rows, line ends, standard input, output files.</summary>
public sealed class TableRunTests : IDisposable
{
    readonly Scratch scratch = new();

    public TableRunTests() => scratch.Write("f.gate", "let f x y = x * y + exp x\n");

    public void Dispose() => scratch.Dispose();

    [Theory, InlineData(0), InlineData(1), InlineData(4095), InlineData(4096), InlineData(4097), InlineData(20_000)]
    public void Every_row_is_written_once_and_in_order(int rows)
    {
        var text = new StringBuilder("y,note,x\n");
        for (int i = 0; i < rows; i++) text.Append(CultureInfo.InvariantCulture, $"{i},row {i},{i % 7 * 0.25}\n");
        scratch.Write("points.csv", text.ToString());
        Ran ran = scratch.Gate("eval", "f.gate", "f", "--data", "points.csv", "--grad");
        Assert.Equal((0, ""), (ran.Exit, ran.Error));

        string[] lines = ran.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("y,note,x,f,f'x,f'y", lines[0]);
        Assert.Equal(rows, lines.Length - 1);
        for (int i = 0; i < rows; i++)
        {
            string[] cells = lines[i + 1].Split(',');
            double x = i % 7 * 0.25, y = i;
            Assert.Equal($"{i},row {i}", $"{cells[0]},{cells[1]}");
            double[] got = [.. cells[3..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.Equal(x * y + Math.Exp(x), got[0], (x * y + Math.Exp(x)) * 1e-15);
            Assert.Equal(y + Math.Exp(x), got[1], (y + Math.Exp(x)) * 1e-15);
            Assert.Equal(x, got[2]);
        }
    }

    [Fact]
    public void A_row_has_the_same_digits_in_a_short_table_and_in_a_long_one()
    {
        scratch.Write("g.gate", "let g x y = exp x + sin y * log (x + 3) + (x + 2) ** y + tanh x * erf y + normcdf (x * y) + lgamma (x + 4) + sigmoid y * cbrt x\n");
        string rows = string.Concat(Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"{i * 0.01 - 1.7},{2.3 - i * 0.013}\n")));
        scratch.Write("short.csv", "x,y\n" + rows);
        scratch.Write("long.csv", "x,y\n" + string.Concat(Enumerable.Repeat(rows, 15)));
        foreach (string[] wanted in (string[][])[[], ["--grad"], ["--hessian"]])
        {
            string[] few = scratch.Gate(["eval", "g.gate", "g", "--data", "short.csv", .. wanted]).Out.Split('\n'), many = scratch.Gate(["eval", "g.gate", "g", "--data", "long.csv", .. wanted]).Out.Split('\n');
            Assert.Equal(302, few.Length);
            Assert.Equal(4502, many.Length);
            Assert.Equal(few[..301], many[..301]);
            for (int i = 1; i <= 300; i++) Assert.Equal(few[i], many[i + 4200]);
        }
    }

    [Fact]
    public void A_bad_row_far_down_is_reported_with_its_line_and_nothing_is_left_half_written()
    {
        string rows = string.Concat(Enumerable.Range(0, 10_000).Select(i => FormattableString.Invariant($"{i},1\n")));
        scratch.Write("points.csv", $"x,y\n{rows}oops,1\n{rows}");
        scratch.Write("out.csv", "what was there before");
        Ran ran = scratch.Gate("eval", "f.gate", "f", "--data", "points.csv", "-o", "out.csv");
        Assert.Equal(2, ran.Exit);
        Assert.StartsWith("gate: points.csv(10002,1): 'oops' in column 'x' is no float", ran.Error, StringComparison.Ordinal);
        Assert.Equal("what was there before", scratch.Read("out.csv"));
        Assert.Equal(["f.gate", "out.csv", "points.csv"], Directory.GetFiles(scratch.Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void An_output_file_is_replaced_when_it_is_complete()
    {
        scratch.Write("points.csv", "x,y\n0,1\n");
        scratch.Write("out.csv", "what was there before");
        Ran ran = scratch.Gate("eval", "f.gate", "f", "--data", "points.csv", "-o", "out.csv");
        Assert.Equal((0, "", ""), (ran.Exit, ran.Out, ran.Error));
        Assert.Equal("x,y,f\n0,1,1\n", scratch.Read("out.csv"));
    }

    [Fact]
    public void The_input_may_be_the_output()
    {
        scratch.Write("points.csv", "x,y\n0,1\n0,2\n");
        Assert.Equal(0, scratch.Gate("eval", "f.gate", "f", "--data", "points.csv", "-o", "points.csv").Exit);
        Assert.Equal("x,y,f\n0,1,1\n0,2,1\n", scratch.Read("points.csv"));
    }

    [Theory]
    [InlineData("x,y\r\n0,1\r\n0,2\r\n", "x,y,f\n0,1,1\n0,2,1\n")]                          // CRLF
    [InlineData("x,y\n0,1", "x,y,f\n0,1,1\n")]                                              // no line end at the end
    [InlineData("x,y\n\n0,1\n\n", "x,y,f\n0,1,1\n")]                                        // empty lines are no rows
    [InlineData("\uFEFFx,y\n0,1\n", "x,y,f\n0,1,1\n")]                                      // byte order mark
    [InlineData(" x , y \n 0 , 1 \n", " x , y ,f\n 0 , 1 ,1\n")]                            // blanks
    [InlineData("x,y,s\n0,1,\"a\nb\"\n", "x,y,s,f\n0,1,\"a\nb\",1\n")]                      // a line end in quotes
    [InlineData("x,y,\"a,b\"\n0,1,2\n", "x,y,\"a,b\",f\n0,1,2,1\n")]                        // a name that needs its quotes
    [InlineData("x,y\n\"0\",+1\n", "x,y,f\n\"0\",+1,1\n")]
    [InlineData("x,y\n0,Infinity\n0,-inf\n0,NaN\n", "x,y,f\n0,Infinity,nan\n0,-inf,nan\n0,NaN,nan\n")]
    [InlineData("x,y\n0,1e3\n", "x,y,f\n0,1e3,1\n")]
    [InlineData("x,y\n", "x,y,f\n")]
    public void Tables_of_every_make_are_read(string table, string expected)
    {
        scratch.Write("points.csv", table);
        Ran ran = scratch.Gate("eval", "f.gate", "f", "--data", "points.csv");
        Assert.Equal(("", expected), (ran.Error, ran.Out));
    }

    [Theory]
    [InlineData("x,y\n1,5\n2,1 000\n", "points.csv(3,3): '1 000' in column 'y'")]
    [InlineData("x,y\n\"a\nb\",1\n", "points.csv(2,1): 'a\nb' in column 'x'")]
    [InlineData("x,s,y\n1,\"a\nb\",2\n1,c,d\n", "points.csv(4,5): 'd' in column 'y'")]      // lines, not rows
    [InlineData("x,y\n1,\"2\"3\n", "points.csv(2,1): ")]
    [InlineData("x,x,y\n1,2,3\n", "'points.csv' has 2 columns 'x'")]
    public void What_cannot_be_read_is_said_with_its_place(string table, string message)
    {
        scratch.Write("points.csv", table);
        Ran ran = scratch.Gate("eval", "f.gate", "f", "--data", "points.csv");
        Assert.Equal(2, ran.Exit);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dash_is_standard_input_and_standard_output()
    {
        Ran ran = InProcess.Gate(scratch.Folder, Encoding.UTF8.GetBytes("x,y\n0,2\n"), "eval", "f.gate", "f", "--data", "-", "-o", "-");
        Assert.Equal(("", "x,y,f\n0,2,1\n"), (ran.Error, ran.Out));
        ran = InProcess.Gate(scratch.Folder, Encoding.UTF8.GetBytes("let g x = x\ng 3\n"), "run", "-");
        Assert.Equal(("", "g 3 = 3\n"), (ran.Error, ran.Out));
    }

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "~");
        try
        {
            CultureInfo.CurrentCulture = culture;
            scratch.Write("points.csv", "x,y\n0,1.5\n-0.5,1e-7\n");
            Assert.Equal("x,y,f\n0,1.5,1\n-0.5,1e-7,0.6065306097126334\n", scratch.Gate("eval", "f.gate", "f", "--data", "points.csv").Out);
        }
        finally { CultureInfo.CurrentCulture = before; }
    }

    [Fact]
    public void Numbers_read_back_the_same()
    {
        scratch.Write("id.gate", "let same x = x\n");
        var random = new Random(5);
        double[] numbers = [.. Enumerable.Range(0, 2000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite), double.Epsilon, double.MaxValue, -0.0, 1e22, 1e23];
        scratch.Write("points.csv", "x\n" + string.Concat(numbers.Select(x => x.ToString("R", CultureInfo.InvariantCulture) + "\n")));
        string[] lines = scratch.Gate("eval", "id.gate", "same", "--data", "points.csv").Out.TrimEnd('\n').Split('\n')[1..];
        double[] back = [.. lines.Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), back.Select(BitConverter.DoubleToInt64Bits));
    }
}
