using ApiAuth.Diagnostics;
using ApiAuth.Http;

namespace ApiAuth.Providers;

/// <summary>Sends what a provider needs for logging in and out: through the session's chain, without its token.</summary>
internal sealed class LoginChannel(HttpMessageInvoker chain, Uri server, ConnectionProfile profile, Redactor redactor, TimeProvider clock)
{
    /// <summary>A login's answer is small; what is larger is none. 1 MiB.</summary>
    private const long LargestAnswer = 1 << 20;

    public TimeProvider Clock => clock;

    /// <summary>What the service's clock was ahead of this machine's at the newest answer; null where it did not tell.</summary>
    public TimeSpan? ClockSkew { get; private set; }

    /// <summary>An address below the server's.</summary>
    /// <param name="address">Relative to the server, or one of its own.</param>
    /// <param name="parameter">Who gave it.</param>
    /// <exception cref="ApiException">It belongs to another origin.</exception>
    /// <exception cref="ArgumentException">It can't be read, or names a user; the parameter is named.</exception>
    public Uri Resolve(string address, string parameter = "Uri") => RequestAddress.Resolve(server, address, [], parameter);

    /// <param name="request">What is asked; its address is kept in the log.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="secretQuery">Goes on the address that is sent, and not on the one that is kept.</param>
    /// <exception cref="ApiException">No answer came.</exception>
    public async ValueTask<LoginAnswer> SendAsync(
        ApiRequest request, CancellationToken cancellationToken, IReadOnlyList<KeyValuePair<string, string>>? secretQuery = null)
    {
        var target = RequestAddress.Resolve(server, request.Uri, request.Query);
        using var deadline = new Deadline(profile.Timeout, clock, cancellationToken);
        using var message = new ApiRequestMessage(request with { MaximumResponseSize = LargestAnswer }, target, deadline) { IsLogin = true };
        if (secretQuery is not null)
        {
            message.RequestUri = RequestAddress.WithQuery(target, secretQuery);
        }

        if (message.Headers.UserAgent.Count == 0)
        {
            message.Headers.Add("User-Agent", profile.UserAgent);
        }

        try
        {
            using var response = await chain.SendAsync(message, deadline.Token).ConfigureAwait(false);
            ClockSkew = response.Headers.Date - clock.GetUtcNow();
            using var body = new ResponseBody(response, message);
            using var buffer = new MemoryStream();
            await body.CopyToAsync(buffer, deadline.Token).ConfigureAwait(false);
            return new LoginAnswer(response, target, buffer.ToArray(), redactor, message.LogEntry);
        }
        catch (Exception exception) when (TransportFailure.Describe(exception, message) is { } failure)
        {
            throw failure;
        }
    }
}
