using System.Reflection;
using System.Text.RegularExpressions;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Diagnostics;

/// <summary>What a message recommends is there: every name in its help and in the page about it compiles, or comes from the text that it is about.</summary>
public class RecommendationTests
{
    // Words that stand for what the author would write, and names that are no gates.
    static readonly HashSet<string> Placeholders =
        ["name", "value", "parameters", "condition", "other", "gate", "run", "path", "flag", "tab", "expand", "pair", "speed_mps", "point", "GateOptions", "Limits", "float", "bool", "int", "twice", "unit", "less", "than", "minus", "plus", "derivatives", "after", "FILE", "xs", "ys", "going", "start", "rows", "columns", "keys"];

    [Fact]
    public void Every_name_in_a_help_is_there()
    {
        List<(string Where, string Text, string About)> helps = [.. ForeignNames("Names").Concat(ForeignNames("Arrays")).Select(pair => (pair.Key, pair.Value, pair.Key))];
        foreach (string text in ReportTests.All.Where(one => !one.Explain.NeedsHost).Select(one => ReportTests.Marked(one.Explain.Example).Text + "\n").Concat(WrongPrograms()))
        {
            GateModule.TryParse(new Source("t.gate", text), null, out _, out IReadOnlyList<Diagnostic> diagnostics);
            helps.AddRange(diagnostics.Where(one => one.Help is not null).Select(one => (one.Code, one.Help!, text)));
        }
        helps.AddRange(ReportTests.All.Select(one => (Report.Code(one.Explain.Code), one.Explain.Mend, one.Explain.Example)));
        Assert.True(helps.Count > 200);
        string[] missing = [.. helps.SelectMany(help => Names(help.Text).Where(name => !IsThere(name, help.About)).Select(name => $"{help.Where}: '{name}' in: {help.Text}")).Distinct()];
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }

    // iterate in: to repeat, use 'iterate n f x' or an array fold such as Array.fold
    static IEnumerable<string> Names(string text) =>
        Regex.Matches(text, "'([^']+)'|`([^`]+)`|\\b([A-Z][a-z]+\\.[a-z]\\w*)").SelectMany(match => Lexer.Read(new("", match.Value.Trim('\'', '`'))).Tokens)
            .Where(token => token.Kind is Kind.Identifier or Kind.Qualified).Select(token => token.Text);

    static bool IsThere(string name, string about) =>
        name.Length == 1 || name[0] == '_' || Placeholders.Contains(name) || about.Contains(name, StringComparison.Ordinal)
        || name.Split('\'')[0].Length == 1                    // g'x
        || Builtins.Find(name) is not null || typeof(Limits).GetProperty(name) is not null || typeof(GateOptions).GetProperty(name) is not null
        || GateModule.TryParse(new Source("t.gate", $"let it x = {name}\n"), null, out _, out _);

    static IEnumerable<string> WrongPrograms() => Directory.GetFiles(Repository.PathOf("tests", "golden", "errors"), "*.gate").Select(File.ReadAllText);

    static Dictionary<string, string> ForeignNames(string field) => (Dictionary<string, string>)typeof(Elsewhere).GetField(field, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

    [Theory]
    [InlineData("repeat")]
    [InlineData("Array.filter")]
    [InlineData("Array")]
    [InlineData("sigmod")]
    public void A_name_that_is_not_there_is_found(string name) => Assert.False(IsThere(name, "let f x = x"));
}
