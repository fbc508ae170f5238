using System.Buffers.Text;
using System.IO.Compression;

namespace ApiAuth.Emulator.Tests.Elvis;

public abstract class ElvisTest : EmulatorTest
{
    protected const string NotLoggedIn = """{"errorcode":401,"message":"Not logged in"}""";

    protected Task<HttpResponseMessage> ApiLoginAsync(string userName, string password, params (string, string)[] more) =>
        PostAsync("/services/apilogin", Form([("username", userName), ("password", password), .. more]));

    protected async Task<string> TokenAsync(string userName = "guest", string password = "guest", params (string, string)[] more) =>
        (await JsonAsync(await ApiLoginAsync(userName, password, more))).GetProperty("authToken").GetString()!;

    protected async Task<(string, string)> BearerAsync(string userName = "guest", string password = "guest", params (string, string)[] more) =>
        ("Authorization", $"Bearer {await TokenAsync(userName, password, more)}");

    protected static JsonElement Claims(string token)
    {
        using ZLibStream zlib = new(new MemoryStream(Base64Url.DecodeFromChars(token.Split('.')[1])), CompressionMode.Decompress);
        using StreamReader reader = new(zlib);
        return JsonSerializer.Deserialize<JsonElement>(reader.ReadToEnd());
    }

    protected async Task<string> ProfileAsync(params (string, string)[] headers) => await TextAsync(await PostAsync("/services/profile", null, headers));
}
