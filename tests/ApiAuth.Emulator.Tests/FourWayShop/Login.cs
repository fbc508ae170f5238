namespace ApiAuth.Emulator.Tests.FourWayShop;

/// <summary>What a login gave: the token, and the cookies as a client would send them back.</summary>
internal sealed record Login(JsonElement Answer, string Cookies)
{
    public (string, string) Bearer => ("Authorization", $"Bearer {Answer.GetProperty("token").GetString()}");

    public static string CookiesOf(HttpResponseMessage response) =>
        string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(line => line.Split(';')[0]));
}
