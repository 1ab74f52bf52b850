using System.Text.RegularExpressions;
using Xunit;

namespace GateDsl.Dsl.Tests.Docs;

/// <summary>The folders of src/Dsl depend on one another in one direction. What several share is the public face, in the root, which stands above all.</summary>
public sealed partial class FolderTests
{
    [Fact]
    public void No_folder_depends_on_one_that_depends_on_it()
    {
        var files = Sources().ToArray();
        ILookup<string, string> folders = files.Where(file => file.Namespace != "GateDsl").Select(file => (file.Namespace, file.Folder)).Distinct().ToLookup(pair => pair.Namespace, pair => pair.Folder);
        var uses = files.SelectMany(file => Named(file.Text, folders).Where(folder => folder != file.Folder).Select(folder => (file.Folder, Uses: folder, file.Name))).ToArray();
        var open = files.Select(file => file.Folder).ToHashSet();
        while (open.FirstOrDefault(folder => !uses.Any(use => use.Folder == folder && open.Contains(use.Uses))) is { } bottom) open.Remove(bottom);
        Assert.True(open.Count == 0, "these depend on one another:\n" + string.Join('\n', uses.Where(use => open.Contains(use.Folder) && open.Contains(use.Uses)).Distinct()));
    }

    [Fact]
    public void No_pass_compares_operations_by_their_order()
    {
        string[] wrong = [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Where(path => Order().IsMatch(File.ReadAllText(path)))];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    static IEnumerable<(string Folder, string Name, string Namespace, string Text)> Sources()
    {
        string root = Repository.PathOf("src", "Dsl");
        foreach (string path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string[] parts = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
            if (parts.Length == 1 || parts[0] is "bin" or "obj") continue;
            string text = Comment().Replace(File.ReadAllText(path), "");
            yield return (parts[0], string.Join('/', parts), Space().Match(text).Groups[1].Value, text);
        }
    }

    // The folders of the namespaces that a file opens or names.
    static IEnumerable<string> Named(string text, ILookup<string, string> folders) => folders
        .Where(space => text.Contains($"using {space.Key};", StringComparison.Ordinal) || Regex.IsMatch(text, $@"(?<![\w.])(using static |GateDsl\.)?{space.Key["GateDsl.".Length..]}\.[A-Z]"))
        .SelectMany(space => space);

    [GeneratedRegex(@"\b(is|or|and) \(?(<|>)=? Op\.|\b[oO]p (<|>)=? Op\.")]
    private static partial Regex Order();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Space();
}
