using System.Text;
using System.Text.Json;

namespace ApiAuth.Http;

/// <summary>Finds a member near the beginning of a JSON text that may be cut off.</summary>
internal static class JsonPeek
{
    /// <summary>The scalar value of the first member of this name, as text; null where there is none in sight.</summary>
    /// <param name="depth">1 for a member of the outermost object.</param>
    public static string? Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, int depth = 1)
    {
        // Most texts do not hold the name at all, and this says so much faster than a parser.
        if (json.IndexOf(name) < 0)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(json.TrimStart("\uFEFF"u8), isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth && reader.ValueTextEquals(name))
                {
                    return reader.Read() ? Text(ref reader) : null;
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON, so it has no members.
        }

        return null;
    }

    private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
