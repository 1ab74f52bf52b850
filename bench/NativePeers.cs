using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GateDsl.Bench;

/// <summary>peers.c, compiled on this machine where gcc is present.</summary>
static unsafe class NativePeers
{
    static readonly Lazy<nint> library = new(Build);

    public static bool Present => library.Value != 0;

    public static delegate* unmanaged<long, double*, double, double, double*, void> SigmoidAffine =>
        (delegate* unmanaged<long, double*, double, double, double*, void>)Symbol("sigmoid_affine");

    public static delegate* unmanaged<long, double*, double*, double*, double*, double*, double*, void> CallPrice =>
        (delegate* unmanaged<long, double*, double*, double*, double*, double*, double*, void>)Symbol("call_price");

    public static delegate* unmanaged<long, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, void> CallGreeks =>
        (delegate* unmanaged<long, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, void>)Symbol("call_greeks");

    public static delegate* unmanaged<long, double*, double*, double*, double*, double*, void> NetLoss =>
        (delegate* unmanaged<long, double*, double*, double*, double*, double*, void>)Symbol("net_loss");

    public static delegate* unmanaged<long, double*, double*, void> Polynomial => (delegate* unmanaged<long, double*, double*, void>)Symbol("polynomial");

    static nint Symbol(string name) => Present ? NativeLibrary.GetExport(library.Value, name) : throw new PlatformNotSupportedException("gcc is needed");

    static nint Build()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "peers.c"), target = Path.Combine(Path.GetTempPath(), $"gate-bench-{Environment.ProcessId}.so");
        try
        {
            using Process gcc = Process.Start("gcc",
                ["-O3", "-march=native", "-ffast-math", "-mprefer-vector-width=512", "-shared", "-fPIC", source, "-o", target, "-lmvec", "-lm"]);
            gcc.WaitForExit();
            return gcc.ExitCode == 0 ? NativeLibrary.Load(target) : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }
}
