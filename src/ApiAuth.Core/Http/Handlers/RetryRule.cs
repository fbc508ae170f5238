namespace ApiAuth.Http.Handlers;

/// <summary>Whether and after how long a request is sent again.</summary>
internal sealed class RetryRule(ConnectionProfile profile, TimeProvider clock)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    // For a request without a time limit: what a service says in error must not hold it for ever.
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);
    private const int DoublingsToLongest = 6;

    /// <summary>Says so, and notes on the message how long to wait.</summary>
    /// <param name="retries">Done before this one.</param>
    public bool Allows(ApiRequestMessage message, HttpResponseMessage? response, Exception? exception, int retries)
    {
        if (!message.CanRepeat
            || retries >= (message.Request.MaximumRetryCount ?? profile.MaximumRetryCount)
            || !(response is null ? IsTransient(exception, message) : IsTransient(response, message)))
        {
            return false;
        }

        var wait = RetryAfter(response) ?? Interval(message.Request, retries);
        if (wait >= message.Deadline.Remaining)
        {
            return false;
        }

        message.Waited = wait < LongestRetryAfter ? wait : LongestRetryAfter;
        message.Reason = response is null
            ? "the connection failed"
            : message.Verdict.Outcome == ResponseOutcome.Throttled || (int)response.StatusCode == 429 ? RequestAttempt.SlowDown : "the service was busy";
        return true;
    }

    private static bool IsTransient(HttpResponseMessage response, ApiRequestMessage message) =>
        message.Verdict.Outcome == ResponseOutcome.Throttled
        || (int)response.StatusCode == 429
        || (IsIdempotent(message) && (int)response.StatusCode is 408 or 502 or 503 or 504);

    private static bool IsTransient(Exception? exception, ApiRequestMessage message) => exception is HttpRequestException failure
        && failure.HttpRequestError switch
        {
            // The request never left this machine.
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => !message.IsLogin,
            HttpRequestError.Unknown or HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError =>
                IsIdempotent(message) || (message.IsLogin && message.AttemptCount == 1),
            _ => false,
        };

    private static bool IsIdempotent(ApiRequestMessage message) =>
        message.Method == HttpMethod.Get
        || message.Method == HttpMethod.Head
        || message.Method == HttpMethod.Put
        || message.Method == HttpMethod.Delete
        || message.Method == HttpMethod.Options
        || message.Method == HttpMethod.Trace;

    private TimeSpan? RetryAfter(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };

    private static TimeSpan Interval(ApiRequest request, int retries)
    {
        if (request.RetryInterval is { } interval)
        {
            return interval;
        }

        var grown = FirstInterval * (1 << Math.Min(retries, DoublingsToLongest));
        return (grown < LongestInterval ? grown : LongestInterval) * (1 - (Random.Shared.NextDouble() / 5));
    }
}
