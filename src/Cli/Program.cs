using GateDsl;
using GateDsl.Cli;

if (args is [not ("fmt" or "version"), not "--help", ..]) GateModule.WarmUp();
using var host = Host.OfProcess();
return CommandLine.Run(args, host);
