using System.Collections;
using System.Management.Automation;

namespace ApiAuth.PowerShell.Requests;

/// <summary>What the parameters say of one request, paths resolved.</summary>
internal sealed record RequestInput
{
    public required string Uri { get; init; }

    public string? Method { get; init; }

    public IDictionary? Query { get; init; }

    public object? Body { get; init; }

    public IDictionary? Form { get; init; }

    /// <summary>A full path.</summary>
    public string? InFile { get; init; }

    /// <summary>A full path.</summary>
    public string? OutFile { get; init; }

    public string? ContentType { get; init; }

    public IDictionary? Headers { get; init; }

    public string? SoapAction { get; init; }

    /// <summary>Null where it was not given.</summary>
    public SoapVersion? SoapVersion { get; init; }

    public bool Resume { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int? MaximumRetryCount { get; init; }

    public TimeSpan? RetryInterval { get; init; }

    public bool SkipHttpErrorCheck { get; init; }

    /// <summary>The address without its query, which may hold what is secret.</summary>
    public string Path => Uri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? Uri[..mark] : Uri;

    /// <summary>As given, or what the body asks for.</summary>
    public string EffectiveMethod => Method?.ToUpperInvariant() ?? (Form is not null || InFile is not null || SoapAction is not null ? "POST" : "GET");

    /// <summary>Whether it only reads, as far as its method says.</summary>
    public bool IsRead => EffectiveMethod is "GET" or "HEAD" or "OPTIONS";
}
