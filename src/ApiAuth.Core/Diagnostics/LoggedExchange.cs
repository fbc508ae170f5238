namespace ApiAuth.Diagnostics;

/// <summary>A request and its answer as a log file shows them, redacted.</summary>
internal sealed record LoggedExchange(ApiRequestRecord Record)
{
    /// <summary>Such as <c>HTTP/1.1</c>; null where no answer came.</summary>
    public string? HttpVersion { get; init; }

    public string? ReasonPhrase { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } = [];

    /// <summary>Null where there was none, or it is not kept.</summary>
    public LoggedBody? RequestBody { get; init; }

    /// <summary>Null where there was none, or it is not kept.</summary>
    public LoggedBody? ResponseBody { get; init; }
}
