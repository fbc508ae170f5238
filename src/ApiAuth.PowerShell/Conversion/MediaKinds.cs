namespace ApiAuth.PowerShell.Conversion;

/// <summary>Sorts media types.</summary>
internal static class MediaKinds
{
    public static MediaKind Of(string? mediaType)
    {
        if (mediaType is null)
        {
            return MediaKind.Unknown;
        }

        if (Ends(mediaType, "/json") || Ends(mediaType, "+json") || Ends(mediaType, "/x-json"))
        {
            return MediaKind.Json;
        }

        if (Is(mediaType, "text/html") || Is(mediaType, "application/xhtml+xml"))
        {
            return MediaKind.Html;
        }

        if (Ends(mediaType, "/xml") || Ends(mediaType, "+xml"))
        {
            return MediaKind.Xml;
        }

        return mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || Ends(mediaType, "/javascript")
            || Is(mediaType, "application/x-www-form-urlencoded")
            ? MediaKind.Text
            : MediaKind.Binary;
    }

    private static bool Ends(string mediaType, string ending) => mediaType.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static bool Is(string mediaType, string other) => mediaType.Equals(other, StringComparison.OrdinalIgnoreCase);
}
