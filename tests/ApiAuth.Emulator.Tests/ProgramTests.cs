using System.Diagnostics;

namespace ApiAuth.Emulator.Tests;

/// <summary>The command line, in a process of its own.</summary>
public sealed class ProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_line_is_the_address_and_shutdown_ends_the_process()
    {
        using Process process = Start("--urls", "http://127.0.0.1:0");
        using HttpClient client = new() { BaseAddress = await AddressOfAsync(process) };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/services/ping", UriKind.Relative), Cancellation)).StatusCode);
        await client.PostAsync(new Uri("/_emulator/shutdown", UriKind.Relative), null, Cancellation);

        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("--https")]
    [InlineData("--urls", "https://127.0.0.1:0")]
    public async Task With_https_the_authority_to_trust_follows_the_address(params string[] arguments)
    {
        using Process process = Start(arguments);
        Uri address = await AddressOfAsync(process);
        string pem = "";
        while (!pem.Contains("-----END CERTIFICATE-----", StringComparison.Ordinal))
        {
            pem += await process.StandardOutput.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException();
            pem += "\n";
        }

        using HttpClient client = TrustingClient.Create(address, pem);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/services/ping", UriKind.Relative), Cancellation)).StatusCode);
        await client.PostAsync(new Uri("/_emulator/shutdown", UriKind.Relative), null, Cancellation);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
    }

    [Fact]
    public async Task SIGTERM_ends_the_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using Process process = Start();
        await AddressOfAsync(process);

        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task An_accounts_file_replaces_the_services_that_it_names()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            file, """{"elvis":[{"userName":"me","password":"mine","fullName":"Me","email":"me@example.com","userType":"API"}]}""", Cancellation);
        try
        {
            using Process process = Start("--accounts", file);
            using HttpClient client = new() { BaseAddress = await AddressOfAsync(process) };

            JsonElement accounts = JsonSerializer.Deserialize<JsonElement>(
                await client.GetStringAsync(new Uri("/_emulator/accounts", UriKind.Relative), Cancellation));
            await client.PostAsync(new Uri("/_emulator/shutdown", UriKind.Relative), null, Cancellation);

            Assert.Equal("me", Assert.Single(accounts.GetProperty("elvis").EnumerateArray()).GetProperty("userName").GetString());
            Assert.Equal("ada", accounts.GetProperty("fourWayShop")[0].GetProperty("userName").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Two_accounts_of_one_name_are_refused()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        const string Ada = """{"userName":"ada","password":"x","companyId":"A","siteId":1,"permissions":[]}""";
        await File.WriteAllTextAsync(file, $$"""{"fourWayShop":[{{Ada}},{{Ada}}]}""", Cancellation);
        try
        {
            using Process process = Start("--accounts", file);

            Assert.Contains("two accounts named 'ada'", await process.StandardError.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
            await process.WaitForExitAsync(Cancellation);
            Assert.Equal(2, process.ExitCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--nonsense", "x")]
    [InlineData("--urls")]
    [InlineData("--urls", "http://example.com")]
    [InlineData("--accounts", "/no/such/file")]
    public async Task What_cannot_be_is_said_on_standard_error(params string[] arguments)
    {
        using Process process = Start(arguments);

        Assert.Contains("Usage:", await process.StandardError.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(2, process.ExitCode);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(EmulatorServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<Uri> AddressOfAsync(Process process)
    {
        const string Announcement = "Listening on ";
        string? line = await process.StandardOutput.ReadLineAsync(Cancellation);
        Assert.StartsWith(Announcement, line, StringComparison.Ordinal);
        return new Uri(line![Announcement.Length..]);
    }
}
