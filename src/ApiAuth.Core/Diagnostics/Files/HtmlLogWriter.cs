using System.Globalization;
using System.Net;
using System.Text;
using ApiAuth.Http;

namespace ApiAuth.Diagnostics.Files;

/// <summary>Writes one page that needs no other file, no script and no network.</summary>
internal sealed class HtmlLogWriter : IDisposable
{
    private const int OverviewBars = 160;
    private const int OverviewHeight = 50;

    // Beyond this many times the longest request, bars on one time line would be too short to read.
    private const double LongestTimeLine = 40;

    private readonly StreamWriter _page;
    private readonly IReadOnlyList<LoggedExchange> _exchanges;
    private readonly LogStatistics _statistics;
    private readonly bool _includeBody;
    private readonly bool _isSeveral;
    private readonly string? _origin;

    private HtmlLogWriter(Stream stream, IReadOnlyList<LoggedExchange> exchanges, bool includeBody)
    {
        _page = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        _exchanges = exchanges;
        _includeBody = includeBody;
        _statistics = new LogStatistics(exchanges);
        _isSeveral = exchanges.Select(static exchange => exchange.Record.Session).Distinct().Skip(1).Any();
        string[] origins = [.. exchanges.Select(static exchange => OriginOf(exchange.Record.Uri)).Distinct().Take(2)];
        _origin = origins.Length == 1 ? origins[0] : null;
    }

    private TimeSpan Span => _statistics.Until - _statistics.From;

    public static void Write(Stream stream, IReadOnlyList<LoggedExchange> exchanges, bool includeBody, DateTimeOffset writtenAt)
    {
        using var writer = new HtmlLogWriter(stream, exchanges, includeBody);
        writer.WritePage(writtenAt);
    }

    public void Dispose() => _page.Dispose();

    private void WritePage(DateTimeOffset writtenAt)
    {
        string sessions = string.Join(", ", _exchanges.Select(static exchange => exchange.Record.Session).Distinct());
        _page.WriteLine("<!DOCTYPE html>");
        _page.WriteLine("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        _page.WriteLine("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        _page.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        _page.WriteLine($"<title>Requests: {Text(sessions)}</title>");
        _page.WriteLine($"<style>\n{Style()}</style></head>");
        _page.WriteLine(_isSeveral ? "<body class=\"several\">" : "<body>");
        _page.WriteLine($"<header><h1>Requests of {Text(sessions.Length == 0 ? "no session" : sessions)}</h1>");
        _page.WriteLine($"<p>{Text(_origin ?? "")}{(_origin is null ? "" : " · ")}times are UTC</p></header>");
        WriteCards();
        WriteOverview();
        WriteTools();
        WriteHead();
        foreach (var exchange in _exchanges)
        {
            WriteRow(exchange);
        }

        _page.WriteLine($"<footer>Written {LogText.Moment(writtenAt)} UTC by {LogCreator.Name} {LogCreator.Version}. {LogCreator.Note}</footer>");
        _page.WriteLine("</body></html>");
    }

    private void WriteCards()
    {
        _page.WriteLine("<section class=\"cards\">");
        Card("requests", Number(_statistics.Count));
        Card("failed", Number(_statistics.Failed), _statistics.Failed > 0 ? " bad" : "");
        Card("sent again", Number(_statistics.Repeated));
        Card("logins", Number(_statistics.Logins));
        Card("received", LogText.Bytes(_statistics.BytesReceived));
        Card("median", LogText.Duration(_statistics.Quantile(0.5)));
        Card("95 of 100 within", LogText.Duration(_statistics.Quantile(0.95)));
        Card("longest", LogText.Duration(_statistics.Longest));
        Card("in all", LogText.Duration(Span));
        _page.WriteLine("</section>");
    }

    private void Card(string label, string value, string kind = "") =>
        _page.WriteLine($"<div class=\"card{kind}\"><b>{Text(value)}</b><span>{label}</span></div>");

    // How many requests began when: the shape of a load, and where the failures lie in it.
    private void WriteOverview()
    {
        if (_exchanges.Count == 0)
        {
            return;
        }

        var bars = new (int Good, int Bad)[OverviewBars];
        foreach (var record in _exchanges.Select(static exchange => exchange.Record))
        {
            int bar = Math.Clamp((int)(Part(record.StartedAt - _statistics.From) * OverviewBars), 0, OverviewBars - 1);
            bars[bar] = record.Failed ? (bars[bar].Good, bars[bar].Bad + 1) : (bars[bar].Good + 1, bars[bar].Bad);
        }

        double highest = bars.Max(static bar => bar.Good + bar.Bad);
        _page.WriteLine($"<h2>Requests over time</h2><svg class=\"overview\" viewBox=\"0 0 {OverviewBars} {OverviewHeight}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Requests over time\">");
        for (int i = 0; i < OverviewBars; i++)
        {
            double bad = bars[i].Bad / highest * OverviewHeight;
            double good = bars[i].Good / highest * OverviewHeight;
            OverviewBar("no", i, OverviewHeight - bad, bad);
            OverviewBar("ok", i, OverviewHeight - bad - good, good);
        }

        _page.WriteLine("</svg>");
        _page.WriteLine($"<div class=\"ends\"><span>{LogText.Moment(_statistics.From)}</span><span>{LogText.Moment(_statistics.Until)}</span></div>");
    }

    private void OverviewBar(string kind, int column, double top, double height)
    {
        if (height > 0)
        {
            _page.Write(string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{column}.1\" width=\".8\" y=\"{top:0.#}\" height=\"{height:0.#}\"/>"));
        }
    }

    private void WriteTools()
    {
        bool isAligned = Span > _statistics.Longest * LongestTimeLine;
        _page.WriteLine(
            $"""
            <div class="tools"><label><input type="checkbox" id="failed">failed only</label><label><input type="checkbox" id="again">sent again only</label>
            <label><input type="checkbox" id="nologins">without logins</label><label><input type="checkbox" id="aligned"{(isAligned ? " checked" : "")}>bars from one line</label>
            <span class="key"><span><i class="w"></i>held back</span><span><i class="l"></i>login</span><span><i class="e"></i>send</span><span><i class="f"></i>first byte</span><span><i class="r"></i>read</span></span></div>
            """);
    }

    private void WriteHead()
    {
        string session = _isSeveral ? "<span class=\"x\">Session</span>" : "";
        _page.WriteLine(
            $"<div class=\"row head\"><span class=\"num\">#</span><span class=\"t\">Time</span>{session}<span>Method</span><span>Address</span><span>Status</span>"
            + "<span>Outcome</span><span class=\"num b\">Received</span><span class=\"num\">Duration</span><span class=\"lane-cell\">Phases</span></div>");
    }

    private void WriteRow(LoggedExchange exchange)
    {
        var record = exchange.Record;
        string kinds = $"{(record.Failed ? "failed " : record.Outcome == ApiRequestRecord.Pending ? "pending " : "")}{(record.Attempts.Count > 1 ? "again " : "")}{(record.IsLogin ? "login" : "")}";
        _page.Write($"<details class=\"{kinds.TrimEnd()}\"><summary class=\"row\"><span class=\"n\">{Number(record.Number)}</span>");
        _page.Write($"<span class=\"t\">{LogText.Moment(record.StartedAt)[11..]}</span>");
        if (_isSeveral)
        {
            _page.Write($"<span class=\"x\">{Text(record.Session)}</span>");
        }

        string tags = $"{(record.IsLogin ? "<span class=\"tag\">login</span>" : "")}{(record.Attempts.Count > 1 ? $"<span class=\"tag again\">{Number(record.Attempts.Count)}×</span>" : "")}";
        string address = _origin is null ? record.Uri : record.Uri[_origin.Length..];
        _page.Write($"<span>{Text(record.Method)}</span><span class=\"u\" title=\"{Text(record.Uri)}\">{tags}{Text(address)}</span>");
        _page.Write($"<span class=\"s\">{Text(Status(record))}</span><span class=\"o\">{Text(record.Outcome)}</span>");
        _page.Write($"<span class=\"num b\">{LogText.Bytes(record.BytesReceived)}</span><span class=\"num d\">{LogText.Duration(record.Duration)}</span>");
        WriteBar(record);
        _page.Write("</summary><div class=\"more\">");
        WriteFacts(exchange);
        WriteAttempts(record.Attempts);
        WriteHeaders("Request headers", exchange.RequestHeaders);
        WriteHeaders("Response headers", exchange.ResponseHeaders);
        if (_includeBody)
        {
            WriteBody("Request body", exchange.RequestBody);
            WriteBody("Response body", exchange.ResponseBody);
        }

        _page.WriteLine("</div></details>");
    }

    private void WriteBar(ApiRequestRecord record)
    {
        double longest = Math.Max(_statistics.Longest.Ticks, 1);
        _page.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<span class=\"lane-cell lane\"><span class=\"bar\" style=\"--s:{Percent(Part(record.StartedAt - _statistics.From))};--w:{Percent(Part(record.Duration))};--a:{Percent(record.Duration.Ticks / longest)}\">"));
        var known = record.Wait + record.Login + record.Send + record.FirstByte + record.Read;
        Segment("w", record.Wait);
        Segment("l", record.Login);
        Segment("e", record.Send);
        Segment("f", record.FirstByte);
        Segment("r", record.Read);
        Segment("", record.Duration - known);
        _page.Write("</span></span>");
    }

    private void Segment(string kind, TimeSpan duration)
    {
        if (duration > TimeSpan.Zero)
        {
            _page.Write(string.Create(CultureInfo.InvariantCulture, $"<i class=\"{kind}\" style=\"flex:{duration.TotalMilliseconds:0.###}\"></i>"));
        }
    }

    private void WriteFacts(LoggedExchange exchange)
    {
        var record = exchange.Record;
        _page.Write("<h2>Request</h2><table>");
        Fact("Address", record.Uri);
        Fact("Started", $"{LogText.Moment(record.StartedAt)} UTC");
        Fact("Answer", record.StatusCode is null ? "none" : $"{Status(record)} {exchange.ReasonPhrase}, {exchange.HttpVersion}, {record.ContentType ?? "no content type"}");
        Fact("Outcome", record.VendorCode is null ? record.Outcome : $"{record.Outcome}, the service's code {record.VendorCode}");
        Fact("Request id", record.RequestId);
        Fact("Bytes", $"{LogText.Bytes(record.BytesSent)} sent, {LogText.Bytes(record.BytesReceived)} received");
        Fact(
            "Time",
            $"held back {LogText.Duration(record.Wait)} · login {LogText.Duration(record.Login)} · send {LogText.Duration(record.Send)} · first byte {LogText.Duration(record.FirstByte)} · read {LogText.Duration(record.Read)} · in all {LogText.Duration(record.Duration)}");
        _page.Write("</table>");
    }

    private void Fact(string name, string? value)
    {
        if (value is not null)
        {
            _page.Write($"<tr><th>{name}</th><td>{Text(value)}</td></tr>");
        }
    }

    private void WriteAttempts(IReadOnlyList<RequestAttempt> attempts)
    {
        if (attempts.Count < 2)
        {
            return;
        }

        _page.Write("<h2>Attempts</h2><table><thead><tr><th>Started</th><th>Why again</th><th>Held back</th><th>Duration</th><th>Outcome</th></tr></thead>");
        foreach (var attempt in attempts)
        {
            _page.Write($"<tr><td>{LogText.Moment(attempt.StartedAt)[11..]}</td><td>{Text(attempt.Reason ?? "")}</td><td>{LogText.Duration(attempt.WaitedBefore)}</td><td>{LogText.Duration(attempt.Duration)}</td><td>{Text(attempt.Outcome)}</td></tr>");
        }

        _page.Write("</table>");
    }

    private void WriteHeaders(string title, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (headers.Count == 0)
        {
            return;
        }

        _page.Write($"<h2>{title}</h2><table>");
        foreach (var (name, value) in headers)
        {
            Fact(Text(name), value);
        }

        _page.Write("</table>");
    }

    private void WriteBody(string title, LoggedBody? body)
    {
        if (body is not null)
        {
            _page.Write($"<h2>{title}{(body.IsWhole ? "" : ", beginning")}</h2><pre>{Text(body.Text)}</pre>");
        }
    }

    private double Part(TimeSpan time) => Span > TimeSpan.Zero ? time / Span : 0;

    private static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.###}%");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Status(ApiRequestRecord record) => record.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private static string OriginOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Style()
    {
        using var stream = typeof(HtmlLogWriter).Assembly.GetManifestResourceStream("RequestLog.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
