using System.Buffers.Text;
using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Tokens;

public sealed class JsonWebTokenTests
{
    [Theory]
    [Scenario(59)]
    [InlineData("{}")]
    [InlineData("""{"exp":"1700000000"}""")]
    [InlineData("""{"exp":null}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":1e300}""")]
    public void An_expiry_that_is_no_date_is_none(string claims) => Assert.Null(Parse(claims)!.ExpiresAt);

    [Theory]
    [Scenario(59)]
    [InlineData("""{"exp":1}""", 1L)]
    [InlineData("""{"exp":1700000000.9}""", 1700000000L)]
    [InlineData("""{"exp":253402300799}""", 253402300799L)]
    public void An_expiry_of_any_year_is_read(string claims, long seconds) =>
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(seconds), Parse(claims)!.ExpiresAt);

    [Theory]
    [Scenario(59)]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("...")]
    [InlineData("e30.[]!.x")]
    [InlineData("e30.W10.x")]
    public void What_has_not_three_parts_of_which_two_are_objects_is_none(string text) => Assert.Null(JsonWebToken.TryParse(text));

    [Fact]
    [Scenario(59)]
    public void A_token_without_signature_is_read_like_any_other_since_none_is_trusted() =>
        Assert.Equal("me", JsonWebToken.TryParse($"{Encode("""{"alg":"none"}""")}.{Encode("""{"sub":"me"}""")}.")!.Claim("sub"));

    [Fact]
    [Scenario(59)]
    [Scenario(35)]
    public void Claims_that_come_twice_are_not_read() => Assert.Null(Parse("""{"exp":1,"exp":2}"""));

    [Fact]
    [Scenario(31)]
    public void Claims_that_inflate_beyond_measure_are_not_read()
    {
        using var buffer = new MemoryStream();
        using (var deflater = new System.IO.Compression.ZLibStream(buffer, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(new byte[64 << 20]);
        }

        Assert.Null(JsonWebToken.TryParse($"{Encode("""{"zip":"DEF"}""")}.{Base64Url.EncodeToString(buffer.ToArray())}.x"));
    }

    private static JsonWebToken? Parse(string claims) => JsonWebToken.TryParse($"{Encode("""{"alg":"HS256"}""")}.{Encode(claims)}.c2ln");

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
