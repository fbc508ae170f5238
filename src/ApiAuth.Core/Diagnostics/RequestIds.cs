using System.Net.Http.Headers;

namespace ApiAuth.Diagnostics;

/// <summary>The identifier that a service gives a request, for its support.</summary>
internal static class RequestIds
{
    public static readonly string[] HeaderNames = ["X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "X-Trace-Id", "CF-Ray"];

    /// <summary>Null where the service gave none.</summary>
    public static string? Find(HttpResponseHeaders headers)
    {
        foreach (string name in HeaderNames)
        {
            if (headers.NonValidated.TryGetValues(name, out var values))
            {
                return values.ToString();
            }
        }

        return null;
    }
}
