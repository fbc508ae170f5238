using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;
using ApiAuth.Tokens;
using Shell = System.Management.Automation.PowerShell;

namespace ApiAuth.PowerShell.Secrets;

/// <summary>Reads secrets by SecretManagement.</summary>
/// <remarks>In a runspace of its own, whose host can't ask anything: a vault that is locked is an error here, never a prompt.</remarks>
internal static class SecretVault
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    // The ids of SecretManagement's own errors.
    private const string NotFound = "GetSecretNotFound";
    private const string VaultNotFound = "GetSecretVaultNotFound";

    /// <summary>Reads it anew each time, for a session that outlives a change of it.</summary>
    public static Func<CancellationToken, Task<ApiCredential?>> Source(string name, string? vault, SecretKind accepted) =>
        async cancellationToken => await ReadAsync(name, vault, accepted, cancellationToken).ConfigureAwait(false);

    /// <param name="name">Of the secret.</param>
    /// <param name="vault">Null: wherever the secret is found first.</param>
    /// <param name="accepted">What it may be.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">There is no such secret, it is of another kind, or it can't be read; the parameter is named.</exception>
    public static async Task<ApiCredential> ReadAsync(string name, string? vault, SecretKind accepted, CancellationToken cancellationToken)
    {
        object? secret = await GetAsync(name, vault, cancellationToken).ConfigureAwait(false);
        return secret switch
        {
            PSCredential credential when accepted.HasFlag(SecretKind.Password) => Credentials.FromPassword(credential, "SecretName"),
            SecureString key when accepted.HasFlag(SecretKind.Key) => Credentials.FromKey(key, "SecretName"),
            null => throw InvalidInput.For("SecretName", Texts.SecretNotFound(name)),
            _ => throw InvalidInput.For("SecretName", Unfit(name, secret.GetType().Name, accepted)),
        };
    }

    private static string Unfit(string name, string kind, SecretKind accepted) => accepted switch
    {
        SecretKind.Key => Texts.SecretIsNoKey(name, kind),
        SecretKind.Password => Texts.SecretIsNoCredential(name, kind),
        _ => Texts.SecretIsNeither(name, kind),
    };

    private static async Task<object?> GetAsync(string name, string? vault, CancellationToken cancellationToken)
    {
        using var shell = Shell.Create(InitialSessionState.CreateDefault2());
        shell.AddCommand("Import-Module").AddParameter("Name", Module).AddParameter("ErrorAction", ActionPreference.Stop);
        try
        {
            await InvokeAsync(shell, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException exception)
        {
            throw InvalidInput.For("SecretName", Texts.SecretManagementMissing(Module, Reason(exception)));
        }

        shell.Commands.Clear();
        shell.AddCommand(Module + @"\Get-Secret").AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Stop);
        if (vault is not null)
        {
            shell.AddParameter("Vault", vault);
        }

        try
        {
            var found = await InvokeAsync(shell, cancellationToken).ConfigureAwait(false);
            return found.Count == 0 ? null : found[0]?.BaseObject;
        }
        catch (RuntimeException exception)
        {
            string id = exception.ErrorRecord?.FullyQualifiedErrorId ?? "";
            throw id.StartsWith(NotFound, StringComparison.Ordinal) ? InvalidInput.For("SecretName", Texts.SecretNotFound(name))
                : id.StartsWith(VaultNotFound, StringComparison.Ordinal) ? InvalidInput.For("VaultName", Texts.VaultNotFound(vault!))
                : InvalidInput.For("SecretName", Texts.SecretNotRead(name, Reason(exception)));
        }
    }

    // The exception itself says no more than that the command was to stop at the first error.
    private static string Reason(RuntimeException exception) => exception.ErrorRecord?.Exception.Message ?? exception.Message;

    private static async Task<PSDataCollection<PSObject>> InvokeAsync(Shell shell, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static running => ((Shell)running!).BeginStop(null, null), shell);
        try
        {
            return await Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke).ConfigureAwait(false);
        }
        catch (PipelineStoppedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
