using System.Security.Cryptography;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;
using ApiAuth.Http;
using ApiAuth.Providers;
using ApiAuth.Storage;
using ApiAuth.Tokens;
using Microsoft.Extensions.Time.Testing;

namespace ApiAuth.Core.Tests.Storage;

/// <summary>Two sessions on one store, as two processes have them.</summary>
public sealed class SharedLoginTests : IAsyncLifetime
{
    private const string Lookup = "SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup?orgCode=ACME&phone=5551234567";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private EmulatorServer _emulator = null!;

    private int Logins => _emulator.Log.Count(new LogFilter { Path = "*AuthenticateAPIKey" });

    public async ValueTask InitializeAsync() => _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = _clock });

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    [Scenario(19)]
    public async Task The_second_takes_the_token_of_the_first()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();

        await second.ReadAsync(Lookup);
        await first.ReadAsync(Lookup);

        Assert.Equal((1, 0), (first.LoginCount, second.LoginCount));
        Assert.Equal(1, Logins);
    }

    [Fact]
    [Scenario(17)]
    [Scenario(18)]
    public async Task After_the_token_ended_one_logs_in_and_the_other_takes_what_it_brought()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        _emulator.State.EndTokens(TokenEnd.Revoked);

        await first.ReadAsync(Lookup);
        await second.ReadAsync(Lookup);

        Assert.Equal(2, Logins);
        Assert.Equal((2, 0), (first.LoginCount, second.LoginCount));
    }

    [Fact]
    [Scenario(18)]
    public async Task A_stranger_who_takes_the_key_is_named_and_not_fought()
    {
        using var session = await ConnectAsync();
        using var stranger = await TestSession.ConnectedAsync(_emulator, TestSession.SolutionsByText(), _clock);

        var failure = await session.FailsAsync(Lookup);
        for (int request = 0; request < 10; request++)
        {
            await session.FailsAsync(Lookup);
        }

        Assert.Equal(ApiErrorId.AmbiguousLogin, failure.ErrorId);
        Assert.Equal(2, Logins);
        await stranger.ReadAsync(Lookup);
    }

    [Fact]
    [Scenario(18)]
    public async Task After_half_a_minute_the_key_is_tried_again()
    {
        using var session = await ConnectAsync();
        using var stranger = await TestSession.ConnectedAsync(_emulator, TestSession.SolutionsByText(), _clock);
        await session.FailsAsync(Lookup);

        _clock.Advance(TimeSpan.FromSeconds(31));

        await session.ReadAsync(Lookup);
        Assert.Equal(3, Logins);
    }

    [Fact]
    [Scenario(19)]
    public async Task A_token_demanded_anew_is_a_login_even_where_the_store_has_one()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();

        await first.RefreshAsync(force: true, TestContext.Current.CancellationToken);

        Assert.Equal(2, Logins);
        await second.ReadAsync(Lookup);
        Assert.Equal(2, Logins);
    }

    [Fact]
    [Scenario(19)]
    public async Task A_token_whose_time_is_over_is_not_taken()
    {
        using var first = await ConnectAsync(TestSession.Elvis());
        _clock.Advance(TimeSpan.FromHours(2));

        using var second = await ConnectAsync(TestSession.Elvis());

        Assert.Equal(1, second.LoginCount);
    }

    [Fact]
    [Scenario(19)]
    public async Task The_end_of_one_session_leaves_the_token_to_the_others()
    {
        using var first = await ConnectAsync(TestSession.Elvis(ElvisLoginMethod.Web));
        using var second = await ConnectAsync(TestSession.Elvis(ElvisLoginMethod.Web));

        await first.DisconnectAsync(TestContext.Current.CancellationToken);
        await second.ReadAsync(new ApiRequest("services/profile") { Method = HttpMethod.Post });

        Assert.Equal(SessionState.Disconnected, first.State);
        Assert.Equal(0, second.LoginCount);
        Assert.Equal(0, _emulator.Log.Count(new LogFilter { Path = "*/logout" }));
    }

    [Fact]
    public async Task A_key_that_is_the_token_is_not_kept()
    {
        using var session = await ConnectAsync(TestSession.SoftExpert());

        Assert.False(Directory.Exists(_folder["tokens"]));
    }

    [Fact]
    public async Task A_login_whose_token_can_not_be_encrypted_is_a_login_all_the_same()
    {
        var store = new FileTokenStore(_folder["tokens"], new BrokenProtection(), _clock);
        using var session = TestSession.WithStore(_emulator.BaseAddress, TestSession.SolutionsByText(), store, _clock);

        await session.ConnectAsync(TestContext.Current.CancellationToken);

        await session.ReadAsync(Lookup);
        Assert.Contains("no room in the key", Assert.Single(session.Warnings), StringComparison.Ordinal);
    }

    private async Task<ApiSession> ConnectAsync(ApiProvider? provider = null)
    {
        var store = new FileTokenStore(_folder["tokens"], new NoProtection(), _clock);
        var session = TestSession.WithStore(_emulator.BaseAddress, provider ?? TestSession.SolutionsByText(), store, _clock);
        await session.ConnectAsync(TestContext.Current.CancellationToken);
        return session;
    }

    private sealed class BrokenProtection : IDataProtection
    {
        public string Name => "broken";

        public byte[] Protect(ReadOnlySpan<byte> data) => throw new CryptographicException("There is no room in the key.");

        public byte[] Unprotect(ReadOnlySpan<byte> data) => throw new CryptographicException("There is no room in the key.");
    }
}
