namespace GateDsl.Bench.Processes;

/// <summary>The checkout that this program was built in.</summary>
static class Checkout
{
    public static string Path(params ReadOnlySpan<string> parts)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "GateDsl.sln"))) folder = System.IO.Path.GetDirectoryName(folder);
        if (folder is null) throw new InvalidOperationException("this program does not lie in a checkout");
        return System.IO.Path.Combine([folder, .. parts]);
    }
}
