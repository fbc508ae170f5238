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

    [Fact]
    [Scenario(69)]
    public void Nothing_that_holds_a_secret_shows_it_as_text()
    {
        var token = new Token { Generation = 1, Value = new Secret("canary"), Schedule = default };

        Assert.DoesNotContain("canary", $"{token} {token.Value} {ApiCredential.FromPassword("me", "canary")} {ApiCredential.FromKey("canary")}", StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new LoginResult(new Secret("canary")).ToString(), StringComparison.Ordinal);
    }
}
