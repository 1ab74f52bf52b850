using Xunit;

namespace GateDsl;

/// <summary>The checkout that the tests run in: golden files and conformance data are read from it.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>GATE_UPDATE=1: expected files are written, and the diff is what one reviews.</summary>
    public static bool Update { get; } = Environment.GetEnvironmentVariable("GATE_UPDATE") == "1";

    /// <summary>GATE_LONG=1: the long tests run too: fuzz, soak, large random sets.</summary>
    public static bool Long { get; } = Environment.GetEnvironmentVariable("GATE_LONG") == "1";

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Compares a text with an expected file, or writes the file.</summary>
    public static void AssertMatches(string path, string actual)
    {
        if (Update) File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing: run the tests with GATE_UPDATE=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GateDsl.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("GateDsl.sln is not above the test binaries");
    }
}
