using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using ApiAuth.Http;

namespace ApiAuth.Diagnostics;

/// <summary>Traces and measures each attempt for whoever listens; where no one does, nothing is made.</summary>
/// <remarks>OpenTelemetry, "Semantic conventions for HTTP spans" and "for HTTP metrics", client side, stable.</remarks>
internal sealed class RequestTelemetry(Redactor redactor)
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ApiAuth";

    private static readonly ActivitySource Source = new(Name, typeof(RequestTelemetry).Assembly.GetName().Version?.ToString(3));
    private static readonly Meter Meter = new(Name, typeof(RequestTelemetry).Assembly.GetName().Version?.ToString(3));

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "http.client.request.duration",
        "s",
        "Duration of HTTP client requests.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });

    /// <summary>Null where no one listens.</summary>
    public Activity? Start(ApiRequestMessage message)
    {
        if (!Source.HasListeners() || Source.StartActivity(message.Method.Method, ActivityKind.Client) is not { } activity)
        {
            return null;
        }

        activity.SetTag("http.request.method", message.Method.Method);
        activity.SetTag("url.full", redactor.Redact(message.Target));
        activity.SetTag("server.address", message.Target.Host);
        activity.SetTag("server.port", message.Target.Port);
        if (message.AttemptCount > 0)
        {
            activity.SetTag("http.request.resend_count", message.AttemptCount);
        }

        return activity;
    }

    /// <param name="activity">As <see cref="Start"/> returned it; whoever did disposes it.</param>
    /// <param name="message">What was sent.</param>
    /// <param name="duration">To the head of the answer, or to the failure.</param>
    /// <param name="response">Null where none came.</param>
    /// <param name="failure">The failure's kind where none came.</param>
    public static void Stop(Activity? activity, ApiRequestMessage message, TimeSpan duration, HttpResponseMessage? response, string? failure)
    {
        if (activity is null && !Duration.Enabled)
        {
            return;
        }

        int? status = (int?)response?.StatusCode;
        string? error = failure ?? (status >= 400 ? status.Value.ToString(CultureInfo.InvariantCulture) : null);
        var tags = new TagList
        {
            { "http.request.method", message.Method.Method },
            { "server.address", message.Target.Host },
            { "server.port", message.Target.Port },
            { "url.scheme", message.Target.Scheme },
        };
        if (status is not null)
        {
            tags.Add("http.response.status_code", status);
            tags.Add("network.protocol.version", ProtocolVersion(response!.Version));
        }

        if (error is not null)
        {
            tags.Add("error.type", error);
            activity?.SetStatus(ActivityStatusCode.Error);
        }

        Duration.Record(duration.TotalSeconds, tags);
        if (activity is not null)
        {
            foreach (var (name, value) in tags)
            {
                if (name != "url.scheme")
                {
                    activity.SetTag(name, value);
                }
            }
        }
    }

    private static string ProtocolVersion(Version version) => version.Major >= 2 ? version.Major.ToString(CultureInfo.InvariantCulture) : version.ToString(2);
}
