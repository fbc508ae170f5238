using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Core.Tests.Providers;

/// <summary>Every answer has status 200: the code in it tells what it is.</summary>
public sealed class SbtVerdictTests : IAsyncLifetime
{
    private const string Lookup = "SBT.App.SetUp/RSServices/GeneralRSService.svc/GetCarrierLookup?phone=5551234567";

    private EmulatorServer _emulator = null!;
    private ApiSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        _session = await TestSession.ConnectedAsync(_emulator, TestSession.SolutionsByText(SbtTokenExpiration.Never));
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [Scenario(56)]
    [InlineData(TokenEnd.Expired)]
    [InlineData(TokenEnd.Revoked)]
    public async Task A_token_that_is_not_valid_is_a_rejection(TokenEnd reason)
    {
        _emulator.State.EndTokens(reason);

        Assert.Contains("\"Result\":true", await _session.ReadAsync(Lookup + "&orgCode=ACME"), StringComparison.Ordinal);

        Assert.Equal(2, _emulator.Log.Count(new() { Operation = "login" }));
        Assert.Equal(2, _emulator.Log.Count(new() { Operation = "GetCarrierLookup" }));
    }

    [Fact]
    [Scenario(56)]
    public async Task What_is_missing_in_the_request_is_an_error_of_it()
    {
        var failure = await _session.FailsAsync(Lookup);

        Assert.Equal((ApiErrorId.VendorError, 200, "1001"), (failure.ErrorId, failure.StatusCode, failure.VendorCode));
        Assert.Equal(1, _emulator.Log.Count(new() { Operation = "login" }));
    }

    [Fact]
    [Scenario(56)]
    public async Task The_same_holds_for_SOAP()
    {
        var failure = await _session.FailsAsync(new ApiRequest("SBT.App.SetUp/WSServices/GeneralWSService.svc")
        {
            Method = HttpMethod.Post,
            Body = new BytesBody(
                """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetCarrierLookup xmlns="http://SBTService/ServiceContracts/"/></s:Body></s:Envelope>""",
                "text/xml; charset=utf-8"),
        });

        Assert.Equal((ApiErrorId.VendorError, 200, "1001"), (failure.ErrorId, failure.StatusCode, failure.VendorCode));
    }
}
