using ApiAuth.Http.Bodies;

namespace ApiAuth.Http;

/// <summary>What is asked of a service, whatever session it goes over.</summary>
/// <param name="Uri">A path below the session's server, a path from its root, or an address of its origin.</param>
internal sealed record ApiRequest(string Uri)
{
    /// <summary>Read into memory at the most, decompressed: 256 MiB.</summary>
    public const long DefaultMaximumResponseSize = 256L << 20;

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Without regard to case.</summary>
    /// <param name="uri">A path below the session's server, a path from its root, or an address of its origin.</param>
    /// <param name="method">The name of an HTTP method.</param>
    public static ApiRequest Create(string uri, string method) => new(uri) { Method = HttpMethod.Parse(method) };

    /// <summary>Added to the address, encoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public RequestBody? Body { get; init; }

    /// <summary>The whole request with its retries, up to the last byte of the answer. Null: as the session has it.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Null: as the session has it.</summary>
    public int? MaximumRetryCount { get; init; }

    /// <summary>Between retries, where the service does not say. Null: growing, from half a second.</summary>
    public TimeSpan? RetryInterval { get; init; }

    /// <summary>Whether an answer that means failure is an answer all the same.</summary>
    public bool SkipHttpErrorCheck { get; init; }

    /// <summary>In bytes, decompressed. Null: without limit, for what is not kept in memory; <see cref="Timeout"/> then counts anew with each part that arrives.</summary>
    public long? MaximumResponseSize { get; init; } = DefaultMaximumResponseSize;

    /// <summary>Counts what is sent, where that may take long: <see cref="Timeout"/> then counts anew with each part that leaves.</summary>
    public TransferMeter? Meter { get; init; }
}
