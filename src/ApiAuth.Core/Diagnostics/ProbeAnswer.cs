using System.Text.Json;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Diagnostics;

/// <summary>Reads the answer to a probe to its end: what is wrong with an answer often shows there only.</summary>
internal static class ProbeAnswer
{
    /// <summary>Of an answer that is read, in bytes: a probe is cheap.</summary>
    private const int Longest = 1 << 20;

    /// <exception cref="ApiException">The answer breaks off, or is not what it says it is.</exception>
    public static async Task ReadAsync(ApiResponse answer, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Longest];
        int length = await answer.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        bool isWhole = length < buffer.Length;
        if (answer.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true && length > 0 && !IsJson(buffer.AsSpan(0, length), isWhole))
        {
            throw Invalid(answer, "is not the JSON that it says it is: it may have been cut off on its way");
        }

        if (answer.MediaType?.Equals("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw Invalid(answer, "is a web page instead of data");
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> json, bool isWhole)
    {
        try
        {
            var reader = new Utf8JsonReader(BodyEncoding.WithoutMark(json), isWhole, default);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ApiException Invalid(ApiResponse answer, string problem) =>
        new(ApiErrorId.InvalidResponse, $"The answer of '{answer.RequestUri.AbsolutePath}' {problem}.") { StatusCode = answer.StatusCode, Attempts = answer.Attempts };
}
