using ApiAuth.Emulator;
using ApiAuth.Emulator.Hosting;

EmulatorOptions options;
try
{
    options = CommandLine.Parse(args);
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    await Console.Error.WriteLineAsync(CommandLine.Usage);
    return 2;
}

await using EmulatorServer emulator = await EmulatorServer.StartAsync(options);
Console.WriteLine($"Listening on {emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}");
await emulator.WaitForShutdownAsync();
return 0;
