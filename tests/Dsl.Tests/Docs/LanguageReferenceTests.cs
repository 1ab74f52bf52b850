using System.Text.RegularExpressions;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Docs;

/// <summary>Runs every example of docs/language.md: each fenced block is a file, and its comments say what comes out.</summary>
public partial class LanguageReferenceTests
{
    static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "language.md"));

    static readonly string[] Blocks = [.. Fence().Matches(Page).Select(match => match.Groups[1].Value)];

    public static IEnumerable<TheoryDataRow<int>> Numbers() => Enumerable.Range(0, Blocks.Length).Select(i => new TheoryDataRow<int>(i) { TestDisplayName = $"example {i}: {Blocks[i].Split('\n')[0]}" });

    [Theory, MemberData(nameof(Numbers))]
    public void Examples_do_what_they_say(int number)
    {
        string text = Blocks[number];
        string[] lines = text.Split('\n');
        var source = new Source("example.gate", text);
        GateModule.TryParse(source, new GateOptions { Resolver = Earlier }, out GateModule? module, out var diagnostics);
        var messages = diagnostics.Select(one => (source.Place(one.Span.Start).Line, $"{(one.Severity == Severity.Error ? "error" : "warning")} {one.Code}"));
        Assert.Equal(Stated(lines, Message()), messages.Distinct().Order());
        if (module is null) return;                          // values beside errors are checked below, without the lines that are wrong

        var printed = module.Items.Where(item => !item.IsAssert).Select(item => (source.Place(item.Span.End - 1).Line, item.Evaluate().ToString()));
        Assert.Equal(Stated(lines, Value()), printed);
        Assert.All(module.Items.Where(item => item.IsAssert), item => Assert.Equal("true", item.Evaluate().ToString()));
    }

    /// <summary>The results of examples that also show errors, with those lines left out.</summary>
    [Theory, MemberData(nameof(Numbers))]
    public void Examples_with_errors_are_right_without_them(int number)
    {
        string[] lines = [.. Blocks[number].Split('\n').Select(line => line.Contains("// error ", StringComparison.Ordinal) ? "" : line)];
        var source = new Source("example.gate", string.Join('\n', lines));
        if (string.IsNullOrWhiteSpace(source.Text)) return;
        var module = GateModule.Parse(source, new GateOptions { Resolver = Earlier });
        var printed = module.Items.Where(item => !item.IsAssert).Select(item => (source.Place(item.Span.End - 1).Line, item.Evaluate().ToString()));
        Assert.Equal(Stated(lines, Value()), printed);
    }

    [Fact]
    public void The_page_has_examples() => Assert.True(Blocks.Length > 35);

    [Fact]
    public void The_page_names_every_function() => Assert.All(Builtins.All.Where(builtin => char.IsAsciiLetter(builtin.Name[0]) && builtin.Name != "ignore"), builtin =>
        Assert.Matches($@"(?<!\w){Regex.Escape(builtin.Name.Replace(ArrayBuiltins.Prefix, "", StringComparison.Ordinal))}(?!\w)", Page));

    /// <summary>An example whose first line is a comment with a file name can be opened by others.</summary>
    static Source? Earlier(string path, Source from) =>
        Blocks.FirstOrDefault(block => block.StartsWith($"// {path}\n", StringComparison.Ordinal)) is { } text ? new Source(path, text) : null;

    static IEnumerable<(int Line, string Text)> Stated(string[] lines, Regex pattern) =>
        lines.Select((line, i) => (i + 1, pattern.Match(line))).Where(pair => pair.Item2.Success).Select(pair => (pair.Item1, pair.Item2.Groups[1].Value));

    [GeneratedRegex("^```fsharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("// = (.*)$")]
    private static partial Regex Value();

    [GeneratedRegex("// ((?:error|warning) GATE[0-9]{4})")]
    private static partial Regex Message();
}
