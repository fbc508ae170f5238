using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Http.Cookies;

namespace ApiAuth.Providers;

/// <summary>The whole answer to a login or logout.</summary>
internal sealed class LoginAnswer
{
    private readonly Redactor _redactor;
    private readonly RequestLogEntry? _logEntry;
    private readonly string[] _setCookies;
    private readonly string? _charSet;

    public LoginAnswer(HttpResponseMessage response, Uri requestUri, byte[] body, Redactor redactor, RequestLogEntry? logEntry = null)
    {
        _logEntry = logEntry;
        Status = response.StatusCode;
        ReasonPhrase = response.ReasonPhrase;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        _charSet = response.Content.Headers.ContentType?.CharSet?.Trim('"');
        Date = response.Headers.Date;
        Body = body;
        RequestUri = requestUri;
        _redactor = redactor;
        _setCookies = response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];
    }

    public Uri RequestUri { get; }

    public HttpStatusCode Status { get; }

    public string? ReasonPhrase { get; }

    public string? MediaType { get; }

    /// <summary>When the service says that it is; null where it does not.</summary>
    public DateTimeOffset? Date { get; }

    public byte[] Body { get; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public CookieJar Cookies(DateTimeOffset now) => CookieJar.Empty.Apply(_setCookies, RequestUri, now);

    /// <exception cref="ApiException">The status means failure: refused, denied, throttled or another.</exception>
    /// <param name="remedyFor">What to do about a status, where the service's pages say more than is known of the failure itself; null where they do not.</param>
    public LoginAnswer EnsureSuccess(Func<HttpStatusCode, string?>? remedyFor = null) => IsSuccess ? this : throw Failed(
        (int)Status switch
        {
            401 => ApiErrorId.LoginRejected,
            403 => ApiErrorId.PermissionDenied,
            429 => ApiErrorId.RateLimited,
            _ => ApiErrorId.LoginFailed,
        },
        $"The login at '{RequestUri.Authority}' was answered with {(int)Status} {ReasonPhrase}.",
        remedy: remedyFor?.Invoke(Status));

    /// <summary>The body as one JSON object with no member twice.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public LoginDocument Json()
    {
        if (Body.Length == 0)
        {
            throw Failed(ApiErrorId.InvalidResponse, "The answer to the login is empty.");
        }

        try
        {
            return new LoginDocument(StrictJson.ParseObject(Body), this);
        }
        catch (JsonException exception)
        {
            string problem = MediaType == "text/html" ? "is a web page, not JSON" : $"is not JSON as expected: {exception.Message}";
            throw Failed(ApiErrorId.InvalidResponse, $"The answer to the login {problem}");
        }
    }

    /// <summary>The header for a token of the answer (RFC 6750).</summary>
    /// <exception cref="ApiException">The token holds a character that can't be sent in a header.</exception>
    public AuthenticationHeaderValue BearerHeader(string token) => new("Bearer", HeaderSafe(token, "token"));

    /// <summary>The same text, known to be fit for a header: visible ASCII (RFC 9110, section 5.5).</summary>
    /// <exception cref="ApiException">It is not.</exception>
    public string HeaderSafe(string value, string name) => value.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        ? value
        : throw Failed(ApiErrorId.InvalidResponse, $"The '{name}' in the answer to the login holds a character that can't be sent in a header.");

    /// <summary>A lifetime told in milliseconds, as long or as short as one can be.</summary>
    public static TimeSpan Milliseconds(long milliseconds) =>
        TimeSpan.FromTicks(Math.Clamp(milliseconds, TimeSpan.MinValue.Ticks / TimeSpan.TicksPerMillisecond, TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond) * TimeSpan.TicksPerMillisecond);

    /// <summary>The failure that the answer is, with what of it can be shown.</summary>
    public ApiException Failed(string errorId, string message, string? vendorCode = null, string? remedy = null)
    {
        _logEntry?.NoteFailure(errorId, vendorCode);
        // A service may repeat in its own words what it was sent.
        return new ApiException(errorId, _redactor.Redact(message))
        {
            StatusCode = (int)Status,
            VendorCode = vendorCode is null ? null : _redactor.Redact(vendorCode),
            ResponseExcerpt = Body.Length == 0 ? null : _redactor.Excerpt(Body, _charSet),
            RecommendedAction = remedy,
        };
    }
}
