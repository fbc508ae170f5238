namespace ApiAuth.Diagnostics;

/// <summary>The layers of a connection, from the lowest.</summary>
internal static class LayerName
{
    public const string NameResolution = nameof(NameResolution);
    public const string Tcp = nameof(Tcp);
    public const string Proxy = nameof(Proxy);
    public const string Tls = nameof(Tls);
    public const string Http = nameof(Http);
    public const string Authentication = nameof(Authentication);
    public const string Permission = nameof(Permission);
    public const string RateLimit = nameof(RateLimit);
    public const string Clock = nameof(Clock);
}
