using System.Management.Automation;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Storage;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Writes a live session to a protected file, for another process or machine to go on with.</summary>
[Cmdlet(VerbsData.Export, "ApiSession", DefaultParameterSetName = PasswordSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportApiSessionCommand : SessionFileCmdlet
{
    /// <summary>A session or the name of one; the default session where it is left out.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNull]
    public SessionReference? Session { get; set; }

    /// <summary>With the credential, so that the session can be renewed there, and with the one for the proxy. A key that is itself the token always goes along.</summary>
    [Parameter]
    public SwitchParameter IncludeCredential { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(Session?.Target ?? Path, Export);

    private void Export()
    {
        var session = SessionReference.Resolve(Session, Registry);
        string path = ResolvePath();
        if (!ShouldProcess(path, Texts.ExportSession))
        {
            return;
        }

        if (File.Exists(path) && !Force)
        {
            throw InvalidInput.For(nameof(Path), Texts.FileExists);
        }

        PrivateFile.Write(path, SessionFile.Write(session.Export(IncludeCredential), CreateProtection()), Force);
        if (session.Profile.Certificate is not null)
        {
            WriteWarning(Texts.ClientCertificateLeftOut);
        }

        if (session.Profile.ProxyCredential is not null && !IncludeCredential)
        {
            WriteWarning(Texts.ProxyCredentialLeftOut);
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
