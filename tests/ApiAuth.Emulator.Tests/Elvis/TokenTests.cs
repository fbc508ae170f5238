using System.Buffers.Text;
using System.IO.Compression;

namespace ApiAuth.Emulator.Tests.Elvis;

/// <summary>Tokens are held against the one that the documentation prints, taken apart by the same code.</summary>
public sealed class TokenTests : ElvisTest
{
    private const string Documented =
        "eyJhbGciOiJIUzUxMiIsInppcCI6IkRFRiJ9.eNp8U9luozAU_Rc_52FmmmZo3hy4JZ6AbdkmXUaVRVuiQSIkwyJNVfXfa0NZIw1PcO52zrmXd1TWz2iN4tdjmqMFesnSJK_U2zkxIOakh8grWud1li1Q_nxA6-9Lx7m5vl79cBYo-XdOizeVHm3N1eqbfUxdkfx1y8LkHuKsTBaoLpPiqzEvTqip6xrdXC2dNsNLqjjNSrR-R3FdofVvJFgAWkYcRCRBmLoGwERoNyBAVYc00SfDtyqtoHNqRxzjjnadxyOdcW54VEVteCU20L6-DOihzifpWRv4WKA0rnr9Py1tw_OPtQetVvtf5cnhOyw3ZFkuncdU1hy1GacirdKkHBRtsTCkecCw14tyFWFU8yDyCZVjYeqBg25tazC-ZYrJLeMzE-CeM6G0dKFDQkyxbwpAhERK015eRiQHM3kPfcjdgrtjUd-WhDbTFBAeBdiSnDeZUv5CJUwneuyOjvVKvAfPZGFhBsqxC3usJsz6isY1zLlgA-hGUrGwc8-DTeTPQlwQqrTLqDJJpgnA9Gy67gor-d8L8zTppSt8zygLH_pqoJ6GEJNgsM1uozeFbYildHG1-pHRQYwhaeINFytnmk6oB5L4c_gW75kgavCw9UkYRqQ9KQES1MUiNO4hAa6xVAyfPlAQdg1qG4UbOpLlYYU19kIyv4KWlJVwS_wJle7DTJhcxMV_3V2OLfJ0QOiuz72DzUy2y4IAmq1L9PTxCQAA__8.l-60WwZyLImpXPlqjsJhfH6y5Mltk1FZtSOd3riDrgB7a7zmVCCN9RSsX1ixLC9NZ6_0rMgL2dChTLZB4WqrvA";

    [Fact]
    public void The_code_of_this_test_reads_the_documented_token()
    {
        JsonElement claims = Claims(Documented);

        Assert.Equal("admin", claims.GetProperty("sub").GetString());
        Assert.Equal(1488955748, claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task The_header_is_the_documented_one()
    {
        string token = await TokenAsync();

        Assert.Equal(Documented.Split('.')[0], token.Split('.')[0]);
        Assert.Equal(64, Base64Url.DecodeFromChars(token.Split('.')[2]).Length);
    }

    [Fact]
    public async Task The_claims_are_compressed_and_end_in_a_sync_flush_as_the_documented_ones_do()
    {
        byte[] syncFlush = [0x00, 0x00, 0xFF, 0xFF];

        Assert.Equal(syncFlush, Base64Url.DecodeFromChars(Documented.Split('.')[1])[^4..]);
        Assert.Equal(syncFlush, Base64Url.DecodeFromChars((await TokenAsync()).Split('.')[1])[^4..]);
    }

    [Fact]
    public async Task The_claims_are_the_documented_ones_in_name_kind_and_order()
    {
        JsonElement documented = Claims(Documented);

        JsonElement claims = Claims(await TokenAsync());

        Assert.Equal(Names(documented), Names(claims));
        Assert.Equal(Names(documented.GetProperty("userDetails")), Names(claims.GetProperty("userDetails")));
        Assert.All(
            documented.EnumerateObject().Where(claim => claim.Name != "reqCsrf"),
            claim => Assert.Equal(claim.Value.ValueKind, claims.GetProperty(claim.Name).ValueKind));
        Assert.False(claims.GetProperty("reqCsrf").GetBoolean());
    }

    [Fact]
    public async Task The_times_are_those_of_the_documented_token_from_now()
    {
        JsonElement claims = Claims(await TokenAsync());

        long now = Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(now, claims.GetProperty("iat").GetInt64());
        Assert.Equal(now - 120, claims.GetProperty("nbf").GetInt64());
        Assert.Equal(now + 3600, claims.GetProperty("exp").GetInt64());
        Assert.Equal("3600000", claims.GetProperty("expiryTime").GetString());
    }

    [Fact]
    public async Task The_claims_say_who_and_with_what_licence()
    {
        JsonElement claims = Claims(await TokenAsync("admin", "admin-Passw0rd", ("clientId", "client-7")));

        Assert.Equal("admin", claims.GetProperty("sub").GetString());
        Assert.Equal("API", claims.GetProperty("clientType").GetString());
        Assert.Equal("client-7", claims.GetProperty("clientId").GetString());
        Assert.Equal("Pro", claims.GetProperty("userType").GetString());
        string?[] authorities = [.. claims.GetProperty("authorities").EnumerateArray().Select(authority => authority.GetString())];
        Assert.Contains("ROLE_SUPERUSER", authorities);
        Assert.Contains("ROLE_USERTYPE_Pro", authorities);
    }

    [Fact]
    public async Task A_changed_token_is_refused()
    {
        string token = await TokenAsync();
        char changed = token[^2] == 'A' ? 'B' : 'A';

        Assert.Equal(NotLoggedIn, await ProfileAsync(("Authorization", $"Bearer {token[..^2]}{changed}{token[^1]}")));
    }

}
