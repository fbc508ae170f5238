using System.Text;

namespace ApiAuth.Emulator.Tests.SolutionsByText;

public abstract class SbtTest : EmulatorTest
{
    protected async Task<JsonElement> LoginAsync(string key) =>
        (await JsonAsync(await GetAsync($"{Sbt.Rest}/LoginAPIService.svc/AuthenticateAPIKey?APIKey={Uri.EscapeDataString(key)}")))
        .GetProperty("AuthenticateAPIKeyResult");

    protected async Task<string> TokenAsync(string key) => (await LoginAsync(key)).GetProperty("SecurityToken").GetString()!;

    protected async Task<int> CodeAsync(string token, string orgCode = "ACME") => (await LookUpAsync(token, orgCode)).GetProperty("ErrorCode").GetInt32();

    protected async Task<JsonElement> LookUpAsync(string token, string orgCode = "ACME")
    {
        HttpResponseMessage response = await GetAsync(
            $"{Sbt.Rest}/GeneralRSService.svc/GetCarrierLookup?securityToken={Uri.EscapeDataString(token)}&orgCode={orgCode}&phone=5551234567");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonAsync(response)).GetProperty("GetCarrierLookupResult");
    }

    protected Task<HttpResponseMessage> SoapAsync(string path, string envelope, string mediaType = "text/xml") =>
        PostAsync(path, new StringContent(envelope, Encoding.UTF8, mediaType));
}
