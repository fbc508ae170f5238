using ApiAuth.Core.Tests.Support;
using ApiAuth.Errors;
using ApiAuth.Providers.FourWayShop;
using ApiAuth.Tokens;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Providers;

public sealed class FourWayShopTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("7", "\"501\"", 7L, "501")]
    [InlineData("\"00000\"", "501", "00000", 501L)]
    [InlineData("{}", "[1]", "ACME", 501L)]
    [InlineData("null", "1.5", "ACME", 501L)]
    public async Task What_is_only_shown_is_taken_as_the_installation_tells_it(string companyId, string siteId, object shownCompany, object shownSite)
    {
        _server.OnLogin = context => TestServer.JsonAsync(context, $$"""{"token":"abc","companyId":{{companyId}},"siteId":{{siteId}}}""");

        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());

        Assert.Equal((shownCompany, shownSite), (session.Properties["CompanyId"], session.Properties["SiteId"]));
    }

    [Fact]
    public async Task Cookies_without_a_document_are_a_login()
    {
        _server.OnLogin = context =>
        {
            context.Response.StatusCode = 204;
            context.Response.Headers.SetCookie = "SESSION=abc; Path=/";
            return Task.CompletedTask;
        };

        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop(FourWayShopAuthenticationMode.Cookie));

        Assert.Equal("SESSION=abc", (await session.GetTokenAsync(TestContext.Current.CancellationToken)).Reveal());
    }

    [Fact]
    public async Task A_web_page_that_sets_a_cookie_is_not_a_login()
    {
        _server.OnLogin = context =>
        {
            context.Response.Headers.SetCookie = "SESSION=abc; Path=/";
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html>Sign in</html>");
        };

        var failure = await Assert.ThrowsAsync<ApiException>(
            () => TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop(FourWayShopAuthenticationMode.Cookie)));

        Assert.Equal(ApiErrorId.InvalidResponse, failure.ErrorId);
    }

    [Theory]
    [InlineData("http://[x")]
    [InlineData("http://ada:geheim@127.0.0.1/login")]
    public async Task An_address_of_the_login_that_can_not_be_used_is_told_by_its_parameter(string path)
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(() => ConnectAsync(new FourWayShopOptions { LoginPath = path }));

        Assert.Equal("LoginPath", failure.ParamName);
        Assert.DoesNotContain("-Credential", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_credential_is_put_in_wherever_a_text_of_the_body_names_it_and_nowhere_else()
    {
        string? body = null;
        _server.OnLogin = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            body = await reader.ReadToEndAsync();
            await _server.UsualLoginAsync(context);
        };

        using var session = await ConnectAsync(
            new FourWayShopOptions { LoginBody = new Dictionary<string, object?> { ["login"] = @"DOMAIN\{UserName}", ["pass"] = "{Password}", ["both"] = "{UserName}:{Password}:{Other}" } },
            ApiCredential.FromPassword("{Password}", "geheim"));

        Assert.Equal("""{"login":"DOMAIN\\{Password}","pass":"geheim","both":"{Password}:geheim:{Other}"}""", body);
    }

    [Fact]
    public async Task What_is_secret_in_the_body_is_not_shown_though_it_is_a_number()
    {
        _server.OnLogin = context => TestServer.JsonAsync(context, """{"message":"unknown: 73194682"}""", 401);

        var failure = await Assert.ThrowsAsync<ApiException>(
            () => ConnectAsync(new FourWayShopOptions { LoginBody = new Dictionary<string, object?> { ["user"] = "{UserName}", ["password"] = 73194682 } }));

        Assert.DoesNotContain("73194682", failure.ResponseExcerpt, StringComparison.Ordinal);
    }

    private Task<ApiSession> ConnectAsync(FourWayShopOptions options, ApiCredential? credential = null) => TestSession.ConnectedAsync(
        _server.Address, new FourWayShopProvider(credential ?? ApiCredential.FromPassword("ada", "geheim"), options));
}
