using System.Diagnostics;
using System.Globalization;
using System.Text;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>
/// tests/conformance/fsharp-values: programs that mean the same in F#, with the values of the real F# compiler beside them.
/// GATE_LONG=1 asks the compiler again (it comes with the SDK); GATE_UPDATE=1 with it writes its answers.
/// </summary>
public class FSharpValuesTests
{
    static readonly string Folder = Repository.PathOf("tests", "conformance", "fsharp-values");

    static string[] Programs { get; } = [.. Directory.GetFiles(Folder, "*.gate").Order(StringComparer.Ordinal)];

    public static IEnumerable<TheoryDataRow<string>> Names() => Programs.Select(path => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(path)));

    [Theory, MemberData(nameof(Names))]
    public void Values_are_those_of_FSharp(string program)
    {
        var module = GateModule.Load(Path.Combine(Folder, program + ".gate"), new GateOptions { AsWritten = true });
        string values = string.Concat(module.Items.Select(item => $"{Shown(item.Evaluate())}\n"));
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, program + ".out")), values);
    }

    [Fact]
    public void FSharp_still_gives_these_values()
    {
        if (!Repository.Long) Assert.Skip("set GATE_LONG=1 to run the F# compiler");
        string script = Path.Combine(Path.GetTempPath(), $"gate-{Environment.ProcessId}.fsx");
        File.WriteAllText(script, Script());
        try
        {
            var start = new ProcessStartInfo("dotnet", ["fsi", "--quiet", "--nologo", script]) { RedirectStandardOutput = true };
            using var fsi = Process.Start(start)!;
            string output = fsi.StandardOutput.ReadToEnd();
            fsi.WaitForExit();
            Assert.Equal(0, fsi.ExitCode);
            string[] parts = output.ReplaceLineEndings("\n").Split("====\n");
            Assert.Equal(Programs.Length + 1, parts.Length);
            for (int i = 0; i < Programs.Length; i++) Repository.AssertMatches(Path.ChangeExtension(Programs[i], ".out"), parts[i + 1]);
        }
        finally { File.Delete(script); }
    }

    // Each program as a module; a result becomes the body of a definition, four columns further right, and is printed.
    static string Script()
    {
        var script = new StringBuilder("""
            let rec show (value: obj) : string =
                match value with
                | :? float as x when System.Double.IsPositiveInfinity x -> "infinity"
                | :? float as x when System.Double.IsNegativeInfinity x -> "-infinity"
                | :? float as x -> x.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                | :? bool as b -> if b then "true" else "false"
                | tuple -> FSharp.Reflection.FSharpValue.GetTupleFields tuple |> Array.map show |> String.concat ", " |> sprintf "(%s)"

            """.ReplaceLineEndings("\n"));
        int number = 0;
        foreach (string program in Programs)
        {
            var source = new Source(program, File.ReadAllText(program));
            var module = Grammar.ParseModule(source, new Limits(), new Bag());
            script.Append(CultureInfo.InvariantCulture, $"printfn \"====\"\nmodule P{number++} =\n");
            int result = 0;
            foreach (var item in module.Items)
            {
                string text = source.Text.Substring(item.Span.Start, item.Span.Length);
                bool isResult = item is ResultItem;
                if (isResult) script.Append(CultureInfo.InvariantCulture, $"    let result{result} =\n");
                foreach (string line in text.Split('\n')) script.Append(isResult ? "        " : "    ").Append(line).Append('\n');
                if (isResult) script.Append(CultureInfo.InvariantCulture, $"    printfn \"%s\" (show (box result{result++}))\n");
            }
        }
        return script.ToString();
    }

    // The same notation for both: every digit that is needed to read the number back.
    static string Shown(GateValue value) => value switch
    {
        GateValue.Number { Value: double.PositiveInfinity } => "infinity",
        GateValue.Number { Value: double.NegativeInfinity } => "-infinity",
        GateValue.Number number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        GateValue.Tuple tuple => $"({string.Join(", ", tuple.Items.Select(Shown))})",
        _ => value.ToString(),
    };
}
