namespace ApiAuth.Http.Cookies;

/// <summary>One stored cookie (RFC 6265, section 5.3).</summary>
internal sealed record Cookie(string Name, string Value)
{
    public required string Domain { get; init; }

    public required string Path { get; init; }

    /// <summary>Whether it goes to <see cref="Domain"/> alone and not to hosts below it.</summary>
    public bool HostOnly { get; init; }

    public bool Secure { get; init; }

    /// <summary>Null: until the session ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public bool Replaces(Cookie other) => Name == other.Name && Domain == other.Domain && Path == other.Path;

    public bool BelongsTo(Uri uri, DateTimeOffset now) =>
        (ExpiresAt is null || now < ExpiresAt)
        && (!Secure || uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback)
        && (HostOnly ? uri.IdnHost == Domain : CookieDomain.Matches(uri.IdnHost, Domain))
        && PathMatches(uri.AbsolutePath);

    public override string ToString() => $"{Name}=***";

    private bool PathMatches(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal)
        && (path.Length == Path.Length || Path.EndsWith('/') || path[Path.Length] == '/');
}
