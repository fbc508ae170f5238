using System.Diagnostics;
using System.Globalization;
using ApiAuth.Http;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Sessions;
using ApiAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Soak;

/// <summary>Many requests over an hour of fake time, the token being replaced every 30 seconds, half of the times by surprise.</summary>
internal static class SoakRun
{
    private const int Senders = 8;
    private const int Rotations = 120;
    private static readonly TimeSpan Rotation = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(int requests)
    {
        int unobserved = 0;
        TaskScheduler.UnobservedTaskException += (_, _) => Interlocked.Increment(ref unobserved);
        var clock = new FakeTimeProvider();
        using var service = new SoakService(clock);
        var provider = new FourWayShopProvider(ApiCredential.FromPassword("ada", "Lovelace-1815"), new FourWayShopOptions());
        using var session = new ApiSession(
            "soak", new Uri("http://localhost/"), provider, new ConnectionProfile(), clock,
            options: new SessionOptions { Primary = service });
        await session.ConnectAsync(CancellationToken.None);

        int each = (int)Math.Ceiling(requests / (double)(Rotations * Senders));
        long memoryBefore = 0;
        long started = Stopwatch.GetTimestamp();
        for (int rotation = 0; rotation < Rotations; rotation++)
        {
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(() => SendAsync(session, each))));
            if (rotation == Rotations / 10)
            {
                memoryBefore = Memory();
            }

            // Half of the tokens then run out as they said; the others are rejected by surprise.
            clock.Advance(Rotation);
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        long growth = Memory() - memoryBefore;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"requests={session.RequestCount} seconds={elapsed.TotalSeconds:0.0} logins={session.LoginCount} expected={service.ExpectedLogins} "
            + $"at-service={service.Logins} most-at-once={service.MostLoginsAtOnce} rejected={service.Failed} growth-KiB={growth / 1024} unobserved={unobserved}"));
        return session.LoginCount == service.ExpectedLogins && service.MostLoginsAtOnce == 1 && unobserved == 0 && growth < 1 << 20 ? 0 : 1;
    }

    private static async Task SendAsync(ApiSession session, int count)
    {
        for (int request = 0; request < count; request++)
        {
            using var answer = await session.SendAsync(new ApiRequest("x"), CancellationToken.None);
            await answer.Body.CopyToAsync(Stream.Null);
        }
    }

    private static long Memory()
    {
        for (int round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
