using ApiAuth.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["serve", ..])
{
    await RaceServer.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 0);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
