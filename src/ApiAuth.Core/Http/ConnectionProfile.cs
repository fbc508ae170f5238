using System.Net;
using System.Security.Cryptography.X509Certificates;
using ApiAuth.Errors;

namespace ApiAuth.Http;

/// <summary>How a session reaches its server.</summary>
internal sealed record ConnectionProfile
{
    /// <summary>One request with everything it waits for: 100 seconds, as <see cref="HttpClient"/> has it.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    public const int DefaultMaximumRetryCount = 3;

    public static string DefaultUserAgent { get; } =
        $"ApiAuth/{typeof(ConnectionProfile).Assembly.GetName().Version?.ToString(3)} (PowerShell)";

    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Whether to pass by the proxy that the system or the environment names.</summary>
    public bool NoProxy { get; init; }

    /// <summary>The client's certificate, for services that ask for one.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool SkipCertificateCheck { get; init; }

    /// <summary>Whether credentials may travel over plain http to a host that is not this one.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>For each request that does not bring its own.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>For each request that does not bring its own.</summary>
    public int MaximumRetryCount { get; init; } = DefaultMaximumRetryCount;

    /// <exception cref="ArgumentException">It can't be sent in a header.</exception>
    public string UserAgent
    {
        get;
        init => field = IsUserAgent(value) ? value : throw InvalidInput.For(nameof(UserAgent), $"'{value}' can't be sent as the name of a client.");
    } = DefaultUserAgent;

    private static bool IsUserAgent(string value)
    {
        using var message = new HttpRequestMessage();
        return message.Headers.UserAgent.TryParseAdd(value);
    }
}
