using ApiAuth.Emulator.Accounts;

namespace ApiAuth.Emulator.Hosting;

internal static class CommandLine
{
    public const string Usage = "Usage: ApiAuth.Emulator [--urls http://127.0.0.1:PORT] [--accounts FILE]";

    /// <exception cref="FormatException">An argument is unknown, or its value is not usable.</exception>
    public static EmulatorOptions Parse(IReadOnlyList<string> arguments)
    {
        EmulatorOptions options = new();
        for (int i = 0; i < arguments.Count; i += 2)
        {
            string value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException($"{arguments[i]} has no value.");
            options = arguments[i] switch
            {
                "--urls" => options with { Port = PortOf(value) },
                "--accounts" => options with { Accounts = AccountFile.Read(value) },
                _ => throw new FormatException($"{arguments[i]} is not an option."),
            };
        }

        return options;
    }

    private static int PortOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttp || !address.IsLoopback)
        {
            throw new FormatException($"{url} is not an http address of this machine, such as http://127.0.0.1:0.");
        }

        return address.Port;
    }
}
