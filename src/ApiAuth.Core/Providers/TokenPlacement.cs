using ApiAuth.Http;
using ApiAuth.Tokens;

namespace ApiAuth.Providers;

/// <summary>Puts a token where services commonly want it, unless the caller has put something there.</summary>
internal static class TokenPlacement
{
    /// <summary>In the Authorization header.</summary>
    public static bool InHeader(ApiRequestMessage message, Token token)
    {
        if (IsOccupied(message.Request, "Authorization"))
        {
            return false;
        }

        message.Headers.Authorization = token.Header;
        return true;
    }

    /// <summary>In the Cookie header.</summary>
    public static bool InCookies(ApiRequestMessage message, Token token)
    {
        if (IsOccupied(message.Request, "Cookie") || IsOccupied(message.Request, "Authorization"))
        {
            return false;
        }

        message.Headers.Remove("Cookie");
        if (token.Cookies.HeaderFor(message.Target, message.Deadline.Now) is { } cookies)
        {
            message.Headers.Add("Cookie", cookies);
        }

        return true;
    }

    private static bool IsOccupied(ApiRequest request, string header)
    {
        foreach (var (name, _) in request.Headers)
        {
            if (name.Equals(header, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
