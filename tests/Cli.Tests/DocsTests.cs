using System.Text;

namespace GateDsl.Cli.Tests;

/// <summary>What the pages show of <c>gate eval</c> is what it prints; lines on standard error start with <c>! </c>.</summary>
public sealed class DocsTests
{
    [Theory, InlineData("docs/numerics.md"), InlineData("docs/cli.md")]
    public void Eval_prints_what_the_page_says(string page)
    {
        string[] lines = File.ReadAllLines(Repository.PathOf([.. page.Split('/')]));
        var expected = new StringBuilder();
        var actual = new StringBuilder();
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("$ gate eval ", StringComparison.Ordinal) || lines[i].Contains("/tmp", StringComparison.Ordinal)) continue;
            expected.Append(lines[i]).Append('\n');
            actual.Append(lines[i]).Append('\n');
            Ran ran = InProcess.Gate(Repository.Root, Words.Of(lines[i]["$ gate".Length..]));
            actual.Append(ran.Out);
            foreach (string error in ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)) actual.Append("! ").Append(error).Append('\n');
            while (i + 1 < lines.Length && !lines[i + 1].StartsWith("$ ", StringComparison.Ordinal) && !lines[i + 1].StartsWith("```", StringComparison.Ordinal)) expected.Append(lines[++i]).Append('\n');
        }
        Assert.True(expected.Length > 0);
        Assert.Equal(expected.ToString(), actual.ToString());
    }
}
