namespace ApiAuth.Emulator.Tests.FourWayShop;

public abstract class FourWayShopTest : EmulatorTest
{
    protected const string Brands = "/api?cmd=brand_v1&limit=1";

    private protected async Task<Login> LoginAsync(string userName = "ada", string password = "Lovelace-1815")
    {
        HttpResponseMessage response = await PostAsync("/api/login", Json(new { username = userName, password, companyId = "ACME", siteId = 501 }));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new Login(await JsonAsync(response), Login.CookiesOf(response));
    }

    protected async Task<HttpStatusCode> StatusAsync(string path, params (string, string)[] headers) => (await GetAsync(path, headers)).StatusCode;
}
