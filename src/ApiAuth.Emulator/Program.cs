using ApiAuth.Emulator;
using ApiAuth.Emulator.Hosting;

try
{
    EmulatorOptions options = CommandLine.Parse(args);
    await using EmulatorServer emulator = await EmulatorServer.StartAsync(options);
    Console.WriteLine($"Listening on {emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}");
    if (options.Authority is { } authority)
    {
        Console.WriteLine(authority.Pem);
    }

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
