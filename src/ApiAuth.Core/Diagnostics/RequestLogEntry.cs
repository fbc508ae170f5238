using System.Net.Http.Headers;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Tokens;

namespace ApiAuth.Diagnostics;

/// <summary>One request as the log keeps it while it goes on and after: what is secret in it is taken out when it is shown, not when it is kept.</summary>
/// <remarks>Written by whoever sends the request, read by whoever shows the log; what is read of a request under way is as far as it has come.</remarks>
internal sealed class RequestLogEntry(RequestLog log, long number, ApiRequestMessage message, DateTimeOffset startedAt, long started)
{
    private readonly HttpMethod _method = message.Method;
    private readonly bool _isLogin = message.IsLogin;
    private Uri? _target = message.Target;
    private IReadOnlyList<KeyValuePair<string, string>>? _requestHeaders = message.Request.Headers;
    private RequestBody? _requestBody = KeptBody(message);
    private readonly long? _bytesSent = message.Content is null ? 0 : message.Content.Headers.ContentLength;

    private Token? _token;
    private IReadOnlyList<RequestAttempt> _attempts = [];
    private HttpResponseHeaders? _responseHeaders;
    private string? _mediaType;
    private string? _charSet;
    private string? _reasonPhrase;
    private Version? _version;
    private byte[]? _responseBody;
    private int _status;
    private string? _outcome;
    private string? _vendorCode;
    private long _received;
    private long _loginTicks;
    private long _sendTicks;
    private long _firstByteTicks;
    private long _head;
    private long _ended;
    private LoggedExchange? _sealed;
    private volatile bool _isWithoutBodies;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Of the body that was sent, in bytes; 0 where it is not kept.</summary>
    public int BodySize => SizeOf(_requestBody);

    /// <summary>Time spent waiting for a token, in ticks of the clock's timestamps.</summary>
    public void NoteLogin(long ticks) => _loginTicks += ticks;

    /// <param name="began">When the attempt was sent.</param>
    /// <param name="sent">When its body had been sent; 0 where it had none.</param>
    /// <param name="head">When its answer began, or it failed.</param>
    public void NoteAttempt(long began, long sent, long head)
    {
        // A service may answer before it has read all.
        long ofSending = sent == 0 ? 0 : Math.Min(sent, head) - began;
        _head = head;
        _sendTicks += ofSending;
        _firstByteTicks += head - began - ofSending;
    }

    public void NoteAnswer(ApiRequestMessage answered, HttpResponseMessage response)
    {
        _attempts = answered.Attempts;
        _reasonPhrase = response.ReasonPhrase;
        _version = response.Version;
        if (_sealed is null)
        {
            _token = answered.Token;
            _responseHeaders = response.Headers;
            _mediaType = response.Content.Headers.ContentType?.MediaType;
            _charSet = response.Content.Headers.ContentType?.CharSet?.Trim('"');
            if (!_isWithoutBodies && answered.Body is { Prefix: { IsEmpty: false } prefix })
            {
                _responseBody = prefix.ToArray();
            }
        }

        if (answered.Verdict.Outcome != ResponseOutcome.Accepted)
        {
            _outcome = answered.Verdict.FailureId;
            _vendorCode = answered.Verdict.VendorCode;
        }

        Volatile.Write(ref _status, (int)response.StatusCode);
        if (response.Content.Headers.ContentLength == 0)
        {
            NoteEnd(0);
        }
    }

    /// <summary>Forgets the end of an answer that is not the last: the request is sent again.</summary>
    public void NoteRepeat()
    {
        _received = 0;
        _ended = 0;
    }

    /// <summary>Notes a failure, be it of the transport or in what the answer says.</summary>
    public void NoteFailure(string outcome, string? vendorCode = null)
    {
        _vendorCode = vendorCode ?? _vendorCode;
        Volatile.Write(ref _outcome, outcome);
    }

    /// <summary>Keeps the rest. The body that came goes with the one that was sent, which tells what is secret in both.</summary>
    public void DropBodies()
    {
        _isWithoutBodies = true;
        _requestBody = null;
        _responseBody = null;
    }

    public void NoteFailure(ApiRequestMessage failed, Exception exception)
    {
        _attempts = failed.Attempts;
        _token = failed.Token;
        string outcome = exception switch
        {
            ApiException known => known.ErrorId,
            _ when TransportFailure.Describe(exception, failed) is { } described => described.ErrorId,
            OperationCanceledException => "Cancelled",
            _ => exception.GetType().Name,
        };
        NoteFailure(outcome);
        NoteEnd(0);
    }

    /// <summary>Notes that no more of the answer will be read. What comes after the first time does not count.</summary>
    public void NoteEnd(long bytesReceived)
    {
        if (_ended == 0)
        {
            _received = bytesReceived;
            Volatile.Write(ref _ended, log.Clock.GetTimestamp());
        }
    }

    /// <summary>How it is shown.</summary>
    public LoggedExchange Describe(string sessionName, Redactor redactor)
    {
        if (_sealed is { } known)
        {
            return known;
        }

        // Read once, since the next request may drop them meanwhile.
        byte[]? answer = _responseBody;
        var sent = _requestBody;
        var shown = redactor.With(RequestSecrets.Of(_token, _target!, _requestHeaders!, sent));
        return new LoggedExchange(Record(sessionName, shown))
        {
            HttpVersion = _version is null ? null : $"HTTP/{_version}",
            ReasonPhrase = _reasonPhrase is null ? null : shown.Redact(_reasonPhrase),
            RequestHeaders = [.. _requestHeaders!.Select(header => Header(header.Key, header.Value, shown))],
            ResponseHeaders = _responseHeaders is null
                ? []
                : [.. _responseHeaders.NonValidated.SelectMany(header => header.Value.Select(value => Header(header.Key, value, shown)))],
            RequestBody = sent is BytesBody body ? new LoggedBody(shown.Redact(BodyText.Read(body)), body.MediaType, IsWhole: true) : null,
            ResponseBody = answer is null || _isWithoutBodies ? null : ResponseBody(answer, shown),
        };
    }

    /// <summary>Keeps what can be shown and nothing else: the secrets are about to be forgotten, and could not be taken out later.</summary>
    public void Seal(string sessionName, Redactor redactor)
    {
        _sealed = Describe(sessionName, redactor);
        _target = null;
        _requestHeaders = null;
        _requestBody = null;
        _responseHeaders = null;
        _responseBody = null;
        _token = null;
    }

    private static KeyValuePair<string, string> Header(string name, string value, Redactor shown) =>
        new(name, KeptHeaders.Contains(name) ? shown.Redact(value) : Redactor.Mask);

    // A login's is the credential. A form is kept for the secrets in it.
    private static RequestBody? KeptBody(ApiRequestMessage message) => message.IsLogin ? null : message.Request.Body switch
    {
        BytesBody { Bytes.Length: <= RequestSecrets.LongestBody } body when BodyText.IsText(body.MediaType) => body,
        FormBody form => form.WithoutFiles(RequestSecrets.LongestBody),
        _ => null,
    };

    private static int SizeOf(RequestBody? body) => body switch
    {
        BytesBody bytes => bytes.Bytes.Length,
        FormBody form => form.Parts.Sum(static part => SizeOf(part.Body)),
        _ => 0,
    };

    private LoggedBody ResponseBody(byte[] bytes, Redactor shown)
    {
        bool isWhole = _received == bytes.Length && bytes.Length < Http.ResponseBody.PrefixSize;
        string text = BodyText.Read(bytes, _charSet, !isWhole);
        return new LoggedBody(isWhole ? shown.Redact(text) : shown.RedactCut(text), _mediaType, isWhole);
    }

    private ApiRequestRecord Record(string sessionName, Redactor shown)
    {
        var clock = log.Clock;
        long ended = _ended != 0 ? _ended : clock.GetTimestamp();
        bool isAnswered = _status != 0;
        return new()
        {
            Session = sessionName,
            Number = number,
            StartedAt = startedAt,
            Method = _method.Method,
            Uri = shown.Redact(_target!),
            StatusCode = isAnswered ? _status : null,
            Outcome = _outcome ?? (isAnswered ? ApiRequestRecord.Succeeded : ApiRequestRecord.Pending),
            IsLogin = _isLogin,
            VendorCode = _vendorCode is null ? null : shown.Redact(_vendorCode),
            RequestId = _responseHeaders is not null && RequestIds.Find(_responseHeaders) is { } id ? shown.Redact(id) : null,
            ContentType = _mediaType,
            BytesSent = _bytesSent,
            BytesReceived = _received,
            Duration = clock.GetElapsedTime(started, ended),
            Wait = new TimeSpan(_attempts.Sum(static attempt => attempt.WaitedBefore.Ticks)),
            Login = clock.GetElapsedTime(0, _loginTicks),
            Send = clock.GetElapsedTime(0, _sendTicks),
            FirstByte = clock.GetElapsedTime(0, _firstByteTicks),
            Read = isAnswered && _head != 0 && ended > _head ? clock.GetElapsedTime(_head, ended) : TimeSpan.Zero,
            Attempts = _attempts,
        };
    }
}
