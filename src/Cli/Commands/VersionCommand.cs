using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate version</c></summary>
static class VersionCommand
{
    public static Func<ParseResult, int> Declare(Host host, Command command) => _ => Print(host);

    public static int Print(Host host)
    {
        string version = typeof(VersionCommand).Assembly.GetName().Version!.ToString(3);
        host.Out.WriteLine($"gate {version}");
        host.Out.WriteLine($"language 1, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, vectors of {Widest()} bits");
        return Exit.Well;
    }

    static int Widest() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
}
