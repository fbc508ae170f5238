using ApiAuth.Emulator;
using ApiAuth.Emulator.Hosting;

try
{
    await using EmulatorServer emulator = await EmulatorServer.StartAsync(CommandLine.Parse(args));
    Console.WriteLine($"Listening on {emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}");
    await emulator.WaitForShutdownAsync();
    return 0;
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n{CommandLine.Usage}");
    return 2;
}
catch (IOException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
