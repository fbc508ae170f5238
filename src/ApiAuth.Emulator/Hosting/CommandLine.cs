using ApiAuth.Emulator.Accounts;
using ApiAuth.Emulator.Tls;

namespace ApiAuth.Emulator.Hosting;

internal static class CommandLine
{
    public const string Usage = "Usage: ApiAuth.Emulator [--urls http://127.0.0.1:PORT] [--https] [--accounts FILE]";

    /// <exception cref="FormatException">An argument is unknown, or its value is not usable.</exception>
    public static EmulatorOptions Parse(IReadOnlyList<string> arguments)
    {
        EmulatorOptions options = new();
        Queue<string> rest = new(arguments);
        while (rest.TryDequeue(out string? name))
        {
            options = name switch
            {
                "--urls" => WithAddress(options, Value()),
                "--accounts" => options with { Accounts = AccountFile.Read(Value()) },
                "--https" => WithHttps(options),
                _ => throw new FormatException($"{name} is not an option."),
            };

            string Value() => rest.TryDequeue(out string? value) ? value : throw new FormatException($"{name} has no value.");
        }

        return options;
    }

    private static EmulatorOptions WithAddress(EmulatorOptions options, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || !address.IsLoopback)
        {
            throw new FormatException($"{url} is not a web address of this machine, such as http://127.0.0.1:0.");
        }

        options = options with { Port = address.Port };
        return address.Scheme == Uri.UriSchemeHttps ? WithHttps(options) : options;
    }

    private static EmulatorOptions WithHttps(EmulatorOptions options) => options with { Authority = options.Authority ?? new CertificateAuthority() };
}
