using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;

namespace ApiAuth.PowerShell.Errors;

/// <summary>The texts of <c>Texts.resx</c>, each by the member of its name.</summary>
internal static class Texts
{
    private const string ConnectedUntil = nameof(ConnectedUntil);

    private static readonly ResourceManager Resources = new("ApiAuth.PowerShell.Errors.Texts", typeof(Texts).Assembly);

    public static string AddressHoldsUser => Get();

    public static string CertificateWithKeyNeeded => Get();

    public static string ClearTokenCache => Get();

    public static string ClientCertificateLeftOut => Get();

    public static string DisconnectSession => Get();

    public static string EmptyKey => Get();

    public static string EmptyPassword => Get();

    public static string ExportSession => Get();

    public static string FileAccessFailed => Get();

    public static string FileExists => Get();

    public static string ImportSession => Get();

    public static string NameTaken => Get();

    public static string NegativeDuration => Get();

    public static string OpeningTokenCache => Get();

    public static string ProxyCredentialLeftOut => Get();

    public static string ProxyHoldsUser => Get();

    public static string RefreshSession => Get();

    public static string ReplaceSession => Get();

    public static string SpaceAroundKey => Get();

    public static string Unexpected => Get();

    public static string AddressHoldsQuery(string address) => Format(address);

    public static string Connected(string name, string server, string? expiresAt) =>
        Format(name, server, expiresAt, expiresAt is null ? nameof(Connected) : ConnectedUntil);

    public static string InvalidArgument(string parameter) => Format(parameter);

    public static string LoggingIn(string host) => Format(host);

    public static string LoggingOut(string host) => Format(host);

    public static string LogoutFailed(string name, string reason) => Format(name, reason);

    public static string NotALogFile(string path) => Format(path);

    public static string NotAnAddress(string text) => Format(text);

    public static string NotTogether(string parameter) => Format(parameter);

    public static string ReadingSecret(string name) => Format(name);

    public static string RenameSession(string newName) => Format(newName);

    public static string SchemeNotSupported(string address, string scheme) => Format(address, scheme);

    public static string SecretIsNeither(string name, string kind) => Format(name, kind);

    public static string SecretIsNoCredential(string name, string kind) => Format(name, kind);

    public static string SecretIsNoKey(string name, string kind) => Format(name, kind);

    public static string SecretManagementMissing(string module, string reason) => Format(module, reason);

    public static string SecretNotFound(string name) => Format(name);

    public static string SecretNotRead(string name, string reason) => Format(name, reason);

    public static string TestingLayer(string layer) => Format(layer);

    public static string TestingSession(string name) => Format(name);

    public static string TokensNotShared(string name, string protection) => Format(name, protection);

    public static string WriteLog(int requests) => Format(requests.ToString(CultureInfo.CurrentCulture));

    public static string UnexpectedMessage(string type, string message) => Format(type, message);

    public static string VaultNotFound(string name) => Format(name);

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new ArgumentOutOfRangeException(nameof(name), name, "There is no text of this name.");

    private static string Format(string first, string? second = null, string? third = null, [CallerMemberName] string name = "") =>
        string.Format(CultureInfo.CurrentCulture, Get(name), first, second, third);
}
