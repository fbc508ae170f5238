using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Emulator.Tests;

public sealed class EmulatorServerTests
{
    [Fact]
    public async Task With_a_certificate_both_origins_speak_https()
    {
        using ECDsa key = ECDsa.Create();
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using EmulatorServer emulator = await EmulatorServer.StartAsync(
            new EmulatorOptions { UseHttps = certificate }, TestContext.Current.CancellationToken);
        string? presented = null;
        using HttpClient client = new(new SocketsHttpHandler
        {
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = (_, actual, _, _) => (presented = actual?.GetCertHashString(HashAlgorithmName.SHA256)) is not null,
            },
        });

        foreach (Uri origin in (Uri[])[emulator.BaseAddress, emulator.OtherOrigin])
        {
            Assert.Equal("https", origin.Scheme);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(origin, "/services/ping"), TestContext.Current.CancellationToken)).StatusCode);
        }

        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), presented);
    }
}
