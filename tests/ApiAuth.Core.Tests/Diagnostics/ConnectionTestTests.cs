using ApiAuth.Core.Tests.Support;
using ApiAuth.Diagnostics;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Tls;
using ApiAuth.Http;

namespace ApiAuth.Core.Tests.Diagnostics;

public sealed class ConnectionTestTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    [Scenario(53)]
    public async Task A_certificate_that_nobody_vouches_for_fails_at_tls_and_nowhere_else()
    {
        var result = await TestAsync(new ConnectionProfile(), daysLeft: 365);
        var failed = Assert.Single(result.Layers, static layer => layer.Status == SessionTestStatus.Failed);
        Assert.Equal("Tls", failed.Layer);
        Assert.Contains("localhost, issued by ApiAuth Emulator Authority, 365 days left", failed.Finding, StringComparison.Ordinal);
        Assert.Contains("issuer trusted", failed.Remedy, StringComparison.Ordinal);
        Assert.False(result.IsReached);
        Assert.Equal(SessionTestStatus.Skipped, result.Clock.Status);
    }

    [Fact]
    public async Task A_check_that_is_skipped_is_a_warning_that_says_what_is_wrong()
    {
        var result = await TestAsync(new ConnectionProfile { SkipCertificateCheck = true }, daysLeft: 365);
        var tls = Assert.Single(result.Layers, static layer => layer.Status == SessionTestStatus.Warning);
        Assert.Equal("Tls", tls.Layer);
        Assert.Contains("-SkipCertificateCheck", tls.Remedy, StringComparison.Ordinal);
        Assert.True(result.IsReached);
        Assert.Equal(SessionTestStatus.Passed, result.Clock.Status);
    }

    [Fact]
    [Scenario(53)]
    public async Task A_certificate_that_has_run_out_tells_since_when()
    {
        var tls = Tls(await TestAsync(new ConnectionProfile(), daysLeft: -3));
        Assert.Contains("-3 days left", tls.Finding, StringComparison.Ordinal);
        Assert.Contains("certificate renewed", tls.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(69)]
    public async Task A_proxy_that_refuses_is_named_without_the_password_in_its_address()
    {
        await using var proxy = RawServer.Start(static request =>
            request.SendAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
        var profile = new ConnectionProfile { Proxy = new UriBuilder(proxy.Address) { UserName = "ada", Password = "geheim" }.Uri };

        var result = await new ConnectionTest(new Uri("https://service.example.com/"), profile, Timeout, TimeProvider.System)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(SessionTestStatus.Failed, Assert.Single(result.Layers, static layer => layer.Layer == "Proxy").Status);
        Assert.All(result.Layers, static layer => Assert.DoesNotContain("geheim", layer.Finding, StringComparison.Ordinal));
    }

    [Fact]
    [Scenario(53)]
    public async Task A_certificate_for_another_name_tells_for_which()
    {
        var tls = Tls(await TestAsync(new ConnectionProfile(), daysLeft: 365, name: "other.example.com"));
        Assert.Contains("it is for other.example.com, not for 127.0.0.1", tls.Finding, StringComparison.Ordinal);
        Assert.Contains("Connect by the name that the certificate is for", tls.Remedy, StringComparison.Ordinal);
    }

    private static SessionTestLayer Tls(ConnectionTestResult result) => Assert.Single(result.Layers, static layer => layer.Layer == "Tls");

    private static async Task<ConnectionTestResult> TestAsync(ConnectionProfile profile, int daysLeft, string name = CertificateAuthority.LoopbackName)
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.Issue(name, DateTimeOffset.UtcNow.AddDays(daysLeft).AddHours(1));
        await using var emulator = await EmulatorServer.StartAsync(
            new EmulatorOptions { UseHttps = certificate }, TestContext.Current.CancellationToken);
        return await new ConnectionTest(emulator.BaseAddress, profile, Timeout, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }
}
