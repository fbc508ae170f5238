namespace ApiAuth.Core.Tests.Support;

internal static class Failures
{
    public static ApiException Of(string errorId) => new(errorId, "Made for a test.");
}
