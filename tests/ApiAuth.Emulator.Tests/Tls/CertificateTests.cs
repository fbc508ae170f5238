using System.Text;
using ApiAuth.Emulator.Faults;
using ApiAuth.Emulator.Tls;

namespace ApiAuth.Emulator.Tests.Tls;

public sealed class CertificateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_trusts_the_authority_reaches_both_origins()
    {
        using CertificateAuthority authority = new();
        await using EmulatorServer emulator = await StartAsync(authority);

        foreach (Uri origin in (Uri[])[emulator.BaseAddress, emulator.OtherOrigin])
        {
            using HttpClient client = TrustingClient.Create(origin, authority.Pem);
            Assert.Equal("https", origin.Scheme);
            Assert.True(await IsTrustedAsync(client));
        }
    }

    [Fact]
    public async Task A_client_that_trusts_another_authority_does_not()
    {
        using CertificateAuthority authority = new();
        using CertificateAuthority other = new();
        await using EmulatorServer emulator = await StartAsync(authority);
        using HttpClient client = TrustingClient.Create(emulator.BaseAddress, other.Pem);

        Assert.False(await IsTrustedAsync(client));
    }

    [Theory]
    [InlineData("""{"daysLeft":-1}""")]
    [InlineData("""{"name":"other.example.com"}""")]
    public async Task The_certificate_can_go_bad_and_be_renewed(string bad)
    {
        using CertificateAuthority authority = new();
        await using EmulatorServer emulator = await StartAsync(authority);
        using HttpClient client = TrustingClient.Create(emulator.BaseAddress, authority.Pem);
        using HttpClient control = Careless(emulator.BaseAddress);

        await ControlAsync(control, "certificate", bad);
        Assert.False(await IsTrustedAsync(client));
        await ControlAsync(control, "certificate", "{}");
        Assert.True(await IsTrustedAsync(client));

        await ControlAsync(control, "certificate", bad);
        await ControlAsync(control, "reset", "{}");
        Assert.True(await IsTrustedAsync(client));
    }

    [Fact]
    public async Task A_certificate_that_is_not_valid_yet_is_not_issued()
    {
        using CertificateAuthority authority = new();
        await using EmulatorServer emulator = await StartAsync(authority);
        using HttpClient control = Careless(emulator.BaseAddress);

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(control, "certificate", """{"daysLeft":366}"""));
    }

    [Fact]
    public async Task Plain_http_has_no_certificate_to_replace()
    {
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), Cancellation);
        using HttpClient control = new() { BaseAddress = emulator.BaseAddress };

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(control, "certificate", "{}"));
    }

    [Theory]
    [InlineData(FaultKind.SlowHeaders)]
    [InlineData(FaultKind.ResetMidBody)]
    [InlineData(FaultKind.ShortContentLength)]
    public async Task A_fault_that_needs_plain_http_is_answered_500(string kind)
    {
        using CertificateAuthority authority = new();
        await using EmulatorServer emulator = await StartAsync(authority);
        using HttpClient client = TrustingClient.Create(emulator.BaseAddress, authority.Pem);
        emulator.Faults.Add(new Fault { Kind = kind });

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.GetAsync(new Uri("/services/ping", UriKind.Relative), Cancellation)).StatusCode);
    }

    private static Task<EmulatorServer> StartAsync(CertificateAuthority authority) =>
        EmulatorServer.StartAsync(new EmulatorOptions { Authority = authority }, Cancellation);

    private static HttpClient Careless(Uri address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Issuer == "CN=ApiAuth Emulator Authority" },
    })
    {
        BaseAddress = address,
    };

    private static async Task<bool> IsTrustedAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(new Uri("/services/ping", UriKind.Relative), Cancellation)).IsSuccessStatusCode;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return false;
        }
    }

    private static async Task ControlAsync(HttpClient client, string path, string json) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, path, json));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, string json)
    {
        using StringContent body = new(json, Encoding.UTF8, "application/json");
        return (await client.PostAsync(new Uri($"/_emulator/{path}", UriKind.Relative), body, Cancellation)).StatusCode;
    }
}
