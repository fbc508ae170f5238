using System.Net;

namespace ApiAuth.Http;

/// <summary>What a provider judges an answer by.</summary>
internal readonly ref struct ResponseHead(HttpStatusCode status, string? mediaType, ReadOnlySpan<byte> body)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>Such as <c>application/json</c>; null where the answer names none.</summary>
    public string? MediaType { get; } = mediaType;

    /// <summary>The beginning of the body, up to <see cref="ResponseBody.PrefixSize"/> bytes; empty where the answer is neither text nor data.</summary>
    public ReadOnlySpan<byte> Body { get; } = body;
}
