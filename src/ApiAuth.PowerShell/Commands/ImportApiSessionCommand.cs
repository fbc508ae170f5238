using System.Management.Automation;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Storage;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Goes on with a session that was exported.</summary>
[Cmdlet(VerbsData.Import, "ApiSession", DefaultParameterSetName = PasswordSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApiSession))]
public sealed class ImportApiSessionCommand : SessionFileCmdlet
{
    /// <summary>In place of the name that the session had.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(Path, Import);

    private void Import()
    {
        var snapshot = SessionFile.Read(File.ReadAllBytes(ResolvePath()), CreateProtection());
        string name = Name ?? snapshot.Name;
        if (Registry.Find(name) is not null)
        {
            if (!Force)
            {
                throw InvalidInput.For(nameof(Name), Texts.NameTaken);
            }

            if (!ShouldProcess(name, Texts.ImportSession))
            {
                return;
            }
        }

        var session = snapshot.Open(name, TimeProvider.System, StoreOf(snapshot));
        Await(Texts.LoggingIn(session.Server.Authority), session.ConnectAsync);
        if (Registry.Add(session) is { } replaced)
        {
            // The service may know both as one login: it is not logged out there.
            replaced.Close();
        }

        WriteObject(session);
    }

    // Without a credential there is no login to share.
    private FileTokenStore? StoreOf(SessionSnapshot snapshot)
    {
        if (snapshot.TokenCache is not { } protection || snapshot.Credential.IsAbsent)
        {
            return null;
        }

        try
        {
            return Await(Texts.OpeningTokenCache, token => UserTokens.OpenAsync(protection, certificate: null, token));
        }
        catch (Exception exception) when (exception is ApiException or ArgumentException)
        {
            WriteWarning(Texts.TokensNotShared(snapshot.Name, protection.ToString()));
            return null;
        }
    }
}
