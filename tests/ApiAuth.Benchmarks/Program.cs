using ApiAuth.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["serve"])
{
    await RaceServer.RunAsync();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
