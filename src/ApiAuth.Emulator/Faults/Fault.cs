using System.Text;

namespace ApiAuth.Emulator.Faults;

/// <summary>What is to go wrong, with which requests. Members that a kind has no use for are ignored.</summary>
public sealed record Fault
{
    /// <summary>One of <see cref="FaultKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>May hold the wildcards * and ?.</summary>
    public string Path { get; init; } = "*";

    public string? Operation { get; init; }

    public string? Service { get; init; }

    /// <summary>How many requests it hits; 0 is all until it is removed.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many matching requests are let through first.</summary>
    public int After { get; init; }

    /// <summary>delay: the wait before the answer. slowBody and slowHeaders: the wait between two chunks.</summary>
    public int Milliseconds { get; init; } = 100;

    /// <summary>The chunk of slowBody and slowHeaders, in bytes; resetMidBody: what is sent before the reset.</summary>
    public int ChunkBytes { get; init; } = 1;

    /// <summary>hugeBody, gzipBomb: the size of the content (default 64 MiB). hugeHeaders: that of the headers (128 KiB).</summary>
    public long? Bytes { get; init; }

    /// <summary>The status of kinds that make up an answer; each has its own default.</summary>
    public int? Status { get; init; }

    /// <summary>The Retry-After header, word for word.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The WWW-Authenticate or Proxy-Authenticate lines, word for word.</summary>
    public IReadOnlyList<string> Authenticate { get; init; } = [];

    public string? ContentType { get; init; }

    public string? Body { get; init; }

    /// <summary>The body in base64, where it is not text; goes before <see cref="Body"/>.</summary>
    public string? BodyBase64 { get; init; }

    /// <summary>Where redirect leads: absolute, or relative; by default the same path and query at the other origin.</summary>
    public string? Location { get; init; }

    /// <summary>truncatedJson: end the body by closing the connection instead of by its length.</summary>
    public bool CloseDelimited { get; init; }

    /// <summary>setCookie: the Set-Cookie lines to add.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];

    internal byte[] BodyBytes() => BodyBase64 is null ? Encoding.UTF8.GetBytes(Body ?? "") : Convert.FromBase64String(BodyBase64);
}
