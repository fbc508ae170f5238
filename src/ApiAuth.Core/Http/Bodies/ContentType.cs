using System.Net.Http.Headers;
using ApiAuth.Errors;

namespace ApiAuth.Http.Bodies;

internal static class ContentType
{
    /// <exception cref="ArgumentException">The text is no media type.</exception>
    public static MediaTypeHeaderValue? Parse(string? text) =>
        text is null ? null
        : MediaTypeHeaderValue.TryParse(text, out var parsed) ? parsed
        : throw InvalidInput.For("ContentType", $"'{text}' is not a media type such as 'application/json; charset=utf-8'.");
}
