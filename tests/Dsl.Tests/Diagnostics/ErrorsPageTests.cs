using System.Globalization;
using System.Text;

namespace GateDsl.Dsl.Tests.Diagnostics;

/// <summary>docs/errors.md is made of what stands over the methods of Report.</summary>
public class ErrorsPageTests
{
    static readonly (int From, string Title)[] Families =
    [
        (100, "Syntax"), (200, "Names"), (300, "Types"), (400, "Derivatives and values"), (500, "Limits"), (600, "Files"),
        (700, "F# that is not here"), (800, "Habits from other languages"), (900, "Warnings"),
    ];

    [Fact]
    public void Is_up_to_date() => Repository.AssertMatches(Repository.PathOf("docs", "errors.md"), Page());

    static string Page()
    {
        var page = new StringBuilder("""
            # Errors and warnings

            Every message has a code, a place and, where it is known, what to write instead. This page is made from the source of the compiler
            (`src/Dsl/Diagnostics/Report*.cs`); each example is compiled by a test. The place that is reported stands between « and », which are not part of the program.

            | code | |
            | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var (_, explain) in ReportTests.All) page.Append(CultureInfo.InvariantCulture, $"| [{Report.Code(explain.Code)}](#{Report.Code(explain.Code).ToLowerInvariant()}) | {explain.Title.Replace("|", "\\|")} |\n");
        int family = -1;
        foreach (var (_, explain) in ReportTests.All)
        {
            while (family + 1 < Families.Length && explain.Code >= Families[family + 1].From) page.Append(CultureInfo.InvariantCulture, $"\n## {Families[++family].Title}\n");
            page.Append(CultureInfo.InvariantCulture, $"\n### {Report.Code(explain.Code)}\n\n**{explain.Title}.** {explain.Mend}\n");
            if (explain.NeedsHost) continue;
            page.Append(CultureInfo.InvariantCulture, $"\n```fsharp\n{Shown(explain.Example)}\n```\n\n> {Message(explain).Replace("<", "&lt;").Replace("*", "\\*").Replace("_", "\\_")}\n");
        }
        return page.ToString();
    }

    // Characters that cannot be seen, by their names.
    static string Shown(string example) => example.Replace("\0", "␀").Replace("\t", "⇥").Replace("\u00A0", "␣");

    static string Message(ExplainAttribute explain)
    {
        GateModule.TryParse(new Source("example.gate", ReportTests.Marked(explain.Example).Text + "\n"), null, out _, out var diagnostics);
        var found = diagnostics.First(one => one.Code == Report.Code(explain.Code));
        return found.Help is null ? found.Message : $"{found.Message}; {found.Help}";
    }
}
