using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.SoftExpert;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Core.Tests.Providers;

public sealed class SoftExpertVerdictTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private ApiSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        _session = await TestSession.ConnectedAsync(_emulator, TestSession.SoftExpert());
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _emulator.DisposeAsync();
    }

    [Fact]
    [Scenario(56)]
    public async Task A_failure_in_status_200_is_an_error_with_its_code()
    {
        var failure = await _session.FailsAsync(new ApiRequest("se/ws/wf_ws.php")
        {
            Method = HttpMethod.Post,
            Body = new BytesBody(
                """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><newWorkflow xmlns="urn:workflow"><ProcessID>NONE</ProcessID></newWorkflow></s:Body></s:Envelope>""",
                "text/xml; charset=utf-8"),
        });

        Assert.Equal((ApiErrorId.VendorError, 200, "-5"), (failure.ErrorId, failure.StatusCode, failure.VendorCode));
    }

    [Theory]
    [Scenario(56)]
    [InlineData(true, 403, ApiErrorId.PermissionDenied)]
    [InlineData(false, 429, ApiErrorId.RateLimited)]
    public async Task A_licence_in_use_and_a_limit_reached_are_no_rejections_of_the_key(bool licenceTaken, int status, string errorId)
    {
        _emulator.State.Settings = new EmulatorSettings
        {
            SoftExpert = new SoftExpertSettings { SingleLicenceTaken = licenceTaken, RequestsPerSecond = licenceTaken ? 10 : 0 },
        };

        var failure = await _session.FailsAsync("v1/dataset-integration/employees");

        Assert.Equal((errorId, status), (failure.ErrorId, failure.StatusCode));
        Assert.Equal(SessionState.Connected, _session.State);
        Assert.Single(_emulator.Log.Find(new()));
    }
}
