using System.Reflection;

namespace GateDsl.Dsl.Tests.Diagnostics;

/// <summary>Walks every diagnostic of the compiler.</summary>
public class ReportTests
{
    internal static readonly (MethodInfo Method, ExplainAttribute Explain)[] All =
    [
        .. typeof(Report).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Diagnostic))
            .Select(method => (method, method.GetCustomAttribute<ExplainAttribute>()!))
            .OrderBy(pair => pair.Item2?.Code),
    ];

    public static IEnumerable<TheoryDataRow<int>> WithExample() =>
        All.Where(one => one.Explain is { NeedsHost: false }).Select(one => new TheoryDataRow<int>(one.Explain.Code));

    [Fact]
    public void Every_diagnostic_is_explained() => Assert.All(All, one => Assert.NotNull(one.Explain));

    [Fact]
    public void No_code_has_two_meanings() => Assert.Empty(All.GroupBy(one => one.Explain.Code).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory, MemberData(nameof(WithExample))]
    public void The_example_produces_it_at_the_marked_place(int code)
    {
        var (text, span) = Marked(All.First(one => one.Explain.Code == code).Explain.Example);
        GateModule.TryParse(new Source("example.gate", text + "\n"), null, out _, out var diagnostics);
        var found = diagnostics.FirstOrDefault(one => one.Code == Report.Code(code));
        Assert.True(found is not null, $"{Report.Code(code)} is not reported, but: {string.Join(" | ", diagnostics)}");
        Assert.Equal(span, found.Span);
    }

    /// <summary>An example without its marks, and the place between them.</summary>
    internal static (string Text, Span Place) Marked(string example)
    {
        int start = example.IndexOf('«'), end = example.IndexOf('»') - 1;
        return (example.Replace("«", "").Replace("»", ""), start < 0 ? default : new(start, end - start));
    }
}
