using ApiAuth.Http.Cookies;
using ApiAuth.Providers;
using ApiAuth.Tokens;

namespace ApiAuth.Http.Handlers;

/// <summary>
/// Places the token on each attempt, has the provider judge the answer, and sends once more with a newer token where the first was rejected.
/// </summary>
internal sealed class AuthenticationHandler(ApiProvider provider, TokenSource tokens, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var message = (ApiRequestMessage)request;
        if (message.IsLogin)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (message.AttemptCount > 0)
        {
            message.Rewind();
        }

        var current = tokens.GetAsync(cancellationToken);
        message.Token = current.IsCompletedSuccessfully
            ? await current.ConfigureAwait(false)
            : await LogInAsync(message, current.AsTask()).ConfigureAwait(false);
        bool isOurs = provider.Authorize(message, message.Token);
        var response = await SendOnceAsync(message, isOurs, cancellationToken).ConfigureAwait(false);
        if (message.Verdict.Outcome != ResponseOutcome.Rejected || !isOurs || message.IsReplayed)
        {
            return response;
        }

        // Ends with the message where no newer token is to be had.
        message.Body ??= new ResponseBody(response, message);
        if (!tokens.CanRenew)
        {
            tokens.MarkRejected(true);
            return response;
        }

        if (!message.CanRepeat)
        {
            // The next request gets the new token; this one can only say what happened.
            await LogInAsync(message, tokens.RenewAsync(message.Token, cancellationToken)).ConfigureAwait(false);
            message.IsReplayLeftOut = true;
            return response;
        }

        var newer = await LogInAsync(message, tokens.RenewAsync(message.Token, cancellationToken)).ConfigureAwait(false);
        response.Dispose();
        message.Rewind();
        message.Reason = "the service rejected the token";
        message.IsReplayed = true;
        message.Token = newer;
        provider.Authorize(message, newer);
        return await SendOnceAsync(message, isOurs, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Token> LogInAsync(ApiRequestMessage message, Task<Token> login)
    {
        long began = clock.GetTimestamp();
        try
        {
            return await login.ConfigureAwait(false);
        }
        finally
        {
            message.LogEntry?.NoteLogin(clock.GetTimestamp() - began);
        }
    }

    private async ValueTask<HttpResponseMessage> SendOnceAsync(ApiRequestMessage message, bool isOurs, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (IsReadable(response))
        {
            message.Body = new ResponseBody(response, message);
            await message.Body.FillPrefixAsync().ConfigureAwait(false);
        }

        message.Verdict = provider.Judge(
            new ResponseHead(response.StatusCode, response.Content.Headers.ContentType?.MediaType, message.Body is null ? [] : message.Body.Prefix));
        if (isOurs && message.Verdict.Outcome != ResponseOutcome.Rejected)
        {
            NoteSuccess(message, response);
        }

        return response;
    }

    private void NoteSuccess(ApiRequestMessage message, HttpResponseMessage response)
    {
        if (tokens.IsRejected && message.Verdict.Outcome == ResponseOutcome.Accepted && !provider.Policy.CanRenew)
        {
            tokens.MarkRejected(false);
        }

        if (!message.Token!.Cookies.IsEmpty && response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            Renew(message.Token, cookies, message.RequestUri!, response.Headers.Date);
        }
    }

    // A method of its own: what a lambda needs is allocated where its method begins, and most answers set no cookie.
    private void Renew(Token renewed, IEnumerable<string> cookies, Uri answered, DateTimeOffset? date)
    {
        var now = clock.GetUtcNow();
        tokens.Renew(renewed, token => WithCookies(token, token.Cookies.Apply(cookies, answered, now), now, date ?? now));
    }

    private Token WithCookies(Token token, CookieJar cookies, DateTimeOffset now, DateTimeOffset serviceNow)
    {
        var lifetime = cookies.Cookies
            .Except(token.Cookies.Cookies)
            .Where(cookie => token.CookiesOfLogin.Contains(cookie.Name))
            .Min(cookie => provider.LifetimeOf(cookie, now, serviceNow));
        return token.With(
            cookies, lifetime is null ? token.Schedule : TokenSchedule.Create(now, lifetime, provider.Policy.RefreshEarly, token.Jitter));
    }

    // An image or an archive is no failure in disguise; text and data may be.
    private static bool IsReadable(HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        return content.ContentLength != 0
            && content.ContentType?.MediaType is var type
            && (type is null
                || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase));
    }
}
