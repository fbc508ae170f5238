using System.Text;
using System.Xml;
using ApiAuth.Http.Bodies;

namespace ApiAuth.PowerShell.Conversion;

/// <summary>Turns XML into a document. No DTD is read, so no entity of its own expands and nothing else is fetched.</summary>
internal static class XmlConverter
{
    // A document of fewer bytes has no room for more elements within each other.
    private const int SmallestDeep = 7 * ConversionOptions.LargestDepth;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <param name="body">All of it.</param>
    /// <param name="charSet">As the Content-Type has it; used where the document declares no encoding of its own.</param>
    /// <exception cref="XmlException">It is no XML, or has a DTD.</exception>
    public static XmlDocument Convert(ReadOnlyMemory<byte> body, string? charSet)
    {
        var encoding = Encoding(body.Span, charSet);
        if (body.Length > SmallestDeep)
        {
            CheckDepth(body, encoding);
        }

        var document = new XmlDocument { XmlResolver = null };
        using var reader = Open(body, encoding);
        document.Load(reader);
        return document;
    }

    // Null where the document says it itself.
    private static Encoding? Encoding(ReadOnlySpan<byte> body, string? charSet)
    {
        bool isWide = body is [0, ..] or [_, 0, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        bool hasMark = body is [0xEF, 0xBB, 0xBF, ..];
        if (isWide || hasMark)
        {
            return null;
        }

        string? declared = BodyEncoding.Declared(body);
        bool isContradiction = declared?.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) == true;
        return declared is null || isContradiction ? BodyEncoding.Find(charSet) ?? System.Text.Encoding.UTF8
            : BodyEncoding.Find(declared) ?? throw new XmlException($"No encoding is named '{declared}'.");
    }

    private static XmlReader Open(ReadOnlyMemory<byte> body, Encoding? encoding)
    {
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(body, out var bytes);
        var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        return encoding is null ? XmlReader.Create(stream, Settings) : XmlReader.Create(new StreamReader(stream, encoding, false), Settings);
    }

    // What walks a document afterwards does so by recursion, and a stack that overflows ends the process.
    private static void CheckDepth(ReadOnlyMemory<byte> body, Encoding? encoding)
    {
        using var reader = Open(body, encoding);
        while (reader.Read())
        {
            if (reader.Depth > ConversionOptions.LargestDepth)
            {
                throw new XmlException($"It has more than {ConversionOptions.LargestDepth} elements within each other.");
            }
        }
    }
}
