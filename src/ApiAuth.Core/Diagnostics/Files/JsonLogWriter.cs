using System.Text.Encodings.Web;
using System.Text.Json;
using ApiAuth.Http;

namespace ApiAuth.Diagnostics.Files;

/// <summary>Writes the members of the objects that <c>Get-ApiRequestLog</c> emits; durations are in milliseconds.</summary>
internal static class JsonLogWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, IReadOnlyList<LoggedExchange> exchanges, bool includeBody, DateTimeOffset writtenAt)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("Creator", $"{LogCreator.Name} {LogCreator.Version}");
        json.WriteString("WrittenAt", writtenAt);
        json.WriteString("Note", LogCreator.Note);
        json.WriteStartArray("Requests");
        foreach (var exchange in exchanges)
        {
            WriteRequest(json, exchange, includeBody);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, LoggedExchange exchange, bool includeBody)
    {
        var record = exchange.Record;
        json.WriteStartObject();
        json.WriteString("Session", record.Session);
        json.WriteNumber("Number", record.Number);
        json.WriteString("StartedAt", record.StartedAt);
        json.WriteString("Method", record.Method);
        json.WriteString("Uri", record.Uri);
        WriteNumber(json, "StatusCode", record.StatusCode);
        json.WriteString("Outcome", record.Outcome);
        json.WriteBoolean("IsLogin", record.IsLogin);
        json.WriteString("VendorCode", record.VendorCode);
        json.WriteString("RequestId", record.RequestId);
        json.WriteString("ContentType", record.ContentType);
        WriteNumber(json, "BytesSent", record.BytesSent);
        json.WriteNumber("BytesReceived", record.BytesReceived);
        WriteDuration(json, "Duration", record.Duration);
        WriteDuration(json, "Wait", record.Wait);
        WriteDuration(json, "Login", record.Login);
        WriteDuration(json, "Send", record.Send);
        WriteDuration(json, "FirstByte", record.FirstByte);
        WriteDuration(json, "Read", record.Read);
        json.WriteStartArray("Attempts");
        foreach (var attempt in record.Attempts)
        {
            WriteAttempt(json, attempt);
        }

        json.WriteEndArray();
        if (includeBody)
        {
            json.WriteString("RequestBody", exchange.RequestBody?.Text);
            json.WriteString("ResponseBody", exchange.ResponseBody?.Text);
        }

        json.WriteEndObject();
    }

    private static void WriteAttempt(Utf8JsonWriter json, RequestAttempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("StartedAt", attempt.StartedAt);
        json.WriteString("Reason", attempt.Reason);
        WriteDuration(json, "WaitedBefore", attempt.WaitedBefore);
        WriteDuration(json, "Duration", attempt.Duration);
        json.WriteString("Outcome", attempt.Outcome);
        json.WriteEndObject();
    }

    private static void WriteDuration(Utf8JsonWriter json, string name, TimeSpan duration) =>
        json.WriteNumber(name, Math.Round(duration.TotalMilliseconds, 3));

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
