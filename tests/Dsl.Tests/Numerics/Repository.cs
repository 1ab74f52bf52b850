using System.Runtime.CompilerServices;

namespace GateDsl.Dsl.Tests.Numerics;

/// <summary>Files of the repository that tests read, and write with GATE_UPDATE=1.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static bool Update => Environment.GetEnvironmentVariable("GATE_UPDATE") == "1";

    private static string Find([CallerFilePath] string here = "")
    {
        foreach (string start in new[] { AppContext.BaseDirectory, here })
            for (DirectoryInfo? folder = new(Path.GetDirectoryName(start)!); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "GateDsl.sln")))
                    return folder.FullName;
        throw new DirectoryNotFoundException("no folder above the tests holds GateDsl.sln");
    }
}
