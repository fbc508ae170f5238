using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Diagnostics;

/// <summary>What a server's certificate says, what is wrong with it, and what to do about that.</summary>
/// <param name="Subject">Whom it is for.</param>
/// <param name="Issuers">Who vouches for it, and who for them, as far as that is known.</param>
/// <param name="DaysLeft">Until it ends; negative where it has.</param>
/// <param name="Problems">Empty where it is good.</param>
/// <param name="Remedies">One for each kind of problem.</param>
internal sealed record CertificateFinding(
    string Subject, IReadOnlyList<string> Issuers, int DaysLeft, IReadOnlyList<string> Problems, IReadOnlyList<string> Remedies)
{
    private const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    public static CertificateFinding? From(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return null;
        }

        var problems = new List<string>();
        var remedies = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add($"it is for {NamesOf(shown)}, not for {host}");
            remedies.Add("Connect by the name that the certificate is for, or have one issued for the name in use.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain is not null)
        {
            problems.AddRange(chain.ChainStatus.Select(static status => status.StatusInformation.Trim().TrimEnd('.')).Distinct());
            remedies.AddRange(chain.ChainStatus.Select(status => RemedyFor(status.Status, shown, now)).Distinct());
        }

        return new CertificateFinding(NameOf(shown), IssuersOf(shown, chain), DaysUntil(shown.NotAfter, now), problems, remedies);
    }

    /// <summary>In the order of trust: whom it is for, who issued it, and so on up to the root.</summary>
    public override string ToString() =>
        $"{Subject}{string.Concat(Issuers.Select(static issuer => $", issued by {issuer}"))}, {DaysLeft} days left";

    private static string RemedyFor(X509ChainStatusFlags problem, X509Certificate2 shown, DateTimeOffset now) => problem switch
    {
        _ when (problem & Untrusted) != 0 => "Have its issuer trusted on this machine, or the server send the certificates in between.",
        X509ChainStatusFlags.NotTimeValid when shown.NotBefore.ToUniversalTime() > now.UtcDateTime => "Check this machine's clock: the certificate is not valid yet.",
        _ => "Have the server's certificate renewed.",
    };

    // Of an issuer whose own certificate is not at hand the name at least is known.
    private static string[] IssuersOf(X509Certificate2 shown, X509Chain? chain) =>
        chain?.ChainElements.Skip(1).Select(static element => NameOf(element.Certificate)).ToArray() is { Length: > 0 } known
            ? known
            : [shown.GetNameInfo(X509NameType.SimpleName, forIssuer: true)];

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(static extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(static address => address.ToString())))
            .ToArray();
        return names.Length == 0 ? NameOf(certificate) : string.Join(", ", names);
    }

    private static string NameOf(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private static int DaysUntil(DateTime end, DateTimeOffset now) => (int)Math.Floor((end.ToUniversalTime() - now.UtcDateTime).TotalDays);
}
