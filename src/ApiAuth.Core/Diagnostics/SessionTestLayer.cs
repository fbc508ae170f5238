namespace ApiAuth;

/// <summary>What was found of one layer of a connection.</summary>
/// <param name="Layer">NameResolution, Tcp, Proxy, Tls, Http, Authentication, Permission, RateLimit or Clock.</param>
/// <param name="Status">How it fared.</param>
/// <param name="Duration">What it took; zero where it was not tried.</param>
/// <param name="Finding">What was seen.</param>
/// <param name="Remedy">What to do about it; null where there is nothing to do.</param>
public sealed record SessionTestLayer(string Layer, SessionTestStatus Status, TimeSpan Duration, string Finding, string? Remedy)
{
    private const string NotReached = "A layer below it failed.";

    internal static SessionTestLayer Pass(string layer, TimeSpan duration, string finding) =>
        new(layer, SessionTestStatus.Passed, duration, finding, null);

    internal static SessionTestLayer Warn(string layer, TimeSpan duration, string finding, string remedy) =>
        new(layer, SessionTestStatus.Warning, duration, finding, remedy);

    internal static SessionTestLayer Fail(string layer, TimeSpan duration, string finding, string remedy) =>
        new(layer, SessionTestStatus.Failed, duration, finding, remedy);

    internal static SessionTestLayer Skip(string layer, string finding, string? remedy = null) =>
        new(layer, SessionTestStatus.Skipped, TimeSpan.Zero, finding, remedy);

    /// <summary>For want of what it stands on.</summary>
    internal static SessionTestLayer Unreached(string layer) => Skip(layer, NotReached);
}
