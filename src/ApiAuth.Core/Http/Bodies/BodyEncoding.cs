using System.Text;
using System.Text.Unicode;

namespace ApiAuth.Http.Bodies;

/// <summary>In which encoding the text of a body is: as its byte order mark says, or else its charset, or else UTF-8.</summary>
internal static class BodyEncoding
{
    // Of an XML declaration, in bytes.
    private const int LongestDeclaration = 200;

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

    /// <summary>UTF-8 without the byte order mark that it may begin with.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8 is [0xEF, 0xBB, 0xBF, .. var text] ? text : utf8;

    /// <summary>What should be UTF-8. Where it is not, each byte is a letter of Latin-1, as services write that name no encoding.</summary>
    public static string Text(ReadOnlySpan<byte> utf8) => (Utf8.IsValid(utf8) ? Encoding.UTF8 : Encoding.Latin1).GetString(utf8);

    /// <summary>The encoding that an XML declaration names; null where there is none.</summary>
    public static string? Declared(ReadOnlySpan<byte> xml)
    {
        var declaration = xml[..Math.Min(xml.Length, LongestDeclaration)];
        int end = declaration.IndexOf("?>"u8);
        if (end < 0 || !declaration.StartsWith("<?xml"u8))
        {
            return null;
        }

        string text = Encoding.Latin1.GetString(declaration[..end]);
        int start = text.IndexOf("encoding", StringComparison.Ordinal);
        string[] quoted = start < 0 ? [] : text[start..].Split('"', '\'');
        return quoted.Length > 1 ? quoted[1] : null;
    }

    /// <summary>Also ASCII, which is a part of it.</summary>
    public static bool IsUtf8(Encoding encoding) => encoding.CodePage is 65001 or 20127;

    private static bool IsUtf8(string? charSet) => charSet is null || charSet.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
