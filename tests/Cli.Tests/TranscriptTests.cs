using System.Globalization;
using System.Text;

namespace GateDsl.Cli.Tests;

/// <summary>
/// Transcripts in tests/golden/cli: commands, each with what it prints under it. Lines on standard error start with <c>! </c>,
/// and an exit status other than 0 stands in brackets. The commands run in tests/golden/cli/files. GATE_UPDATE=1 rewrites the transcripts.
/// </summary>
public class TranscriptTests
{
    static readonly string Folder = Repository.PathOf("tests", "golden", "cli");

    public static TheoryData<string> Transcripts => [.. Directory.GetFiles(Folder, "*.txt").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Transcripts))]
    public void Prints_what_the_transcript_says(string name)
    {
        string path = Path.Combine(Folder, name), expected = File.ReadAllText(path);
        string[] commands = [.. expected.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal))];
        string actual = string.Join('\n', commands.Select(Run));
        Assert.NotEmpty(commands);
        Same.AsFile(path, actual);
    }

    static string Run(string line)
    {
        Ran ran = InProcess.Gate(Path.Combine(Folder, "files"), Words.Of(line["$ gate".Length..]));
        string output = ran.Out.Replace("  Cli.Tests ", "  gate ", StringComparison.Ordinal);        // help names the program that runs
        var text = new StringBuilder(line).Append('\n').Append(output);
        foreach (string error in ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)) text.Append("! ").Append(error).Append('\n');
        if (ran.Exit != 0) text.Append(CultureInfo.InvariantCulture, $"[{ran.Exit}]\n");
        return text.ToString();
    }
}

/// <summary>Splits a command line as a shell does, as far as transcripts need it: blanks, and double quotes.</summary>
static class Words
{
    public static string[] Of(string line)
    {
        List<string> words = [];
        var word = new StringBuilder();
        bool quoted = false, any = false;
        foreach (char c in line)
        {
            if (c == '"') (quoted, any) = (!quoted, true);
            else if (c != ' ' || quoted) (_, any) = (word.Append(c), true);
            else if (any)
            {
                words.Add(word.ToString());
                word.Clear();
                any = false;
            }
        }
        if (any) words.Add(word.ToString());
        return [.. words];
    }
}
