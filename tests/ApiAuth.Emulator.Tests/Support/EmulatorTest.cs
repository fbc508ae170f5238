using System.Text;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Tests.Support;

/// <summary>Each test has a server of its own, with a clock of its own.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string Unicode = "ünïcode";
    protected const string UnicodePassword = "pä$$wörd-€-𝄞-&<]]>\"";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ObservedTimeProvider Time { get; } = new();

    protected EmulatorServer Emulator { get; private set; } = null!;

    /// <summary>Follows no redirects, keeps no cookies, decompresses nothing.</summary>
    protected HttpClient Client { get; private set; } = null!;

    protected ReceivedRequest LastRequest => Emulator.Log.Entries[^1];

    public async ValueTask InitializeAsync()
    {
        Emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = Time }, Cancellation);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = Emulator.BaseAddress,
        };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        await Emulator.DisposeAsync();
    }

    protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path) { Content = content };
        foreach ((string name, string value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Client.SendAsync(request, Cancellation);
    }

    protected Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    protected Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, content, headers);

    protected static StringContent Json(object value) => JsonText(JsonSerializer.Serialize(value));

    protected static StringContent JsonText(string json) => new(json, Encoding.UTF8, "application/json");

    protected static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    protected static async Task<string> TextAsync(HttpResponseMessage response) => await response.Content.ReadAsStringAsync(Cancellation);

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(Cancellation));

    /// <summary>The members of an answer in their order, as the documents print them.</summary>
    protected static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
