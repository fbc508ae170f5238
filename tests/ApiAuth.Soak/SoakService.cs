using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ApiAuth.Soak;

/// <summary>A service in memory: a login that gives a token for 30 seconds, and an answer to who has the newest. Of every second token it says that it lasts longer.</summary>
internal sealed class SoakService(TimeProvider clock) : HttpMessageHandler
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly byte[] Body = "{\"ok\":true}"u8.ToArray();

    private int _logins;
    private int _loggingIn;
    private DateTimeOffset _endsAt;

    public int Logins => _logins;

    public int MostLoginsAtOnce { get; private set; }

    /// <summary>Answers that were no success, those to a token that had ended included.</summary>
    public int Failed;

    /// <summary>One for each token that there was to be.</summary>
    public int ExpectedLogins { get; private set; } = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath == "/api/login")
        {
            return await LogInAsync();
        }

        bool isGood = request.Headers.Authorization?.Parameter == $"token-{Volatile.Read(ref _logins)}" && clock.GetUtcNow() < _endsAt;
        if (!isGood)
        {
            Interlocked.Increment(ref Failed);
        }

        return Answer(isGood ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, Body);
    }

    private async Task<HttpResponseMessage> LogInAsync()
    {
        MostLoginsAtOnce = Math.Max(MostLoginsAtOnce, Interlocked.Increment(ref _loggingIn));
        await Task.Yield();
        ExpectedLogins += clock.GetUtcNow() >= _endsAt && _logins > 0 ? 1 : 0;
        _endsAt = clock.GetUtcNow() + Lifetime;
        int number = Interlocked.Increment(ref _logins);
        Interlocked.Decrement(ref _loggingIn);
        int told = number % 2 == 0 ? 30_000 : 90_000;
        return Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""{"token":"token-{{number}}","expiresInMS":{{told}}}"""));
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(status) { Content = content };
    }
}
