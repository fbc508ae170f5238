using System.Net.Http.Headers;
using ApiAuth.Errors;

namespace ApiAuth.Http;

/// <summary>A Content-Type as it is written (RFC 9110, section 8.3).</summary>
internal sealed class MediaType
{
    private readonly MediaTypeHeaderValue _value;

    private MediaType(MediaTypeHeaderValue value) => _value = value;

    /// <summary>Such as <c>application/json</c>.</summary>
    public string Name => _value.MediaType!;

    /// <summary>Such as <c>utf-8</c>; null where it names none.</summary>
    public string? CharSet => _value.CharSet?.Trim('"');

    /// <exception cref="ArgumentException">It is none.</exception>
    public static MediaType Parse(string contentType) => MediaTypeHeaderValue.TryParse(contentType, out var value)
        ? new MediaType(value)
        : throw InvalidInput.For("ContentType", $"'{contentType}' is not a media type such as 'application/json; charset=utf-8'.");

    /// <summary>Null for null.</summary>
    /// <inheritdoc cref="Parse"/>
    public static MediaType? ParseOptional(string? contentType) => contentType is null ? null : Parse(contentType);

    public void ApplyTo(HttpContent content) => content.Headers.ContentType = _value;
}
