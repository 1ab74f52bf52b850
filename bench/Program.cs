namespace GateDsl.Bench;

static class Program
{
    /// <summary>Without arguments or with BenchmarkDotNet's: its benchmarks. With --quick [NAME…]: every ratio, side by side in one run of some minutes. With --text: how fast files are read.</summary>
    static int Main(string[] args)
    {
        if (args is ["--quick", .. var only]) return Quick.Run(only);
        if (args is ["--text"]) return TextSpeed.Run();
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
