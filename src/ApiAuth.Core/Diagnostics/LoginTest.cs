using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Tries whether a session's login is good, and what it may do.</summary>
internal sealed class LoginTest(ApiSession session, ApiRequest? probe, TimeProvider clock)
{
    private const string GiveProbe = "Name a cheap request with -Uri, or with -ProbeUri when connecting.";

    /// <returns>Authentication and permission.</returns>
    public async Task<IReadOnlyList<SessionTestLayer>> RunAsync(bool isReached, CancellationToken cancellationToken)
    {
        if (!isReached)
        {
            return [SessionTestLayer.Unreached(LayerName.Authentication), SessionTestLayer.Unreached(LayerName.Permission)];
        }

        long started = clock.GetTimestamp();
        try
        {
            await session.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException failure)
        {
            return [Failed(LayerName.Authentication, clock.GetElapsedTime(started), failure), SessionTestLayer.Unreached(LayerName.Permission)];
        }

        return probe is null
            ? [WithoutProbe(clock.GetElapsedTime(started)), SessionTestLayer.Skip(LayerName.Permission, "No request to try it with is known.", GiveProbe)]
            : await ProbeAsync(probe, started, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SessionTestLayer>> ProbeAsync(ApiRequest request, long started, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var time = clock.GetElapsedTime(started);
            return [SessionTestLayer.Pass(LayerName.Authentication, time, AsWhom), SessionTestLayer.Pass(LayerName.Permission, time, $"{request.Method} {answer.RequestUri.AbsolutePath} is answered with {answer.StatusCode}")];
        }
        catch (ApiException failure)
        {
            var time = clock.GetElapsedTime(started);
            return failure.ErrorId switch
            {
                ApiErrorId.PermissionDenied => [SessionTestLayer.Pass(LayerName.Authentication, time, AsWhom), Failed(LayerName.Permission, time, failure)],
                ApiErrorId.LoginRejected or ApiErrorId.LoginFailed or ApiErrorId.TokenRejected or ApiErrorId.AmbiguousLogin =>
                    [Failed(LayerName.Authentication, time, failure), SessionTestLayer.Unreached(LayerName.Permission)],
                _ => [Untold(time), Failed(LayerName.Permission, time, failure)],
            };
        }
    }

    // The probe failed for a reason that says nothing of the login.
    private SessionTestLayer Untold(TimeSpan time) => session.HasLogin
        ? SessionTestLayer.Pass(LayerName.Authentication, time, AsWhom)
        : SessionTestLayer.Skip(LayerName.Authentication, "The answer does not tell whether the key is good.");

    private SessionTestLayer WithoutProbe(TimeSpan time) => session.HasLogin
        ? SessionTestLayer.Pass(LayerName.Authentication, time, AsWhom)
        : SessionTestLayer.Skip(LayerName.Authentication, "A key proves itself by a request, and none to try it with is known.", GiveProbe);

    private string AsWhom => session.UserName is { } user ? $"Logged in as {user}" : "Logged in";

    private static SessionTestLayer Failed(string layer, TimeSpan duration, ApiException failure) =>
        SessionTestLayer.Fail(layer, duration, failure.Message, failure.RecommendedAction);
}
