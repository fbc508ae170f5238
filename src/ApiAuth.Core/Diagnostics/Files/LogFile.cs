namespace ApiAuth.Diagnostics.Files;

/// <summary>Writes requests of one or several sessions into a file.</summary>
internal static class LogFile
{
    /// <summary>By the ending of a file's name; null where it is none of the three.</summary>
    public static LogFileFormat? FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HAR" => LogFileFormat.Har,
        ".HTML" or ".HTM" => LogFileFormat.Html,
        ".JSON" => LogFileFormat.Json,
        _ => null,
    };

    /// <param name="format">What to write.</param>
    /// <param name="stream">Where to; it is left open.</param>
    /// <param name="exchanges">In any order.</param>
    /// <param name="includeBody">Whether to write the texts of bodies, as far as they are kept.</param>
    /// <param name="writtenAt">The time to note.</param>
    public static void Write(LogFileFormat format, Stream stream, IEnumerable<LoggedExchange> exchanges, bool includeBody, DateTimeOffset writtenAt)
    {
        LoggedExchange[] inOrder = [.. exchanges.OrderBy(static exchange => exchange.Record.StartedAt).ThenBy(static exchange => exchange.Record.Number)];
        switch (format)
        {
            case LogFileFormat.Har:
                HarWriter.Write(stream, inOrder, includeBody);
                break;
            case LogFileFormat.Html:
                HtmlLogWriter.Write(stream, inOrder, includeBody, writtenAt);
                break;
            default:
                JsonLogWriter.Write(stream, inOrder, includeBody, writtenAt);
                break;
        }
    }
}
