using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Tries a session layer by layer, each only where those below it work.</summary>
internal sealed class SessionTest(ApiSession session, ApiRequest? probe, TimeProvider clock)
{
    /// <summary>For one layer, where the session allows more: a diagnosis is waited for at the prompt.</summary>
    private static readonly TimeSpan LongestLayer = TimeSpan.FromSeconds(30);

    /// <param name="starting">Called with the name of each layer that is about to be tried.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    public async Task<SessionTestResult> RunAsync(Action<string> starting, CancellationToken cancellationToken)
    {
        starting(LayerName.Http);
        var connection = await new ConnectionTest(session.Server, session.Profile, LayerTimeout, clock).RunAsync(cancellationToken).ConfigureAwait(false);
        starting(LayerName.Authentication);
        var login = connection.IsReached
            ? await new LoginTest(session, probe ?? session.Probe, LayerTimeout, clock).RunAsync(cancellationToken).ConfigureAwait(false)
            : LoginTestResult.Unreached;

        // That the server answers somebody says less than how it answers the session.
        var layers = connection.Layers.Select(layer => layer.Layer == LayerName.Http && login.Http is { } http ? http : layer);
        return new SessionTestResult(session, [.. layers, login.Authentication, login.Permission, login.RateLimit, connection.Clock]);
    }

    private TimeSpan LayerTimeout => session.Profile.Timeout > TimeSpan.Zero && session.Profile.Timeout < LongestLayer ? session.Profile.Timeout : LongestLayer;
}
