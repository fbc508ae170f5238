using System.Net.Http.Headers;
using ApiAuth.Diagnostics;
using ApiAuth.Http.Paging;

namespace ApiAuth.Http;

/// <summary>An answer whose body is read by whoever asked. Disposing it ends the request.</summary>
internal sealed class ApiResponse : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly ApiRequestMessage _message;
    private readonly Redactor _redactor;
    private Redactor? _shown;

    /// <param name="response">The answer.</param>
    /// <param name="message">What it answers.</param>
    /// <param name="redactor">Knows the secrets of the session.</param>
    public ApiResponse(HttpResponseMessage response, ApiRequestMessage message, Redactor redactor)
    {
        _response = response;
        _message = message;
        _redactor = redactor;
        Body = message.Body ??= new ResponseBody(response, message);
    }

    public int StatusCode => (int)_response.StatusCode;

    /// <summary>Whether the status tells of success (RFC 9110, section 15.3).</summary>
    public bool IsSuccess => _response.IsSuccessStatusCode;

    /// <summary>Whether there can be a body at all, whatever the headers say (RFC 9110, section 6.4.1).</summary>
    public bool MayHaveBody => _message.Method != HttpMethod.Head && StatusCode is not (204 or 205 or 304);

    public string ReasonPhrase => _response.ReasonPhrase ?? "";

    public Uri RequestUri => _message.Target;

    /// <summary>The beginning of a body can be seen in <see cref="ResponseBody.Prefix"/>; it is read once.</summary>
    public ResponseBody Body { get; }

    /// <summary>Such as <c>application/json</c>; null where the answer names none.</summary>
    public string? MediaType => _response.Content.Headers.ContentType?.MediaType;

    public string? CharSet => _response.Content.Headers.ContentType?.CharSet?.Trim('"');

    /// <summary>In bytes; null where it is not known before the end.</summary>
    public long? ContentLength => _response.Content.Headers.ContentLength;

    public DateTimeOffset? LastModified => _response.Content.Headers.LastModified;

    public ContentRangeHeaderValue? ContentRange => _response.Content.Headers.ContentRange;

    public string? FileName =>
        _response.Content.Headers.ContentDisposition is { } disposition ? (disposition.FileNameStar ?? disposition.FileName)?.Trim('"') : null;

    public IReadOnlyList<RequestAttempt> Attempts => _message.Attempts;

    /// <summary>Those of the answer itself, without those of its body.</summary>
    public HttpResponseHeaders Headers => _response.Headers;

    /// <summary>The address of the next page, as the Link header gives it; null where it gives none.</summary>
    public string? NextLink => _response.Headers.TryGetValues("Link", out var links) ? LinkHeader.Find(links, "next") : null;

    // The token may have been renewed since, and a caller has secrets of its own.
    private Redactor Shown => _shown ??= _redactor.With(
        RequestSecrets.Of(_message.Token, _message.Target, _message.Request.Headers, _message.Request.Body));

    /// <summary>A text of or about the answer as it may be shown: without what the session knows, and without what the request carried.</summary>
    public string Redact(string text) => Shown.Redact(text);

    /// <summary>The beginning of the body, as it may be shown; null where there is nothing.</summary>
    /// <param name="body">All of it, or as much of it as is at hand.</param>
    /// <param name="isCut">Whether there is more of it.</param>
    public string? Excerpt(ReadOnlySpan<byte> body, bool isCut) => body.IsEmpty ? null : Shown.Excerpt(body, CharSet, isCut);

    /// <summary>The failure of an answer that is not what it claims to be.</summary>
    /// <param name="problem">What goes on from "The answer of 'path'".</param>
    /// <param name="body">All of it, or as much of it as is at hand.</param>
    /// <param name="isCut">Whether there is more of it.</param>
    /// <param name="cause">What was noticed first.</param>
    public ApiException Invalid(string problem, ReadOnlySpan<byte> body = default, bool isCut = false, Exception? cause = null) =>
        new(ApiErrorId.InvalidResponse, $"The answer of '{Redact(RequestUri.AbsolutePath)}' {Redact(problem)}", cause)
        {
            StatusCode = StatusCode,
            ResponseExcerpt = Excerpt(body, isCut),
            Attempts = Attempts,
        };

    /// <summary>All headers of the answer as they may be shown.</summary>
    public Dictionary<string, string[]> GetSafeHeaders() => SafeHeaders.Of(GetHeaders(), Redact);

    /// <summary>All headers of the answer, those of its body included.</summary>
    public Dictionary<string, string[]> GetHeaders()
    {
        var headers = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        Collect(_response.Headers, headers);
        Collect(_response.Content.Headers, headers);
        return headers;
    }

    public void Dispose()
    {
        Body.Dispose();
        _message.Dispose();
        _message.Deadline.Dispose();
    }

    private static void Collect(HttpHeaders source, Dictionary<string, string[]> headers)
    {
        foreach (var (name, values) in source)
        {
            headers[name] = [.. values];
        }
    }
}
