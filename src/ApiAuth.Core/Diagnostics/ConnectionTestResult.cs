namespace ApiAuth.Diagnostics;

/// <summary>What was found of the connection to a server.</summary>
/// <param name="Layers">From name resolution to HTTP.</param>
/// <param name="Clock">The difference of the clocks, which an answer tells.</param>
internal sealed record ConnectionTestResult(IReadOnlyList<SessionTestLayer> Layers, SessionTestLayer Clock)
{
    public bool IsReached => Layers[^1].Status is SessionTestStatus.Passed or SessionTestStatus.Warning;
}
