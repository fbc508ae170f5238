using System.Globalization;
using System.Resources;

namespace ApiAuth.Errors;

/// <summary>What to do about a failure, by its id. A provider that knows better says so in its verdict.</summary>
internal static class Remedies
{
    private static readonly ResourceManager Texts = new("ApiAuth.Errors.Remedies", typeof(Remedies).Assembly);

    /// <summary>For a status of 500 and above.</summary>
    public static string ServerFailed => For(ApiErrorId.RequestFailed + "_Server");

    public static string For(string errorId) =>
        Texts.GetString(errorId, CultureInfo.InvariantCulture) ?? throw new ArgumentOutOfRangeException(nameof(errorId), errorId, "There is no remedy of this name.");
}
