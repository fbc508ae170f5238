using ApiAuth.Core.Tests.Support;
using ApiAuth.Http.Cookies;

namespace ApiAuth.Core.Tests.Http.Cookies;

public sealed class CookieDateTests
{
    private static readonly DateTimeOffset Expected = new(1994, 11, 6, 8, 49, 37, TimeSpan.Zero);

    [Theory]
    [Scenario(62)]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT")]
    [InlineData("Sun Nov  6 08:49:37 1994")]
    [InlineData("Sun, 6-Nov-1994 8:49:37 GMT")]
    [InlineData("Mon, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("06 nov 94 08:49:37")]
    public void All_formats_that_servers_write_are_read(string text) => Assert.Equal(Expected, CookieDate.Parse(text));

    [Theory]
    [Scenario(62)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("Sun, 31 Feb 1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 24:00:00 GMT")]
    [InlineData("Sun, 06 Nov 1500 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994")]
    public void What_is_no_date_is_none(string text) => Assert.Null(CookieDate.Parse(text));
}
