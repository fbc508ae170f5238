using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Secrets;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Providers;
using ApiAuth.Sessions;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Logs in to a service and keeps the login as a session: what all services have in common.</summary>
public abstract class ConnectCmdlet : ConnectionCmdlet
{
    private protected const string SecretSet = "SecretName";

    // Boxed: fields of the enumerations' own types would load the core when the module is imported.
    private object? _tokenCache;
    private object? _tokenCacheProtection;

    /// <summary>The session's name; by default the host's. A session that has the name already is replaced once the new login has succeeded.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A secret of SecretManagement, in place of a key or credential.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault that the secret is in; by default the first that has one of this name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = SecretSet)]
    [ValidateNotNullOrEmpty]
    public string? VaultName { get; set; }

    /// <summary>The address of a cheap request, by which Test-ApiSession shows whether the login is good.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProbeUri { get; set; }

    /// <summary>Who shares the token: this session alone (Process, the default), or all processes of this user that connect with the same credential.</summary>
    [Parameter]
    public TokenCache TokenCache
    {
        get => (TokenCache)(_tokenCache ?? default(TokenCache));
        set => _tokenCache = value;
    }

    /// <summary>What keeps the tokens of the user's cache from other eyes: the system (the default), a certificate, or nothing but file modes.</summary>
    [Parameter]
    public TokenCacheProtection TokenCacheProtection
    {
        get => (TokenCacheProtection)(_tokenCacheProtection ?? default(TokenCacheProtection));
        set => _tokenCacheProtection = value;
    }

    /// <summary>For the protection by certificate; it needs its private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? TokenCacheCertificate { get; set; }

    /// <summary>What the secret of <see cref="SecretName"/> may be.</summary>
    private protected abstract SecretKind AcceptedSecrets { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(Target, Connect);

    /// <summary>What errors are about.</summary>
    private protected abstract object? Target { get; }

    /// <summary>The server as the service wants it.</summary>
    /// <exception cref="ArgumentException">What was given can't be one.</exception>
    private protected abstract Uri GetServer();

    /// <summary>The key or credential that was given as such.</summary>
    private protected abstract ApiCredential GetGivenCredential();

    private protected abstract ApiProvider CreateProvider(Uri server, ApiCredential credential);

    private void Connect()
    {
        var server = GetServer();
        var profile = CreateProfile();
        var probe = CreateProbe(server);
        if (Name is not null && Registry.Find(Name) is not null && !ShouldProcess(Name, Texts.ReplaceSession))
        {
            return;
        }

        var credential = SecretName is null
            ? GetGivenCredential()
            : Await(Texts.ReadingSecret(SecretName), token => SecretVault.ReadAsync(SecretName, VaultName, AcceptedSecrets, token));
        var session = new ApiSession(
            Name ?? Registry.UniqueName(server), server, CreateProvider(server, credential), profile, TimeProvider.System, CreateOptions(probe));
        Await(Texts.LoggingIn(server.Authority), session.ConnectAsync);
        Keep(session);
        WriteWarnings(session);
        WriteObject(session);
    }

    private SessionOptions CreateOptions(ApiRequest? probe)
    {
        var source = SecretName is null ? null : SecretVault.Source(SecretName, VaultName, AcceptedSecrets);
        var options = new SessionOptions { Probe = probe, CredentialSource = source };
        return TokenCache == TokenCache.User
            ? options with
            {
                TokenCache = TokenCacheProtection,
                TokenStore = Await(Texts.OpeningTokenCache, token => UserTokens.OpenAsync(TokenCacheProtection, TokenCacheCertificate, token)),
            }
            : options;
    }

    private void Keep(ApiSession session)
    {
        if (Name is null)
        {
            Registry.AddUnderFreeName(session);
        }
        else if (Registry.Add(session) is { } replaced)
        {
            LogOut(replaced);
        }

        WriteVerbose(Texts.Connected(session));
    }

    // Tried now: a probe that can't be sent would not be noticed before it is needed.
    private ApiRequest? CreateProbe(Uri server)
    {
        if (ProbeUri is null)
        {
            return null;
        }

        try
        {
            RequestAddress.Resolve(RequestAddress.AsFolder(server), ProbeUri, []);
        }
        catch (InvalidInputException exception)
        {
            throw InvalidInput.For(nameof(ProbeUri), exception.Reason);
        }
        catch (ApiException exception)
        {
            throw new ApiException(exception.ErrorId, $"-{nameof(ProbeUri)}: {exception.Message}");
        }

        return new ApiRequest(ProbeUri);
    }
}
