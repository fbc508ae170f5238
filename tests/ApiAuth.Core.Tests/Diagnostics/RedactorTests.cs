using System.Text;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Diagnostics;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Diagnostics;

public sealed class RedactorTests
{
    private const string Canary = "cänary \"&<'+/=1";

    private readonly Redactor _redactor = new(static () => [Canary]);

    public static TheoryData<string> Forms => new(
        Canary,
        Uri.EscapeDataString(Canary),
        Uri.EscapeDataString(Canary).Replace("%20", "+", StringComparison.Ordinal),
        System.Text.Json.JsonSerializer.Serialize(Canary).Trim('"'),
        System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Canary),
        System.Security.SecurityElement.Escape(Canary),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)));

    [Theory]
    [Scenario(69)]
    [MemberData(nameof(Forms))]
    public void A_known_secret_is_taken_out_in_every_form_that_it_travels_in(string form)
    {
        string text = _redactor.Redact($"before [{form}] after");

        Assert.Equal("before [***] after", text);
    }

    [Theory]
    [Scenario(69)]
    [InlineData("Basic authentication failed", "Basic authentication failed")]
    [InlineData("Use Bearer authorization.", "Use Bearer authorization.")]
    [InlineData("Basic dXNlcjpwYXNz", "Basic ***")]
    [InlineData("bearer abcdefghijklmnopqrst", "bearer ***")]
    [InlineData("Bearer abcdef-abcdef", "Bearer ***")]
    public void What_stands_after_a_scheme_is_a_secret_where_it_is_no_plain_word(string text, string expected) =>
        Assert.Equal(expected, Redactor.Unknown.Redact(text));

    [Theory]
    [Scenario(69)]
    [InlineData("""<input name="password" value="canary">""", """<input name="password" value="***">""")]
    [InlineData("""<input type='hidden' value='canary' name='user[_csrf]' />""", """<input type='hidden' value='***' name='user[_csrf]' />""")]
    [InlineData("""<INPUT VALUE=canary ID=loginPassword>""", """<INPUT VALUE=*** ID=loginPassword>""")]
    [InlineData("""<input value="a>canary" type="password"/>""", """<input value="***" type="password"/>""")]
    [InlineData("""<meta name="csrf-token" content="canary">""", """<meta name="csrf-token" content="***">""")]
    [InlineData("<input name='password' value='canary that was cut", "<input name='password' value='***'")]
    [InlineData("""<input name="user" value="ada"><input name="password" value="canary">""", """<input name="user" value="ada"><input name="password" value="***">""")]
    [InlineData("""<input name="user" value="ada"><input name="password">""", """<input name="user" value="ada"><input name="password">""")]
    public void What_a_field_of_a_web_page_holds_is_taken_out_by_its_name(string text, string shown) => Assert.Equal(shown, _redactor.Redact(text));

    [Fact]
    [Scenario(69)]
    public void Nothing_that_holds_a_secret_shows_it_as_text()
    {
        var token = new Token { Generation = 1, Value = new Secret("canary"), Schedule = default };

        Assert.DoesNotContain("canary", $"{token} {token.Value} {ApiCredential.FromPassword("me", "canary")} {ApiCredential.FromKey("canary")}", StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new LoginResult(new Secret("canary")).ToString(), StringComparison.Ordinal);
    }
}
