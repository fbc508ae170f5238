using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiAuth.Http;

namespace ApiAuth.Diagnostics.Files;

/// <summary>Writes HTTP Archive 1.2.</summary>
/// <remarks>www.softwareishard.com/blog/har-12-spec. Members of its own begin with an underscore, as the format has it.</remarks>
internal sealed class HarWriter : IDisposable
{
    private const int Unknown = -1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json;
    private readonly bool _includeBody;

    private HarWriter(Stream stream, bool includeBody)
    {
        _json = new Utf8JsonWriter(stream, Options);
        _includeBody = includeBody;
    }

    public static void Write(Stream stream, IReadOnlyList<LoggedExchange> exchanges, bool includeBody)
    {
        using var writer = new HarWriter(stream, includeBody);
        writer.WriteLog(exchanges);
    }

    public void Dispose() => _json.Dispose();

    private void WriteLog(IReadOnlyList<LoggedExchange> exchanges)
    {
        _json.WriteStartObject();
        _json.WriteStartObject("log");
        _json.WriteString("version", "1.2");
        WriteObject("creator", () =>
        {
            _json.WriteString("name", LogCreator.Name);
            _json.WriteString("version", LogCreator.Version);
        });
        WriteArray("pages", exchanges.GroupBy(static exchange => exchange.Record.Session), WritePage);
        WriteArray("entries", exchanges, WriteEntry);
        _json.WriteString("comment", LogCreator.Note);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    // A session stands for a page, so that tools can tell the requests of several apart.
    private void WritePage(IGrouping<string, LoggedExchange> session)
    {
        _json.WriteString("startedDateTime", Time(session.First().Record.StartedAt));
        _json.WriteString("id", session.Key);
        _json.WriteString("title", session.Key);
        WriteObject("pageTimings", () =>
        {
            _json.WriteNumber("onContentLoad", Unknown);
            _json.WriteNumber("onLoad", Unknown);
        });
    }

    private void WriteEntry(LoggedExchange exchange)
    {
        var record = exchange.Record;
        decimal send = Milliseconds(record.Send);
        decimal wait = Milliseconds(record.FirstByte);
        decimal receive = Milliseconds(record.Read);
        decimal blocked = Math.Max(0, Milliseconds(record.Duration) - send - wait - receive);

        _json.WriteString("pageref", record.Session);
        _json.WriteString("startedDateTime", Time(record.StartedAt));
        _json.WriteNumber("time", blocked + send + wait + receive);
        WriteObject("request", () => WriteRequest(exchange));
        WriteObject("response", () => WriteResponse(exchange));
        WriteObject("cache", static () => { });
        WriteObject("timings", () =>
        {
            _json.WriteNumber("blocked", blocked);
            _json.WriteNumber("dns", Unknown);
            _json.WriteNumber("connect", Unknown);
            _json.WriteNumber("ssl", Unknown);
            _json.WriteNumber("send", send);
            _json.WriteNumber("wait", wait);
            _json.WriteNumber("receive", receive);
            _json.WriteNumber("_heldBack", Milliseconds(record.Wait));
            _json.WriteNumber("_login", Milliseconds(record.Login));
        });
        _json.WriteString("comment", record.Outcome);
        // Without it a browser takes answers for scripts, by their media type, and leaves them out of its list of API calls.
        _json.WriteString("_resourceType", "fetch");
        _json.WriteNumber("_number", record.Number);
        _json.WriteBoolean("_isLogin", record.IsLogin);
        WriteOptional("_vendorCode", record.VendorCode);
        WriteOptional("_requestId", record.RequestId);
        WriteArray("_attempts", record.Attempts, WriteAttempt);
    }

    private void WriteRequest(LoggedExchange exchange)
    {
        var record = exchange.Record;
        _json.WriteString("method", record.Method);
        _json.WriteString("url", record.Uri);
        _json.WriteString("httpVersion", exchange.HttpVersion ?? "unknown");
        WriteArray<KeyValuePair<string, string>>("cookies", [], static _ => { });
        WriteArray("headers", exchange.RequestHeaders, WritePair);
        WriteArray("queryString", QueryString.Pairs(QueryString.Of(record.Uri)), WritePair);
        if (_includeBody && exchange.RequestBody is { } body)
        {
            WriteObject("postData", () =>
            {
                _json.WriteString("mimeType", body.MediaType ?? "");
                _json.WriteString("text", body.Text);
            });
        }

        _json.WriteNumber("headersSize", Unknown);
        _json.WriteNumber("bodySize", record.BytesSent ?? Unknown);
    }

    private void WriteResponse(LoggedExchange exchange)
    {
        var record = exchange.Record;
        _json.WriteNumber("status", record.StatusCode ?? 0);
        _json.WriteString("statusText", exchange.ReasonPhrase ?? "");
        _json.WriteString("httpVersion", exchange.HttpVersion ?? "unknown");
        WriteArray<KeyValuePair<string, string>>("cookies", [], static _ => { });
        WriteArray("headers", exchange.ResponseHeaders, WritePair);
        WriteObject("content", () =>
        {
            _json.WriteNumber("size", record.BytesReceived);
            _json.WriteString("mimeType", record.ContentType ?? "x-unknown");
            if (_includeBody && exchange.ResponseBody is { } body)
            {
                _json.WriteString("text", body.Text);
                if (!body.IsWhole)
                {
                    _json.WriteString("comment", "The beginning only.");
                }
            }
        });
        _json.WriteString(
            "redirectURL", exchange.ResponseHeaders.FirstOrDefault(static header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase)).Value ?? "");
        _json.WriteNumber("headersSize", Unknown);
        _json.WriteNumber("bodySize", Unknown);
    }

    private void WriteAttempt(RequestAttempt attempt)
    {
        _json.WriteString("startedDateTime", Time(attempt.StartedAt));
        WriteOptional("reason", attempt.Reason);
        _json.WriteNumber("heldBack", Milliseconds(attempt.WaitedBefore));
        _json.WriteNumber("time", Milliseconds(attempt.Duration));
        _json.WriteString("outcome", attempt.Outcome);
    }

    private void WritePair(KeyValuePair<string, string> pair)
    {
        _json.WriteString("name", pair.Key);
        _json.WriteString("value", pair.Value);
    }

    private void WriteObject(string name, Action writeMembers)
    {
        _json.WriteStartObject(name);
        writeMembers();
        _json.WriteEndObject();
    }

    private void WriteArray<T>(string name, IEnumerable<T> items, Action<T> writeMembers)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            writeMembers(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteOptional(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static decimal Milliseconds(TimeSpan time) => Math.Round((decimal)time.Ticks / TimeSpan.TicksPerMillisecond, 3);
}
