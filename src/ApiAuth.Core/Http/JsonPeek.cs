using System.Text;
using System.Text.Json;
using ApiAuth.Http.Bodies;

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
            var reader = new Utf8JsonReader(BodyEncoding.WithoutMark(json), isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth && reader.ValueSpan.SequenceEqual(name))
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
        JsonTokenType.String => reader.ValueIsEscaped ? Unescaped(ref reader) : BodyEncoding.Text(reader.ValueSpan),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };

    // A reader takes bytes that are no UTF-8, and halves of characters, as they come, and fails when it makes a text of them.
    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return BodyEncoding.Text(reader.ValueSpan);
        }
    }
}
