using System.Net.Http.Headers;
using ApiAuth.Diagnostics;
using ApiAuth.Errors;
using ApiAuth.Http.Bodies;
using ApiAuth.Tokens;

namespace ApiAuth.Http;

/// <summary>One request on its way down the chain and back, with what each handler notes for the next.</summary>
internal sealed class ApiRequestMessage : HttpRequestMessage
{
    private RequestAttempt? _firstAttempt;
    private List<RequestAttempt>? _attempts;

    /// <param name="request">What is asked.</param>
    /// <param name="target">Where, before any token is placed in it.</param>
    /// <param name="deadline">Ends it.</param>
    public ApiRequestMessage(ApiRequest request, Uri target, Deadline deadline)
        : base(request.Method, target)
    {
        Request = request;
        Target = target;
        Deadline = deadline;
        Version = System.Net.HttpVersion.Version20;
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        foreach (var (name, value) in request.Headers)
        {
            if (!IsContentHeader(name))
            {
                AddHeader(Headers, name, value);
            }
        }

        request.Meter?.WhenMoved(deadline.Extend);
        SetBody(request.Body);
    }

    public ApiRequest Request { get; }

    /// <summary>The address as it was asked for: it holds no token that the session placed.</summary>
    public Uri Target { get; }

    public Deadline Deadline { get; }

    /// <summary>A login or logout: it carries no token, and a retry of it is for the transport alone.</summary>
    public bool IsLogin { get; init; }

    /// <summary>The token that the newest attempt carried.</summary>
    public Token? Token { get; set; }

    /// <summary>Whether it was sent once more because its token was rejected.</summary>
    public bool IsReplayed { get; set; }

    /// <summary>Whether a newer token is at hand, and its body could not be sent once more with it.</summary>
    public bool IsReplayLeftOut { get; set; }

    /// <summary>What the provider made of the newest answer.</summary>
    public ResponseVerdict Verdict { get; set; }

    /// <summary>The body of the newest answer.</summary>
    public ResponseBody? Body { get; set; }

    /// <summary>How long the next attempt has been or is being held back.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>Why there is a next attempt; null before the first.</summary>
    public string? Reason { get; set; }

    /// <summary>Where it is noted how far it has come; null before it has entered the chain.</summary>
    public RequestLogEntry? LogEntry { get; set; }

    public int AttemptCount { get; private set; }

    public bool CanRepeat => Request.Body?.CanRepeat ?? true;

    public IReadOnlyList<RequestAttempt> Attempts => _attempts ?? (_firstAttempt is null ? [] : [_firstAttempt]);

    public void NoteAttempt(DateTimeOffset startedAt, TimeSpan duration, string outcome)
    {
        var attempt = new RequestAttempt(startedAt, Waited, duration, outcome) { Reason = Reason };
        Waited = TimeSpan.Zero;
        Reason = null;
        if (AttemptCount++ == 0)
        {
            _firstAttempt = attempt;
        }
        else
        {
            (_attempts ??= [_firstAttempt!]).Add(attempt);
        }
    }

    /// <summary>Makes it ready to be sent again: the next attempt places its token anew.</summary>
    public void Rewind()
    {
        Body?.Dispose();
        Body = null;
        LogEntry?.NoteRepeat();
        RequestUri = Target;
        SetBody(Request.Body);
    }

    /// <summary>Carries this body from now on, until it is rewound, with the request's headers that are about a body.</summary>
    public void SetBody(RequestBody? body)
    {
        Content?.Dispose();
        Request.Meter?.BeginSending();
        Content = body?.CreateContent(Request.Meter);
        if (Content is not null)
        {
            AddContentHeaders(Content);
        }
    }

    private static bool IsContentHeader(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    private static void AddHeader(HttpHeaders headers, string name, string value)
    {
        try
        {
            headers.Add(name, value);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw InvalidInput.For("Headers", $"The header '{name}' has a name or a value that can't be sent.");
        }
    }

    private void AddContentHeaders(HttpContent content)
    {
        try
        {
            foreach (var (name, value) in Request.Headers)
            {
                if (IsContentHeader(name))
                {
                    content.Headers.Remove(name);
                    AddHeader(content.Headers, name, value);
                }
            }
        }
        catch
        {
            // It may hold a file open.
            content.Dispose();
            throw;
        }
    }
}
