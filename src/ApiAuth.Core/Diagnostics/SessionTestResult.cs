namespace ApiAuth;

/// <summary>What was found of a session, layer by layer.</summary>
/// <param name="Session">The session.</param>
/// <param name="Layers">From the lowest to the highest.</param>
public sealed record SessionTestResult(ApiSession Session, IReadOnlyList<SessionTestLayer> Layers)
{
    /// <summary>Whether no layer failed.</summary>
    public bool Passed => Layers.All(static layer => layer.Status != SessionTestStatus.Failed);
}
