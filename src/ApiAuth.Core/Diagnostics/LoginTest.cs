using System.Globalization;
using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Tries whether a session's login is good, what it may do, and whether the service holds it back.</summary>
internal sealed class LoginTest(ApiSession session, ApiRequest? probe, TimeSpan timeout, TimeProvider clock)
{
    private const string GiveProbe = "Name a cheap request with -Uri, or with -ProbeUri when connecting.";
    private const string FewDays = "Have a new one made before that day, and connect with it.";

    /// <summary>In days.</summary>
    private const int FewDaysLeft = 30;

    /// <summary>How far back requests that were held back still count.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    public async Task<LoginTestResult> RunAsync(CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        try
        {
            await session.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException failure)
        {
            return AfterFailure(failure, clock.GetElapsedTime(started), isLogin: true);
        }

        if (probe is null)
        {
            return new(
                WithoutProbe(clock.GetElapsedTime(started)),
                SessionTestLayer.Skip(LayerName.Permission, "No request to try it with is known.", GiveProbe),
                RateLimit());
        }

        try
        {
            using var answer = await session.SendAsync(probe with { MaximumRetryCount = 0, Timeout = timeout }, cancellationToken).ConfigureAwait(false);
            await ProbeAnswer.ReadAsync(answer, cancellationToken).ConfigureAwait(false);
            var time = clock.GetElapsedTime(started);
            return new(
                Passed(time),
                SessionTestLayer.Pass(LayerName.Permission, time, $"{probe.Method} {answer.RequestUri.AbsolutePath} is answered with {answer.StatusCode}"),
                RateLimit());
        }
        catch (ApiException failure) when (failure.ErrorId != ApiErrorId.CrossOriginRequest)
        {
            return AfterFailure(failure, clock.GetElapsedTime(started), isLogin: false);
        }
    }

    private LoginTestResult AfterFailure(ApiException failure, TimeSpan time, bool isLogin)
    {
        string layer = LayerOf(failure, isLogin);
        var failed = SessionTestLayer.Fail(layer, time, failure.Message, failure.RecommendedAction);
        return layer switch
        {
            LayerName.Authentication => LoginTestResult.Unreached with { Authentication = failed },
            LayerName.Http => LoginTestResult.Unreached with { Http = failed },
            LayerName.RateLimit => LoginTestResult.Unreached with { Authentication = isLogin ? SessionTestLayer.Unreached(LayerName.Authentication) : Untold(time), RateLimit = failed },
            _ => new(Untold(time, isProven: failure.ErrorId == ApiErrorId.PermissionDenied), failed, RateLimit()),
        };
    }

    private static string LayerOf(ApiException failure, bool isLogin) => failure.ErrorId switch
    {
        ApiErrorId.RateLimited => LayerName.RateLimit,
        ApiErrorId.RequestFailed or ApiErrorId.LoginFailed when failure.StatusCode >= 500 => LayerName.Http,
        ApiErrorId.RequestFailed when failure.StatusCode is null or (>= 300 and < 400) => LayerName.Http,
        ApiErrorId.Timeout or ApiErrorId.ConnectionFailed or ApiErrorId.InvalidResponse or ApiErrorId.ResponseTooLarge or ApiErrorId.CrossOriginRedirect => LayerName.Http,
        ApiErrorId.LoginRejected or ApiErrorId.LoginFailed or ApiErrorId.TokenRejected or ApiErrorId.AmbiguousLogin => LayerName.Authentication,
        _ => isLogin ? LayerName.Authentication : LayerName.Permission,
    };

    private SessionTestLayer Passed(TimeSpan time) => session.ExpiresIn is { TotalDays: < FewDaysLeft } left && !session.HasLogin
        ? SessionTestLayer.Warn(
            LayerName.Authentication, time, string.Create(CultureInfo.InvariantCulture, $"{AsWhom}; the key says that it runs out in {left.TotalDays:0} days"), FewDays)
        : SessionTestLayer.Pass(LayerName.Authentication, time, session.LoginNote is { } note ? $"{AsWhom}; {note}" : AsWhom);

    // The probe failed for a reason that may say nothing of the login.
    private SessionTestLayer Untold(TimeSpan time, bool isProven = false) => isProven || session.HasLogin
        ? Passed(time)
        : SessionTestLayer.Skip(LayerName.Authentication, "The answer does not tell whether the key is good.");

    private SessionTestLayer WithoutProbe(TimeSpan time) => session.HasLogin
        ? Passed(time)
        : SessionTestLayer.Skip(LayerName.Authentication, "A key proves itself by a request, and none to try it with is known.", GiveProbe);

    private SessionTestLayer RateLimit()
    {
        int held = session.Log.Describe(session.Name, new RequestLogFilter { Since = clock.GetUtcNow() - Recently })
            .Count(static exchange => exchange.Record.Outcome == ApiErrorId.RateLimited
                || exchange.Record.Attempts.Any(static attempt => attempt.Reason == RequestAttempt.SlowDown));
        return held == 0
            ? SessionTestLayer.Pass(LayerName.RateLimit, TimeSpan.Zero, "The service has held no request back in the last 5 minutes")
            : SessionTestLayer.Warn(
                LayerName.RateLimit,
                TimeSpan.Zero,
                $"The service has held {held} {(held == 1 ? "request" : "requests")} back in the last 5 minutes",
                session.ThrottleRemedy);
    }

    private string AsWhom => session.UserName is { } user ? $"Logged in as {user}" : "Logged in";
}
