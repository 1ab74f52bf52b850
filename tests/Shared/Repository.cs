namespace GateDsl.Tests;

/// <summary>The checkout that the tests run in: golden files and conformance data are read from it, and rewritten with GATE_UPDATE=1.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Whether expected files are to be rewritten.</summary>
    public static bool Update => Environment.GetEnvironmentVariable("GATE_UPDATE") == "1";

    /// <summary>Whether the long tests run too: fuzz, soak, large random sets.</summary>
    public static bool Long => Environment.GetEnvironmentVariable("GATE_LONG") == "1";

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "GateDsl.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("GateDsl.sln is not above the test binaries");
    }
}
