using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;

namespace GateDsl.Emit;

/// <summary>The sources of the functions that emitted code calls: ours, with what they need in turn.</summary>
static partial class EmittedFunctions
{
    static readonly Lazy<FrozenDictionary<string, SourceFile>> files = new(Read);
    static readonly Lazy<FrozenDictionary<string, string>> fileOfType = new(() =>
        files.Value.SelectMany(file => Declarations().Matches(file.Value.Code).Select(match => (Type: match.Groups[1].Value, file.Key)))
            .DistinctBy(pair => pair.Type).ToFrozenDictionary(pair => pair.Type, pair => pair.Key));

    /// <summary>What a C# text needs, each file once, in the order of their names.</summary>
    public static IReadOnlyList<string> NeededBy(string code)
    {
        var needed = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(Aliased().Matches(code).Select(match => fileOfType.Value[match.Groups[1].Value]));
        while (open.TryDequeue(out string? file))
        {
            if (!needed.Add(file)) continue;
            foreach (string next in TypesIn(files.Value[file].Code)) open.Enqueue(next);
        }
        return [.. needed.Select(name => files.Value[name].Text)];
    }

    static IEnumerable<string> TypesIn(string code) =>
        Words().Matches(code).Select(match => match.Value).Distinct().Select(word => fileOfType.Value.GetValueOrDefault(word)).OfType<string>();

    static FrozenDictionary<string, SourceFile> Read()
    {
        const string Folder = "functions/";
        Assembly assembly = typeof(EmittedFunctions).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).ToFrozenDictionary(name => name, name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            string source = reader.ReadToEnd().ReplaceLineEndings("\n");
            return new SourceFile(InBlock(source), Comments().Replace(source, ""));
        });
    }

    // A file-scoped namespace as a block, so that several files can be one.
    static string InBlock(string source)
    {
        Match scope = Namespace().Match(source);
        return $"namespace {scope.Groups[1].Value}\n{{\n    using System;\n{source[..scope.Index].Trim('\n')}\n{source[(scope.Index + scope.Length)..].TrimEnd()}\n}}\n";
    }

    /// <param name="Text">As it is written.</param>
    /// <param name="Code">Without comments, to see what it refers to.</param>
    sealed record SourceFile(string Text, string Code);

    [GeneratedRegex(@"\b(?:class|struct|interface)\s+(\w+)")]
    private static partial Regex Declarations();

    // What is ours stands behind one of the aliases.
    [GeneratedRegex(@"\w::(\w+)")]
    private static partial Regex Aliased();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Words();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
