using System.Text.Json;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>The layout rule agrees with F#'s compiler, program by program: the same tree, or refused by both.</summary>
public class LayoutTests
{
    public static IEnumerable<TheoryDataRow<string, string?>> Programs() =>
        File.ReadLines(Repository.PathOf("tests", "conformance", "fsharp-layout", "programs.jsonl")).Select(line =>
        {
            using var row = JsonDocument.Parse(line);
            return new TheoryDataRow<string, string?>(row.RootElement.GetProperty("source").GetString()!, row.RootElement.GetProperty("tree").GetString());
        });

    [Theory, MemberData(nameof(Programs))]
    public void Is_that_of_FSharp(string source, string? tree) => Assert.Equal(tree, Read(source));

    // Neither the kind of line ends nor comments and blank lines change anything.
    [Theory, MemberData(nameof(Programs))]
    public void Does_not_depend_on_line_ends_and_comments(string source, string? tree)
    {
        Assert.Equal(tree, Read(source.Replace("\n", "\r\n")));
        Assert.Equal(tree, Read(source.Replace("\n", "\r")));
        Assert.Equal(tree, Read(source.Replace("\n", " // comment\n\n    (* another *)\n")));
    }

    static string? Read(string source)
    {
        var bag = new Bag();
        var module = Grammar.ParseModule(new Source("t.gate", source + "\n"), new Limits(), bag);
        return bag.HasErrors ? null : string.Join(" ;; ", module.Items.Select(FSharpTree.Of));
    }
}
