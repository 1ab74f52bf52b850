namespace GateDsl.Dsl.Tests.Golden;

/// <summary>tests/golden/errors: small programs with a mistake, each with what the compiler says about it, as drawn, and the exit status of <c>gate run</c> beside it.</summary>
public class WrongProgramsTests
{
    static readonly string Folder = Repository.PathOf("tests", "golden", "errors");

    public static IEnumerable<TheoryDataRow<string>> Programs() =>
        Directory.GetFiles(Folder, "*.gate").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal).Select(name => new TheoryDataRow<string>(name));

    [Theory, MemberData(nameof(Programs))]
    public void Is_answered_by_what_lies_beside_it(string program) =>
        Repository.AssertMatches(Path.Combine(Folder, program + ".out"), Transcript.Of(Path.Combine(Folder, program + ".gate")));

    [Fact]
    public void No_expected_file_is_left_over()
    {
        var programs = Programs().Select(row => row.Data).ToHashSet();
        Assert.All(Directory.GetFiles(Folder, "*.out"), path => Assert.Contains(Path.GetFileNameWithoutExtension(path), programs));
    }
}

/// <summary>What <c>gate run</c> says about a file before it runs anything.</summary>
static class Transcript
{
    public static string Of(string path)
    {
        var source = Utf8Text.Decode(Path.GetFileName(path), File.ReadAllBytes(path), out var wrong);
        IReadOnlyList<Diagnostic> diagnostics = wrong is null ? [] : [wrong];
        if (wrong is null) GateModule.TryParse(source, new GateOptions { Resolver = Beside }, out _, out diagnostics);
        int status = diagnostics.Any(one => one.Severity == Severity.Error) ? 2 : 0;
        return $"$ gate run {source.Name}\n{Render.Draw(diagnostics)}exit status {status}\n";

        Source? Beside(string name, Source from)
        {
            string other = Path.Combine(Path.GetDirectoryName(path)!, name);
            return File.Exists(other) ? new(name, File.ReadAllText(other)) : null;
        }
    }
}
