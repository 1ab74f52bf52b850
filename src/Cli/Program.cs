using GateDsl.Cli;

if (args is [not ("fmt" or "version"), not "--help", ..]) WarmUp.Begin();
using var host = Host.OfProcess();
return CommandLine.Run(args, host);
