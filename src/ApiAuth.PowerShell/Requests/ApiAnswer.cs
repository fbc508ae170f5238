using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.PowerShell.Requests;

/// <summary>An answer with what came beside its content.</summary>
public sealed class ApiAnswer
{
    private readonly byte[] _body;
    private readonly string? _charSet;

    internal ApiAnswer(ApiResponse answer, TimeSpan duration, object? content, byte[] body)
    {
        StatusCode = answer.StatusCode;
        Headers = answer.GetSafeHeaders();
        Content = content;
        RequestUri = new Uri(answer.Redact(answer.RequestUri.AbsoluteUri));
        Attempts = answer.Attempts;
        Duration = duration;
        _body = body;
        _charSet = answer.CharSet;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>By name, without regard to case.</summary>
    public IReadOnlyDictionary<string, string[]> Headers { get; }

    /// <summary>The body as objects; the file where it was saved in one.</summary>
    public object? Content { get; }

    /// <summary>The body as text, made when it is asked for.</summary>
    public string RawContent => field ??= BodyEncoding.Decode(_body, _charSet);

    /// <summary>As it was asked for, without what the session placed in it; secrets in it are masked.</summary>
    public Uri RequestUri { get; }

    /// <summary>Each time that it was sent.</summary>
    public IReadOnlyList<RequestAttempt> Attempts { get; }

    /// <summary>To the end of the body, with all attempts and the login where one was needed.</summary>
    public TimeSpan Duration { get; }
}
