namespace ApiAuth.Emulator.Log;

/// <summary>What the server saw of one request, and what it answered.</summary>
public sealed record ReceivedRequest
{
    /// <summary>Counts from 1 in order of arrival and never starts again, not even when the log is cleared.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>"main" or "other": the listener it came to.</summary>
    public required string Origin { get; init; }

    /// <summary>Null where no service has the path.</summary>
    public string? Service { get; init; }

    public string? Operation { get; init; }

    public required string Method { get; init; }

    /// <summary>Decoded, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>As received, with its question mark; empty where there is none.</summary>
    public required string Query { get; init; }

    /// <summary>All headers; names compare without case.</summary>
    public required IReadOnlyDictionary<string, string[]> Headers { get; init; }

    /// <summary>At most the first 64 KiB, read as UTF-8.</summary>
    public required string Body { get; init; }

    public required long BytesReceived { get; init; }

    /// <summary>0 until a response has begun, or where none ever did.</summary>
    public required int Status { get; init; }

    /// <summary>Which token the request used, or which a login issued ("elvis-3"); never the token itself.</summary>
    public string? TokenId { get; init; }

    /// <summary>The connection ended before the exchange was complete, by either side.</summary>
    public required bool Aborted { get; init; }

    /// <summary>The first value of a header; null where it was not sent.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out string[]? values) ? values[0] : null;
}
