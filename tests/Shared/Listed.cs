using Xunit;

namespace GateDsl.Tests;

/// <summary>Compares with a file of tests/api; GATE_UPDATE=1 rewrites it.</summary>
static class Listed
{
    public static void Check(string file, string actual)
    {
        string path = Repository.Path("tests", "api", file);
        if (Repository.Update) File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
