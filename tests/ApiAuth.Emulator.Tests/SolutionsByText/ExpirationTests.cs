using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.SolutionsByText;

namespace ApiAuth.Emulator.Tests.SolutionsByText;

public sealed class ExpirationTests : SbtTest
{
    [Theory]
    [InlineData("sbt-key-one-day", 1)]
    [InlineData("sbt-key-one-week", 7)]
    [InlineData("sbt-key-one-year", 365)]
    [InlineData("sbt-key-ten-years", 3653)]
    public async Task A_token_lives_as_long_as_its_key_says_and_not_longer(string key, int days)
    {
        string token = await TokenAsync(key);

        Time.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        Assert.Equal(1400, await CodeAsync(token));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1000, await CodeAsync(token));
    }

    [Theory]
    [InlineData("sbt-key-never")]
    [InlineData("sbt-key-expire-on-new")]
    public async Task Other_tokens_do_not_expire_by_themselves(string key)
    {
        string token = await TokenAsync(key);

        Time.Advance(TimeSpan.FromDays(36_500));

        Assert.Equal(1400, await CodeAsync(token));
    }

    [Theory]
    [InlineData("sbt-key-never", 1400)]
    [InlineData("sbt-key-one-day", 1400)]
    [InlineData("sbt-key-expire-on-new", 1000)]
    public async Task Only_expire_on_new_ends_the_token_before(string key, int codeOfFirst)
    {
        string first = await TokenAsync(key);
        string second = await TokenAsync(key);

        Assert.Equal(codeOfFirst, await CodeAsync(first));
        Assert.Equal("sbt-1", LastRequest.TokenId);
        Assert.Equal(1400, await CodeAsync(second));
    }

    [Fact]
    public async Task Keys_do_not_end_the_tokens_of_others()
    {
        string other = await TokenAsync("sbt-key-never");

        await TokenAsync("sbt-key-expire-on-new");

        Assert.Equal(1400, await CodeAsync(other));
    }

    [Fact]
    public async Task The_code_of_an_expired_token_is_a_setting()
    {
        Emulator.State.Settings = new EmulatorSettings { SolutionsByText = new() { ExpiredCode = 1500 } };
        string token = await TokenAsync("sbt-key-one-day");

        Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1500, await CodeAsync(token));
        Assert.Equal(1000, await CodeAsync("wrong"));
    }

    [Fact]
    public async Task A_key_may_be_given_another_expiration()
    {
        Emulator.State.Settings = new EmulatorSettings
        {
            SolutionsByText = new() { Expirations = new Dictionary<string, TokenExpiration> { ["sbt-key-never"] = TokenExpiration.OneDay } },
        };
        string token = await TokenAsync("sbt-key-never");

        Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1000, await CodeAsync(token));
    }

    [Theory]
    [InlineData(TokenEnd.Expired, 1500)]
    [InlineData(TokenEnd.Revoked, 1000)]
    public async Task Tokens_can_be_ended_in_either_way(TokenEnd reason, int code)
    {
        Emulator.State.Settings = new EmulatorSettings { SolutionsByText = new() { ExpiredCode = 1500 } };
        string token = await TokenAsync("sbt-key-never");

        Assert.Equal(1, Emulator.State.FindService("SolutionsByText")!.EndTokens(reason));

        Assert.Equal(code, await CodeAsync(token));
    }

    [Fact]
    public async Task A_rotated_key_takes_its_tokens_with_it()
    {
        IEmulatedService service = Emulator.State.FindService("SolutionsByText")!;
        string token = await TokenAsync("sbt-key-never");

        string rotated = service.RotateKey("sbt-key-never")!;

        Assert.Equal(1000, await CodeAsync(token));
        Assert.Equal(1401, (await LoginAsync("sbt-key-never")).GetProperty("ErrorCode").GetInt32());
        Assert.Equal(1400, await CodeAsync(await TokenAsync(rotated)));
        Assert.Null(service.RotateKey("unknown"));
    }

    [Fact]
    public async Task A_blocked_key_is_refused_and_so_are_its_tokens()
    {
        string token = await TokenAsync("sbt-key-never");

        Assert.True(Emulator.State.FindService("SolutionsByText")!.SetBlocked("sbt-key-never", true));

        Assert.Equal(1000, await CodeAsync(token));
        Assert.Equal(1401, (await LoginAsync("sbt-key-never")).GetProperty("ErrorCode").GetInt32());
    }
}
