using System.Net.Http.Headers;
using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.Http.Handlers;
using ApiAuth.Providers;
using ApiAuth.Tokens;
using BenchmarkDotNet.Attributes;

namespace ApiAuth.Benchmarks;

/// <summary>What the chain adds to a request, handler by handler, with a token at hand and a server that answers at once.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks : IDisposable
{
    private static readonly Uri Server = new("https://api.example.com/");
    private static readonly ApiRequest Request = new("v1/items");

    private readonly TimeProvider _clock = TimeProvider.System;
    private HttpMessageInvoker _bare = null!;
    private HttpMessageInvoker _authenticated = null!;
    private HttpMessageInvoker _guarded = null!;
    private HttpMessageInvoker _resilient = null!;
    private SessionChain _whole = null!;
    private TokenSource _tokens = null!;

    [GlobalSetup]
    public void Setup()
    {
        var provider = new CannedProvider();
        var profile = new ConnectionProfile();
        _tokens = new TokenSource((_, cancellationToken) => provider.LogInAsync(null!, cancellationToken), provider.Policy, _clock);
        _tokens.RefreshAsync(force: true, CancellationToken.None).Wait();
        _bare = new(new CannedHandler());
        _guarded = new(new RedirectGuardHandler(Redactor.Unknown, _clock) { InnerHandler = new CannedHandler() });
        _authenticated = new(Authentication(provider));
        _resilient = new(new ResilienceHandler(new RetryRule(profile, _clock), gate: null, _clock) { InnerHandler = Authentication(provider) });
        _whole = new SessionChain(provider, _tokens, profile, new RequestLog(Redactor.Unknown, _clock), _clock, new CannedHandler());
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _whole.Dispose();
        _resilient.Dispose();
        _authenticated.Dispose();
        _guarded.Dispose();
        _bare.Dispose();
        _tokens.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "bare invoker")]
    public Task Bare() => SendAsync(_bare);

    [Benchmark(Description = "redirect guard")]
    public Task Guarded() => SendAsync(_guarded);

    [Benchmark(Description = "authentication")]
    public Task Authenticated() => SendAsync(_authenticated);

    [Benchmark(Description = "resilience")]
    public Task Resilient() => SendAsync(_resilient);

    [Benchmark(Description = "whole chain")]
    public Task Whole() => SendAsync(_whole.Invoker);

    [Benchmark(Description = "token look-up")]
    public async Task TokenLookUp() => await _tokens.GetAsync(CancellationToken.None);

    private AuthenticationHandler Authentication(ApiProvider provider) => new(provider, _tokens, _clock)
    {
        InnerHandler = new RedirectGuardHandler(Redactor.Unknown, _clock) { InnerHandler = new CannedHandler() },
    };

    private async Task SendAsync(HttpMessageInvoker invoker)
    {
        using var deadline = new Deadline(ConnectionProfile.DefaultTimeout, _clock, CancellationToken.None);
        using var message = new ApiRequestMessage(Request, Server, deadline);
        using var response = await invoker.SendAsync(message, deadline.Token);
    }

    private sealed class CannedProvider() : ApiProvider(ApiCredential.FromKey("key"))
    {
        public override string Name => "Canned";

        public override ValueTask<LoginResult> LogInAsync(LoginChannel channel, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new LoginResult(new Secret("token"))
            {
                Header = new AuthenticationHeaderValue("Bearer", "token"),
                Lifetime = TimeSpan.FromHours(1),
            });

        public override bool Authorize(ApiRequestMessage message, Token token) => TokenPlacement.InHeader(message, token);
    }
}
