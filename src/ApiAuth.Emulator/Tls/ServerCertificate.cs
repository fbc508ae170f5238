using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Emulator.Tls;

/// <summary>What the server shows to new connections, which may change while it runs.</summary>
internal sealed class ServerCertificate
{
    /// <summary>In days, what is left of a certificate that nothing is said about.</summary>
    private const int UsualLife = 365;

    private readonly CertificateAuthority? _authority;
    private readonly X509Certificate2? _initial;
    private volatile X509Certificate2? _current;

    public ServerCertificate(EmulatorOptions options)
    {
        _authority = options.Authority;
        _initial = _current = options.UseHttps ?? _authority?.Issue(CertificateAuthority.LoopbackName, InDays(UsualLife));
    }

    /// <summary>Null where the server speaks plain http.</summary>
    public X509Certificate2? Current => _current;

    /// <param name="name">Whom it is for; null is this server.</param>
    /// <param name="daysLeft">Until it ends, rounded down as a client does that counts whole days; negative if it has.</param>
    /// <exception cref="ArgumentException">There is no authority to issue it, or it would not be valid yet.</exception>
    public X509Certificate2 Replace(string? name, int? daysLeft)
    {
        if (_authority is null)
        {
            throw new ArgumentException("The emulator has no certificate authority; start it with --https.");
        }

        return daysLeft > UsualLife
            ? throw new ArgumentException($"daysLeft is {UsualLife} at most.")
            : _current = _authority.Issue(name ?? CertificateAuthority.LoopbackName, InDays(daysLeft ?? UsualLife));
    }

    public void Reset() => _current = _initial;

    // By the machine's clock, whatever that of the services is: clients check certificates by theirs.
    private static DateTimeOffset InDays(int days) => TimeProvider.System.GetUtcNow().AddDays(days).AddHours(1);
}
