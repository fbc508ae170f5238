using System.Text;
using System.Text.Json;
using System.Xml;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.PowerShell.Conversion.Json;

namespace ApiAuth.PowerShell.Conversion;

/// <summary>Turns the body of an answer into what the user gets: by its Content-Type, and where that says little, by its beginning.</summary>
internal sealed class AnswerConverter(ConversionOptions options)
{
    private const string WebPage = "is a web page instead of data";

    /// <summary>Hands on what the body becomes, perhaps in several parts.</summary>
    /// <param name="answer">Its body has not been read.</param>
    /// <param name="output">Takes it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ApiException">The body is not what it claims to be.</exception>
    public async ValueTask ConvertAsync(ApiResponse answer, IOutput output, CancellationToken cancellationToken)
    {
        using var buffer = new BodyBuffer(answer.Body);
        await buffer.FillAsync(cancellationToken).ConfigureAwait(false);
        if (buffer.Unread.IsEmpty)
        {
            CheckEmpty(answer);
            return;
        }

        var kind = MediaKinds.Of(answer.MediaType);
        var (encoding, markLength) = BodyEncoding.Detect(buffer.UnreadSpan, answer.CharSet);
        try
        {
            // Only what is surely JSON can be converted before all of it is here.
            if (kind == MediaKind.Json && answer.IsSuccess && !options.Raw && BodyEncoding.IsUtf8(encoding))
            {
                buffer.Use(markLength);
                await JsonConverter.ConvertAsync(buffer, options, output, cancellationToken).ConfigureAwait(false);
                return;
            }

            await buffer.FillWholeAsync(cancellationToken).ConfigureAwait(false);
            object? value = Convert(buffer.Unread, kind, answer.IsSuccess, answer.CharSet);
            var batch = value is object?[] array && !options.NoEnumerate ? OutputBatch.Of([.. array]) : OutputBatch.Of(value);
            output.WriteLast(batch);
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            throw Invalid(answer, buffer.Beginning, buffer.IsCut, kind, exception);
        }
    }

    /// <summary>The value of a body that is all there; an array is one value.</summary>
    /// <exception cref="ApiException">The body is not what it claims to be.</exception>
    public object? ConvertWhole(ApiResponse answer, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            CheckEmpty(answer);
            return null;
        }

        var kind = MediaKinds.Of(answer.MediaType);
        try
        {
            return Convert(body, kind, answer.IsSuccess, answer.CharSet);
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            throw Invalid(answer, body.Span, isCut: false, kind, exception);
        }
    }

    private object? Convert(ReadOnlyMemory<byte> body, MediaKind kind, bool isSuccess, string? charSet)
    {
        if (options.Raw)
        {
            return BodyEncoding.Decode(body.Span, charSet);
        }

        byte first = FirstOf(body.Span, charSet);
        bool looksLikeJson = first is (byte)'{' or (byte)'[';
        switch (kind)
        {
            case MediaKind.Json when isSuccess:
                return JsonConverter.Convert(AsUtf8(body.Span, charSet), options);
            case MediaKind.Binary:
                return body.ToArray();
            case MediaKind.Xml when !looksLikeJson && isSuccess:
                return XmlConverter.Convert(body, charSet);
            case MediaKind.Html when !looksLikeJson && isSuccess:
                throw new XmlException(WebPage);
            default:
                return TryConvert(body, first, looksLikeJson || kind == MediaKind.Json, kind == MediaKind.Xml, charSet)
                    ?? BodyEncoding.Decode(body.Span, charSet);
        }
    }

    // Null where it is neither after all.
    private object? TryConvert(ReadOnlyMemory<byte> body, byte first, bool tryJson, bool isXml, string? charSet)
    {
        try
        {
            if (tryJson)
            {
                return JsonConverter.Convert(AsUtf8(body.Span, charSet), options);
            }

            return first == '<' && (isXml || body.Span.TrimStart(" \r\n\t"u8).StartsWith("<?xml"u8)) ? XmlConverter.Convert(body, charSet) : null;
        }
        catch (Exception exception) when (exception is JsonException or XmlException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> AsUtf8(ReadOnlySpan<byte> body, string? charSet)
    {
        var (encoding, markLength) = BodyEncoding.Detect(body, charSet);
        return BodyEncoding.IsUtf8(encoding) ? body[markLength..] : Encoding.UTF8.GetBytes(encoding.GetString(body[markLength..]));
    }

    private static byte FirstOf(ReadOnlySpan<byte> body, string? charSet)
    {
        var (encoding, markLength) = BodyEncoding.Detect(body, charSet);
        var start = body[markLength..];
        start = BodyEncoding.IsUtf8(encoding) || encoding.IsSingleByte
            ? start
            : Encoding.UTF8.GetBytes(encoding.GetString(start[..Math.Min(start.Length, 64)]));
        start = start.TrimStart(" \r\n\t"u8);
        return start.IsEmpty ? (byte)0 : start[0];
    }

    private void CheckEmpty(ApiResponse answer)
    {
        if (!options.Raw && answer.MayHaveBody && answer.IsSuccess && MediaKinds.Of(answer.MediaType) == MediaKind.Json)
        {
            throw answer.Invalid("says that it is JSON and is empty.");
        }
    }

    private static ApiException Invalid(ApiResponse answer, ReadOnlySpan<byte> body, bool isCut, MediaKind kind, Exception exception)
    {
        if (exception is UnfitJsonException)
        {
            return answer.Invalid($"can't become an object: {exception.Message}", body, isCut, exception)
                .With("Use -AsHashtable, which can hold such names.");
        }

        bool isPage = kind == MediaKind.Html || (kind == MediaKind.Json && LooksLikePage(body));
        string problem = isPage ? WebPage + "." : $"is not {kind switch
        {
            MediaKind.Json => "the JSON that it says it is",
            MediaKind.Xml => "the XML that it says it is",
            _ => "what it says it is",
        }}: {exception.Message}";
        return answer.Invalid(problem, body, isCut, exception);
    }

    private static bool LooksLikePage(ReadOnlySpan<byte> body)
    {
        string start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 256)]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
