using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Secrets;
using ApiAuth.Storage;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Protects or reads a session's file, by a password or a certificate.</summary>
public abstract class SessionFileCmdlet : ApiCmdlet
{
    private protected const string PasswordSet = "Password";
    private protected const string CertificateSet = "Certificate";

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Protects the file (PBKDF2 and AES-GCM).</summary>
    [Parameter(Mandatory = true, ParameterSetName = PasswordSet)]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>Protects the file (CMS): who has its private key can read it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Replaces what has the name already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected IDataProtection CreateProtection() =>
        Certificate is not null ? new CertificateProtection(Certificate, nameof(Certificate))
        : Password!.Length == 0 ? throw InvalidInput.For(nameof(Password), Texts.EmptyPassword)
        : new PasswordProtection(Credentials.Reveal(Password));

    private protected string ResolvePath() => GetUnresolvedProviderPathFromPSPath(Path);
}
