using System.Text;
using ApiAuth.Errors;

namespace ApiAuth.Http;

/// <summary>Addresses relative to a server (RFC 3986), never outside its origin.</summary>
internal static class RequestAddress
{
    /// <summary>The server's address taken as a folder.</summary>
    public static Uri AsFolder(Uri server) =>
        server.AbsolutePath.EndsWith('/') ? server : new UriBuilder(server) { Path = server.AbsolutePath + "/" }.Uri;

    /// <param name="server">As a folder.</param>
    /// <param name="address">What was asked for.</param>
    /// <param name="query">Goes on it.</param>
    /// <param name="parameter">Who gave it.</param>
    /// <exception cref="ApiException">The address belongs to another origin.</exception>
    /// <exception cref="ArgumentException">The address can't be read, or names a user.</exception>
    public static Uri Resolve(Uri server, string address, IReadOnlyList<KeyValuePair<string, string>> query, string parameter = "Uri")
    {
        if (!Uri.TryCreate(address, HasScheme(address) ? UriKind.Absolute : UriKind.Relative, out var given) || !Uri.TryCreate(server, given, out var resolved))
        {
            // What stands before an @ may be a password, wherever it is.
            string shown = address.Contains('@', StringComparison.Ordinal) ? "What was given" : $"'{WithoutQuery(address)}'";
            throw InvalidInput.For(parameter, $"{shown} is not an address.");
        }

        if (resolved.UserInfo.Length > 0)
        {
            throw InvalidInput.For(parameter, "The address holds a user name; the credential is given when connecting, and belongs in no address.");
        }

        if (!IsSameOrigin(server, resolved))
        {
            throw new ApiException(
                ApiErrorId.CrossOriginRequest,
                $"'{Origin(resolved)}' is not the session's server '{Origin(server)}'; its credentials are not sent there.");
        }

        return query.Count == 0 ? resolved : WithQuery(resolved, query);
    }

    public static Uri WithQuery(Uri address, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var text = new StringBuilder(address.Query);
        foreach (var (name, value) in query)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return new UriBuilder(address) { Query = text.ToString(), Fragment = "" }.Uri;
    }

    public static bool IsSameOrigin(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.IdnHost, b.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Scheme, host and port; never a user name, which may come with a password.</summary>
    public static string Origin(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    // What stands in the query may be secret.
    private static string WithoutQuery(string address) => address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? address[..mark] : address;

    private static bool HasScheme(string address)
    {
        int colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Uri.CheckSchemeName(address[..colon]) && address.AsSpan(colon).StartsWith("://");
    }
}
