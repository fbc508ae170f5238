using ApiAuth.Http;

namespace ApiAuth;

/// <summary>One request of a session's log, as it is shown. Nothing in it is secret.</summary>
public sealed record ApiRequestRecord
{
    /// <summary>The name that the session had.</summary>
    public required string Session { get; init; }

    /// <summary>Counts the requests of the session from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When the session was asked to send it.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The address, without the secrets in it.</summary>
    public required string Uri { get; init; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public required int? StatusCode { get; init; }

    /// <summary><c>OK</c>, <c>Pending</c>, <c>Cancelled</c>, or the id of the failure.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether it ended with a failure.</summary>
    public bool Failed => Outcome is not (Succeeded or Pending);

    /// <summary>Whether it was a login or a logout.</summary>
    public required bool IsLogin { get; init; }

    /// <summary>The service's own code of the failure.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The identifier that the service gave the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The media type of the answer; null where it names none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The length of the body that was sent, in bytes; null where it was not known beforehand.</summary>
    public required long? BytesSent { get; init; }

    /// <summary>The length of the answer's body as far as it was read, decompressed, in bytes.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>All of it: from the call to the last byte of the answer that was read.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Held back before it was sent: the service's Retry-After, back-off, or pacing to the limit that the service publishes.</summary>
    public required TimeSpan Wait { get; init; }

    /// <summary>Waiting for a login, its own or one that another request had begun.</summary>
    public required TimeSpan Login { get; init; }

    /// <summary>Sending the body, over all attempts.</summary>
    public required TimeSpan Send { get; init; }

    /// <summary>From there to the head of the answer, over all attempts; connecting counts here.</summary>
    public required TimeSpan FirstByte { get; init; }

    /// <summary>From the head of the last answer to the last byte that was read.</summary>
    public required TimeSpan Read { get; init; }

    /// <summary>Each time that it was sent.</summary>
    public required IReadOnlyList<RequestAttempt> Attempts { get; init; }

    internal const string Succeeded = "OK";
    internal const string Pending = "Pending";

    /// <summary>Such as <c>GET https://dam.example.com/services/ping 200</c>.</summary>
    public override string ToString() => $"{Method} {Uri} {StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Outcome}";
}
