using System.Globalization;
using System.Resources;

namespace ApiAuth.Errors;

/// <summary>What to do about a failure, by its id. A provider that knows better says so in its verdict.</summary>
internal static class Remedies
{
    private static readonly ResourceManager Texts = new("ApiAuth.Errors.Remedies", typeof(Remedies).Assembly);

    /// <summary>For a status of 500 and above.</summary>
    public static string ServerFailed => For(ApiErrorId.RequestFailed + "_Server");

    /// <summary>For a name that could not be resolved.</summary>
    public static string NameUnknown => For(ApiErrorId.ConnectionFailed + "_Name");

    /// <summary>For a port that nobody answers at.</summary>
    public static string PortClosed => For(ApiErrorId.ConnectionFailed + "_Port");

    /// <summary>For a proxy that refuses.</summary>
    public static string ProxyRefused => For(ApiErrorId.ConnectionFailed + "_Proxy");

    public static string For(string errorId) =>
        Texts.GetString(errorId, CultureInfo.InvariantCulture) ?? throw new ArgumentOutOfRangeException(nameof(errorId), errorId, "There is no remedy of this name.");
}
