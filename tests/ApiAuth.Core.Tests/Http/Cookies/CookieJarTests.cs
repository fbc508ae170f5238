using ApiAuth.Core.Tests.Support;
using ApiAuth.Http.Cookies;

namespace ApiAuth.Core.Tests.Http.Cookies;

public sealed class CookieJarTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Login = new("https://api.example.com/services/login");

    [Fact]
    [Scenario(60)]
    public void A_cookie_without_domain_goes_to_its_host_alone()
    {
        var jar = Jar("a=1; Path=/");

        Assert.Equal("a=1", jar.HeaderFor(new("https://api.example.com/x"), Now));
        Assert.Null(jar.HeaderFor(new("https://sub.api.example.com/x"), Now));
        Assert.Null(jar.HeaderFor(new("https://example.com/x"), Now));
    }

    [Theory]
    [Scenario(60)]
    [InlineData("https://example.com/", true)]
    [InlineData("https://api.example.com/", true)]
    [InlineData("https://a.b.example.com/", true)]
    [InlineData("https://notexample.com/", false)]
    [InlineData("https://example.com.evil.test/", false)]
    public void A_cookie_with_domain_goes_to_the_hosts_below_it(string address, bool goes) =>
        Assert.Equal(goes ? "a=1" : null, Jar("a=1; Domain=.Example.com; Path=/").HeaderFor(new(address), Now));

    [Theory]
    [Scenario(60)]
    [InlineData("a=1; Domain=other.example.com")]
    [InlineData("a=1; Domain=evil.test")]
    [InlineData("a=1; Domain=pi.example.com")]
    public void A_cookie_for_another_domain_is_not_taken(string header) => Assert.True(Jar(header).IsEmpty);

    [Fact]
    [Scenario(60)]
    public void Of_two_domains_the_last_counts_and_both_are_held_against_the_host() =>
        Assert.Equal("a=1", Jar("a=1; Domain=example.com; Domain=api.example.com; Path=/").HeaderFor(Login, Now));

    [Theory]
    [Scenario(60)]
    [InlineData("__Host-a=1; Secure; Path=/", true)]
    [InlineData("__Host-a=1; Path=/", false)]
    [InlineData("__Host-a=1; Secure; Path=/services", false)]
    [InlineData("__Host-a=1; Secure; Path=/; Domain=api.example.com", false)]
    [InlineData("__Secure-a=1; Secure", true)]
    [InlineData("__Secure-a=1", false)]
    public void The_prefixes_of_a_name_hold_or_the_cookie_is_not_taken(string header, bool isTaken) => Assert.Equal(isTaken, !Jar(header).IsEmpty);

    [Fact]
    [Scenario(61)]
    public void A_secure_cookie_does_not_go_over_plain_http()
    {
        var jar = Jar("a=1; Secure; Path=/");

        Assert.Null(jar.HeaderFor(new("http://api.example.com/"), Now));
        Assert.Equal("a=1", jar.HeaderFor(new("https://api.example.com/"), Now));
    }

    [Theory]
    [Scenario(61)]
    [InlineData("/services", true)]
    [InlineData("/services/", true)]
    [InlineData("/services/search", true)]
    [InlineData("/servicesearch", false)]
    [InlineData("/", false)]
    public void A_cookie_goes_to_its_path_and_what_lies_below(string path, bool goes) =>
        Assert.Equal(goes ? "a=1" : null, Jar("a=1; Path=/services").HeaderFor(new($"https://api.example.com{path}"), Now));

    [Fact]
    [Scenario(61)]
    public void Without_a_path_the_folder_of_the_request_is_meant() =>
        Assert.Equal("a=1", Jar("a=1; Path=nonsense").HeaderFor(new("https://api.example.com/services/x/y"), Now));

    [Fact]
    [Scenario(61)]
    public void A_path_that_is_none_brings_back_the_folder_of_the_request() =>
        Assert.Equal("/services", Assert.Single(Jar("a=1; Path=/; Path=nonsense").Cookies).Path);

    [Theory]
    [Scenario(60)]
    [InlineData("=1")]
    [InlineData(" =1")]
    public void A_cookie_without_a_name_is_not_taken(string header) => Assert.True(Jar(header).IsEmpty);

    [Theory]
    [Scenario(62)]
    [InlineData("a=1; Max-Age=0")]
    [InlineData("a=1; Max-Age=-1")]
    [InlineData("a=1; Max-Age=-99999999999999999999999")]
    [InlineData("a=1; Max-Age=0; Expires=Sun, 06 Nov 2094 08:49:37 GMT")]
    [InlineData("a=1; Expires=Sun Nov  6 08:49:37 1994")]
    public void A_cookie_of_the_past_takes_back_the_one_before(string header) => Assert.True(Jar("a=0", header).IsEmpty);

    [Theory]
    [Scenario(62)]
    [InlineData("a=1; Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT", 60)]
    [InlineData("a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=60", 60)]
    [InlineData("a=1; Expires=Mon Jun  1 12:01:00 2026", 60)]
    public void The_maximum_age_goes_before_the_date(string header, int seconds) => Assert.Equal(Now.AddSeconds(seconds), Jar(header).ExpiresAt);

    [Fact]
    [Scenario(62)]
    public void An_age_beyond_all_numbers_is_for_ever() => Assert.Equal(DateTimeOffset.MaxValue, Jar("a=1; Max-Age=99999999999999999999999").ExpiresAt);

    [Fact]
    [Scenario(62)]
    public void A_cookie_is_not_sent_once_its_time_is_over()
    {
        var jar = Jar("a=1; Max-Age=60; Path=/");

        Assert.Equal("a=1", jar.HeaderFor(Login, Now.AddSeconds(59)));
        Assert.Null(jar.HeaderFor(Login, Now.AddSeconds(60)));
    }

    [Fact]
    [Scenario(63)]
    public void A_comma_belongs_to_the_value() => Assert.Equal("a=1,b=2,c", Jar("a=1,b=2,c; Path=/").HeaderFor(Login, Now));

    [Fact]
    [Scenario(64)]
    public void Forty_cookies_of_four_kilobytes_are_kept()
    {
        string[] headers = [.. Enumerable.Range(0, 40).Select(static number => $"c{number:00}={new string('x', 4000)}; Path=/")];

        Assert.Equal(40, Jar(headers).HeaderFor(Login, Now)!.Split("; ").Length);
    }

    [Fact]
    [Scenario(64)]
    public void What_is_larger_than_a_cookie_may_be_is_not_taken() => Assert.True(Jar($"a={new string('x', 4096)}").IsEmpty);

    [Fact]
    [Scenario(65)]
    public void A_jar_is_replaced_whole()
    {
        var before = Jar("a=1; Path=/", "b=1; Path=/");

        var after = before.Apply(["a=2; Path=/", "b=2; Path=/"], Login, Now);

        Assert.Equal("a=1; b=1", before.HeaderFor(Login, Now));
        Assert.Equal("a=2; b=2", after.HeaderFor(Login, Now));
    }

    [Fact]
    [Scenario(37)]
    public void A_value_that_no_header_can_carry_is_not_taken() => Assert.True(Jar("a=\u00e9\u0001").IsEmpty);

    [Fact]
    [Scenario(69)]
    public void The_text_of_a_cookie_and_of_a_jar_hides_the_value()
    {
        Assert.DoesNotContain("canary", Jar("a=canary").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", SetCookieParser.Parse("a=canary", Login, Now)!.ToString(), StringComparison.Ordinal);
    }

    private static CookieJar Jar(params string[] headers) => CookieJar.Empty.Apply(headers, Login, Now);
}
