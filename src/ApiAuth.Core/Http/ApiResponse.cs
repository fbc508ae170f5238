using System.Net.Http.Headers;

namespace ApiAuth.Http;

/// <summary>An answer whose body is read by whoever asked. Disposing it ends the request.</summary>
internal sealed class ApiResponse : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly ApiRequestMessage _message;

    public ApiResponse(HttpResponseMessage response, ApiRequestMessage message)
    {
        _response = response;
        _message = message;
        Body = message.Body ??= new ResponseBody(response, message);
    }

    /// <summary>Whether it is the answer to a HEAD request, which has no body whatever its headers say.</summary>
    public bool IsHead => _message.Method == HttpMethod.Head;

    public int StatusCode => (int)_response.StatusCode;

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
