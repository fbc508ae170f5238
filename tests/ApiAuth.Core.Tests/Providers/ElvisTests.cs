using ApiAuth.Core.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ApiAuth.Core.Tests.Providers;

public sealed class ElvisTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private RequestDelegate _answer = static _ => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _server.OnRequest = context => context.Request.Path.Value switch
        {
            "/services/logout" => _answer(context),
            "/services/login" => WebLoginAsync(context),
            _ => TestServer.JsonAsync(context, """{"loginSuccess":true,"authToken":"abc"}"""),
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_cookie_that_names_no_path_is_sent_to_the_logout()
    {
        string? cookie = null;
        string? antiForgery = null;
        _answer = context =>
        {
            (cookie, antiForgery) = (context.Request.Headers.Cookie, context.Request.Headers["X-CSRF-TOKEN"]);
            return TestServer.JsonAsync(context, """{"logoutSuccess":true}""");
        };
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.Elvis(ElvisLoginMethod.Web));

        await session.DisconnectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("authToken=abc", "csrf"), (cookie, antiForgery));
    }

    [Theory]
    [InlineData(200, """{"errorcode":500,"message":"No connection to the licence server"}""", ApiErrorId.VendorError, "500")]
    [InlineData(200, """{"errorcode":403,"message":"Not allowed"}""", ApiErrorId.VendorError, "403")]
    [InlineData(200, """{"logoutSuccess":false}""", ApiErrorId.VendorError, null)]
    [InlineData(500, "", ApiErrorId.RequestFailed, null)]
    [InlineData(403, """{"errorcode":403,"message":"Not allowed"}""", ApiErrorId.RequestFailed, "403")]
    public async Task A_logout_that_the_server_did_not_make_is_told(int status, string json, string errorId, string? code)
    {
        _answer = context => TestServer.JsonAsync(context, json, status);
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.Elvis());

        var failure = await Assert.ThrowsAsync<ApiException>(() => session.DisconnectAsync(TestContext.Current.CancellationToken));

        Assert.Equal((errorId, code), (failure.ErrorId, failure.VendorCode));
        Assert.Contains("logout", failure.Message, StringComparison.Ordinal);
        Assert.Equal(SessionState.Disconnected, session.State);
    }

    [Theory]
    [InlineData(200, """{"logoutSuccess":true}""")]
    [InlineData(200, "")]
    [InlineData(200, """{"errorcode":401,"message":"Not logged in"}""")]
    [InlineData(401, """{"message":"Not logged in"}""")]
    public async Task A_session_that_the_server_has_ended_already_is_logged_out(int status, string json)
    {
        _answer = context => TestServer.JsonAsync(context, json, status);
        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.Elvis());

        await session.DisconnectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(SessionState.Disconnected, session.State);
    }

    [Theory]
    [InlineData(401, "{}", ApiErrorId.LoginRejected, "API licence")]
    [InlineData(403, "{}", ApiErrorId.PermissionDenied, "-LoginMethod Web")]
    [InlineData(200, """{"errorcode":401,"message":"Bad credentials"}""", ApiErrorId.LoginRejected, "API licence")]
    [InlineData(200, """{"errorcode":403,"message":"No browsers"}""", ApiErrorId.PermissionDenied, "-LoginMethod Web")]
    [InlineData(200, """{"loginSuccess":false,"loginFaultMessage":17}""", ApiErrorId.LoginRejected, "API licence")]
    public async Task A_refused_login_says_what_the_vendor_advises_whatever_form_it_has(int status, string json, string errorId, string remedy)
    {
        _server.OnRequest = context => TestServer.JsonAsync(context, json, status);

        var failure = await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(_server.Address, TestSession.Elvis()));

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Contains(remedy, failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_no_text_does_not_spoil_the_login()
    {
        _server.OnRequest = context => TestServer.JsonAsync(context, """{"loginSuccess":true,"serverVersion":7,"authToken":"abc"}""");

        using var session = await TestSession.ConnectedAsync(_server.Address, TestSession.Elvis());

        Assert.Equal(7L, session.Properties["ServerVersion"]);
    }

    private static Task WebLoginAsync(HttpContext context)
    {
        context.Response.Headers.SetCookie = "authToken=abc";
        return TestServer.JsonAsync(context, """{"loginSuccess":true,"csrfToken":"csrf"}""");
    }
}
