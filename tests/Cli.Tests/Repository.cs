namespace GateDsl.Cli.Tests;

/// <summary>The files of the checkout that the tests run in.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Whether expected files are rewritten instead of compared: GATE_UPDATE=1.</summary>
    public static bool Update => Environment.GetEnvironmentVariable("GATE_UPDATE") == "1";

    public static string File(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "GateDsl.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException("the tests run inside a checkout");
    }
}
