using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Errors;
using ApiAuth.Storage;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Storage;

public sealed class DataProtectionTests
{
    private static readonly byte[] Data = "canary: what is kept"u8.ToArray();

    public static TheoryData<string> Kinds => ["certificate", "password", "key"];

    [Theory]
    [Scenario(69)]
    [MemberData(nameof(Kinds))]
    public void What_was_protected_comes_back_and_can_not_be_read_without(string kind)
    {
        var protection = Create(kind);

        byte[] message = protection.Protect(Data);

        Assert.Equal(Data, protection.Unprotect(message));
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(message), StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => Create(kind).Unprotect(message));
    }

    [Theory]
    [Scenario(20)]
    [MemberData(nameof(Kinds))]
    public void What_was_cut_off_is_refused(string kind)
    {
        var protection = Create(kind);
        byte[] message = protection.Protect(Data);

        foreach (int length in (int[])[0, 3, 20, message.Length - 1])
        {
            Assert.ThrowsAny<CryptographicException>(() => protection.Unprotect(message.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_file_can_not_demand_an_age_of_work()
    {
        byte[] message = new PasswordProtection("p").Protect(Data);
        message[0] = 0x7F;

        Assert.ThrowsAny<CryptographicException>(() => new PasswordProtection("p").Unprotect(message));
    }

    [Fact]
    public void A_certificate_whose_key_signs_only_is_refused_before_anything_is_kept()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=ec", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));

        var failure = Assert.Throws<InvalidInputException>(() => new CertificateProtection(certificate));

        Assert.Contains("RSA", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Scenario(22)]
    public async Task Without_a_keyring_the_systems_protection_is_refused_with_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS") is null or "", "This session may have a keyring.");
        using var folder = new TemporaryFolder();

        var failure = await Assert.ThrowsAsync<ApiException>(
            () => SystemKey.GetOrCreateAsync(folder.Path, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(ApiErrorId.TokenCacheUnavailable, failure.ErrorId);
        Assert.Contains("-TokenCacheProtection Certificate", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("-TokenCacheProtection None", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_can_not_be_alone_with_the_systems_key_does_not_make_a_second_one()
    {
        using var folder = new TemporaryFolder();
        var clock = new FakeTimeProvider();
        using var held = await SystemKey.EnterAsync(folder.Path, clock, TestContext.Current.CancellationToken);

        var entering = SystemKey.EnterAsync(folder.Path, clock, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return entering.IsCompleted;
        });

        Assert.Equal(ApiErrorId.TokenCacheUnavailable, (await Assert.ThrowsAsync<ApiException>(() => entering)).ErrorId);
    }

    private static IDataProtection Create(string kind) => kind switch
    {
        "certificate" => new CertificateProtection(TestCertificates.Create()),
        "password" => new PasswordProtection(Guid.NewGuid().ToString()),
        _ => new KeyProtection("key", RandomNumberGenerator.GetBytes(KeyProtection.KeySize)),
    };
}
