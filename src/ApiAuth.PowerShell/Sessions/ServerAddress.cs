using ApiAuth.Diagnostics;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>The address of a server as users write it.</summary>
internal static class ServerAddress
{
    private static readonly string[] ProxySchemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, "socks4", "socks4a", "socks5"];

    /// <summary>An https address where no scheme is given.</summary>
    /// <exception cref="ArgumentException">It can't be the address of a server; the parameter is named.</exception>
    public static Uri Parse(Uri given, string parameter)
    {
        var address = Complete(given, Uri.UriSchemeHttps, parameter);
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw InvalidInput.For(parameter, Texts.SchemeNotSupported(Shown(given.OriginalString), address.Scheme));
        }

        if (address.UserInfo.Length > 0)
        {
            throw InvalidInput.For(parameter, Texts.AddressHoldsUser);
        }

        return address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : throw InvalidInput.For(parameter, Texts.AddressHoldsQuery(Shown(given.OriginalString)));
    }

    /// <summary>An http address where no scheme is given.</summary>
    /// <exception cref="ArgumentException">It can't be the address of a proxy; the parameter is named.</exception>
    public static Uri ParseProxy(Uri given, string parameter)
    {
        var address = Complete(given, Uri.UriSchemeHttp, parameter);
        if (!ProxySchemes.Contains(address.Scheme))
        {
            throw InvalidInput.For(parameter, Texts.SchemeNotSupported(Shown(given.OriginalString), address.Scheme));
        }

        return address.UserInfo.Length == 0 ? address : throw InvalidInput.For(parameter, Texts.ProxyHoldsUser);
    }

    /// <summary>What an error about an address may show of it.</summary>
    public static Uri? WithoutUser(Uri? given) =>
        given is { IsAbsoluteUri: true, UserInfo.Length: > 0 } ? new UriBuilder(given) { UserName = "", Password = "" }.Uri : given;

    private static string Shown(string text) => Redactor.Unknown.Redact(text);

    // As text: "dam.example.com:8443" reads as an address of the scheme "dam.example.com".
    private static Uri Complete(Uri given, string scheme, string parameter)
    {
        string text = given.OriginalString.Trim();
        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"{scheme}://{text}", UriKind.Absolute, out var address)
            && address.Host.Length > 0
            ? address
            : throw InvalidInput.For(parameter, Texts.NotAnAddress(Shown(text)));
    }
}
