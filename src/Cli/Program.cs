using GateDsl.Cli;

using var host = Host.OfProcess();
return CommandLine.Run(args, host);
