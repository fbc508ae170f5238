using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Elvis;
using ApiAuth.Http;
using ApiAuth.Providers;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Sessions;

/// <summary>A job that sends a request every minute for nine hours, over each service.</summary>
public sealed class NineHourTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 28, 22, 0, 0, TimeSpan.Zero);

    private const string Lookup = "SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup?orgCode=ACME&phone=5551234567";

    // The fewest logins there can be: nine hours by the minutes until the first request at or after the refresh point.
    public static TheoryData<string, int, string> Services => new()
    {
        { "Elvis", Fewest(55), "services/profile" },
        { "ElvisHalfHour", Fewest(25), "services/profile" },
        { "ElvisOneSession", Fewest(60), "services/profile" },
        { "ElvisWeb", Fewest(55), "services/profile" },
        { "ElvisWebAlive", 1, "alive.txt?uid=1" },
        { "FourWayShopBearer", Fewest(4), "api?cmd=brand_v1" },
        { "FourWayShopCookie", 1, "api?cmd=brand_v1" },
        { "SbtExpireOnNew", 1, Lookup },
        { "SbtNever", 1, Lookup },
        { "SbtOneDay", 1, Lookup },
        { "SoftExpert", 1, "v1/dataset-integration/employees" },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_request_fails_and_logins_are_as_few_as_can_be(string service, int fewest, string address)
    {
        var clock = new FakeTimeProvider(Start);
        await using var emulator = await StartAsync(clock, service);
        using var session = await TestSession.ConnectedAsync(emulator, Provider(service), clock);

        for (int minute = 0; minute < 9 * 60; minute++)
        {
            using var answer = await session.SendAsync(Request(service, address), TestContext.Current.CancellationToken);
            await answer.ReadAsync();
            await Eventually.TrueAsync(() => !session.IsRenewing);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(session.LoginCount, fewest, fewest + 1);
    }

    private static int Fewest(double minutes) => (int)Math.Ceiling(9 * 60 / minutes);

    private static ApiRequest Request(string service, string address) =>
        service.StartsWith("Elvis", StringComparison.Ordinal) ? new(address) { Method = HttpMethod.Post } : new(address);

    private static Task<EmulatorServer> StartAsync(TimeProvider clock, string service) => EmulatorServer.StartAsync(
        new EmulatorOptions
        {
            TimeProvider = clock,
            Settings = new EmulatorSettings
            {
                Elvis = new ElvisSettings
                {
                    TokenLifetimeMinutes = service == "ElvisHalfHour" ? 30 : 60,
                    OneSessionPerNonApiUser = service == "ElvisOneSession",
                },
            },
        },
        TestContext.Current.CancellationToken);

    private static ApiProvider Provider(string service) => service switch
    {
        "Elvis" or "ElvisHalfHour" => TestSession.Elvis(),
        "ElvisOneSession" => TestSession.Elvis(user: "pro", password: "pro-Passw0rd"),
        "ElvisWeb" or "ElvisWebAlive" => TestSession.Elvis(ElvisLoginMethod.Web),
        "FourWayShopBearer" => TestSession.FourWayShop(),
        "FourWayShopCookie" => TestSession.FourWayShop(FourWayShopAuthenticationMode.Cookie),
        "SbtExpireOnNew" => TestSession.SolutionsByText(),
        "SbtNever" => TestSession.SolutionsByText(SbtTokenExpiration.Never),
        "SbtOneDay" => TestSession.SolutionsByText(SbtTokenExpiration.OneDay),
        _ => TestSession.SoftExpert(),
    };
}
