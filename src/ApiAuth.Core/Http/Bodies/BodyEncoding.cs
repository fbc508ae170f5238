using System.Text;

namespace ApiAuth.Http.Bodies;

/// <summary>In which encoding the text of a body is: as its byte order mark says, or else its charset, or else UTF-8.</summary>
internal static class BodyEncoding
{
    /// <summary>Null for a name that no encoding has.</summary>
    public static Encoding? Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> start, string? charSet) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (IsUtf8(charSet) ? Encoding.UTF8 : Find(charSet) ?? Encoding.UTF8, 0),
    };

    /// <summary>The text of a body, in the encoding that it claims.</summary>
    public static string Decode(ReadOnlySpan<byte> body, string? charSet)
    {
        var (encoding, markLength) = Detect(body, charSet);
        return encoding.GetString(body[markLength..]);
    }

    /// <summary>Also ASCII, which is a part of it.</summary>
    public static bool IsUtf8(Encoding encoding) => encoding.CodePage is 65001 or 20127;

    private static bool IsUtf8(string? charSet) => charSet is null || charSet.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
