using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using GateDsl.Bench.Processes;

namespace GateDsl.Bench;

static class Program
{
    static int Main(string[] args)
    {
        switch (args)
        {
            case ["--quick", .. var asked]: return Quick.Run(asked);
            case ["--text"]: return TextSpeed.Run();
            case ["--loops", .. var asked]: return LoopSpeed.Run(asked);
            case ["--formulas"]: return FormulaCosts.Run();
            case ["--digits", .. var asked]: return DigitSpeed.Run(asked);
            case [FormulaCosts.First, var way]: return FormulaCosts.Here(int.Parse(way, CultureInfo.InvariantCulture));
            case [FirstBatch.Argument, ..]: return FirstBatch.Here(args[1..]);
        }
        IConfig config = DefaultConfig.Instance.AddValidator(new SameNumbers())
            .AddFilter(new SimpleFilter(benchmark => Suite.Missing(benchmark.Descriptor.WorkloadMethod) is null));
        new BenchmarkSwitcher(Suite.Classes).Run(args, config);
        return 0;
    }
}
