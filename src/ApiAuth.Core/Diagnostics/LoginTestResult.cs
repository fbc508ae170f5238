namespace ApiAuth.Diagnostics;

/// <summary>What was found of a login and of what it may do.</summary>
/// <param name="Http">What the answers to the session's own requests showed to be wrong below the login; null where nothing was.</param>
internal sealed record LoginTestResult(SessionTestLayer Authentication, SessionTestLayer Permission, SessionTestLayer RateLimit, SessionTestLayer? Http = null)
{
    public static readonly LoginTestResult Unreached = new(
        SessionTestLayer.Unreached(LayerName.Authentication), SessionTestLayer.Unreached(LayerName.Permission), SessionTestLayer.Unreached(LayerName.RateLimit));
}
