using System.Globalization;
using ApiAuth.Http;
using ApiAuth.Providers.SolutionsByText;
using ApiAuth.Sessions;
using ApiAuth.Storage;
using ApiAuth.Tokens;

namespace ApiAuth.Soak;

/// <summary>One of many processes on one account: connects over the shared cache, sends requests, and tells how it went.</summary>
internal static class CacheJob
{
    private const string Lookup = "SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup?orgCode=ACME&phone=5551234567";

    public static async Task<int> RunAsync(Uri server, string folder, int requests, string key, int schema)
    {
        var provider = new SolutionsByTextProvider(
            ApiCredential.FromKey(key),
            new SolutionsByTextOptions
            {
                Protocol = SbtProtocol.Rest,
                TokenExpiration = key.EndsWith("never", StringComparison.Ordinal) ? SbtTokenExpiration.Never : SbtTokenExpiration.ExpireOnNew,
            });
        var store = new FileTokenStore(folder, new NoProtection(), TimeProvider.System, schema);
        using var session = new ApiSession(
            "job", server, provider, new ConnectionProfile(), TimeProvider.System, options: new SessionOptions { TokenStore = store });
        await session.ConnectAsync(CancellationToken.None);
        int attempts = 0;
        for (int request = 0; request < requests; request++)
        {
            using var answer = await session.SendAsync(new ApiRequest(Lookup), CancellationToken.None);
            attempts += answer.Attempts.Count;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"logins={session.LoginCount} rejected={attempts - requests} warnings={session.Warnings.Count}"));
        return 0;
    }
}
