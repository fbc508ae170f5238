using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ApiAuth.Diagnostics;

/// <summary>What a server's certificate says, and what is wrong with it.</summary>
/// <param name="Subject">Whom it is for.</param>
/// <param name="Issuer">Who vouches for it.</param>
/// <param name="DaysLeft">Until it ends; negative where it has.</param>
/// <param name="Problems">Empty where it is good.</param>
internal sealed record CertificateFinding(string Subject, string Issuer, int DaysLeft, IReadOnlyList<string> Problems)
{
    public static CertificateFinding? From(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return null;
        }

        var problems = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add("it is for another name");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain is not null)
        {
            problems.AddRange(chain.ChainStatus.Select(static status => status.StatusInformation.Trim().TrimEnd('.')).Distinct());
        }

        return new CertificateFinding(
            shown.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
            shown.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            (int)Math.Floor((shown.NotAfter.ToUniversalTime() - now.UtcDateTime).TotalDays),
            problems);
    }
}
