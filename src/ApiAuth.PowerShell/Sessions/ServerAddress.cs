using System.Text.RegularExpressions;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>The address of a server as users write it.</summary>
internal static partial class ServerAddress
{
    private static readonly string[] ProxySchemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, "socks4", "socks4a", "socks5"];

    /// <summary>An https address where no scheme is given.</summary>
    /// <exception cref="ArgumentException">It can't be the address of a server; the parameter is named.</exception>
    public static Uri Parse(Uri given, string parameter)
    {
        var address = Complete(given, Uri.UriSchemeHttps, parameter);
        // First, since the other messages repeat the address.
        if (address.UserInfo.Length > 0)
        {
            throw InvalidInput.For(parameter, Texts.AddressHoldsUser);
        }

        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            throw InvalidInput.For(parameter, Texts.SchemeNotSupported(given.OriginalString, address.Scheme));
        }

        return address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : throw InvalidInput.For(parameter, Texts.AddressHoldsQuery(given.OriginalString));
    }

    /// <summary>An http address where no scheme is given.</summary>
    /// <exception cref="ArgumentException">It can't be the address of a proxy; the parameter is named.</exception>
    public static Uri ParseProxy(Uri given, string parameter)
    {
        var address = Complete(given, Uri.UriSchemeHttp, parameter);
        if (address.UserInfo.Length > 0)
        {
            throw InvalidInput.For(parameter, Texts.ProxyHoldsUser);
        }

        return ProxySchemes.Contains(address.Scheme)
            ? address
            : throw InvalidInput.For(parameter, Texts.SchemeNotSupported(given.OriginalString, address.Scheme));
    }

    /// <summary>The address as an error may show it: without the user name and the password that it may hold.</summary>
    public static string Shown(string text) => UserInfo().Replace(text, "${scheme}");

    // As text: "dam.example.com:8443" reads as an address of the scheme "dam.example.com".
    private static Uri Complete(Uri given, string scheme, string parameter)
    {
        string text = given.OriginalString.Trim();
        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"{scheme}://{text}", UriKind.Absolute, out var address)
            && address.Host.Length > 0
            ? address
            : throw InvalidInput.For(parameter, Texts.NotAnAddress(Shown(text)));
    }

    [GeneratedRegex(@"^\s*(?<scheme>[A-Za-z][A-Za-z0-9+.-]*://)?[^/?#]*@")]
    private static partial Regex UserInfo();
}
