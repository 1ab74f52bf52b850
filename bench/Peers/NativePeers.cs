using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GateDsl.Bench.Peers;

/// <summary>
/// C, compiled on this machine where gcc is present. What is called for a single value is called without leaving managed code
/// for the garbage collector's eyes, which would take longer than the function.
/// </summary>
static unsafe class NativePeers
{
    static readonly Lazy<nint> peers = new(() => Build(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Peers", "peers.c"))));

    public static bool Present => peers.Value != 0;

    public static nint Symbol(string name) => NativeLibrary.GetExport(peers.Value, name);

    /// <summary>Compiles and loads a source; 0: there is no gcc, or it lacks the vector library.</summary>
    public static nint Build(string source)
    {
        string folder = Directory.CreateTempSubdirectory("gate-bench").FullName, code = Path.Combine(folder, "peers.c"), compiled = Path.Combine(folder, "peers.o"),
            library = Path.Combine(folder, "peers.so");
        try
        {
            File.WriteAllText(code, source);
            // Linked with -ffast-math, a library makes the thread that loads it flush denormal numbers to zero, in all code.
            return Gcc("-O3", "-march=native", "-ffast-math", "-mprefer-vector-width=512", "-fPIC", "-c", code, "-o", compiled)
                && Gcc("-shared", compiled, "-o", library, "-lmvec", "-lm") ? NativeLibrary.Load(library) : 0;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static bool Gcc(params string[] arguments)
    {
        try
        {
            using Process gcc = Process.Start("gcc", arguments);
            gcc.WaitForExit();
            return gcc.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
