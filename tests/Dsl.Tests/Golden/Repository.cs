namespace GateDsl.Dsl.Tests;

/// <summary>Where the files of the repository are, and whether expected files are to be rewritten.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>GATE_UPDATE=1: expected files are written, and the diff is what one reviews.</summary>
    public static bool Update { get; } = Environment.GetEnvironmentVariable("GATE_UPDATE") == "1";

    /// <summary>GATE_LONG=1: the long runs too.</summary>
    public static bool Long { get; } = Environment.GetEnvironmentVariable("GATE_LONG") == "1";

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Compares a text with an expected file, or writes the file.</summary>
    public static void AssertMatches(string path, string actual)
    {
        if (Update) File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing: run the tests with GATE_UPDATE=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "GateDsl.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
