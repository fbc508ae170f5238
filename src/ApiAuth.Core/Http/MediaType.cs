using System.Net.Http.Headers;
using ApiAuth.Errors;

namespace ApiAuth.Http;

/// <summary>A Content-Type as it is written (RFC 9110, section 8.3).</summary>
/// <param name="Name">Such as <c>application/json</c>.</param>
/// <param name="CharSet">Null where it names none.</param>
internal sealed record MediaType(string Name, string? CharSet)
{
    /// <exception cref="ArgumentException">It is none.</exception>
    public static MediaType Parse(string contentType) => MediaTypeHeaderValue.TryParse(contentType, out var value) && value.MediaType is { } name
        ? new MediaType(name, value.CharSet?.Trim('"'))
        : throw InvalidInput.For("ContentType", $"'{contentType}' is no media type.");
}
