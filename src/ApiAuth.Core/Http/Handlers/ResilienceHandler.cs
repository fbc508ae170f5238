using ApiAuth.Http.Limits;
using Polly;
using Polly.Retry;

namespace ApiAuth.Http.Handlers;

/// <summary>Sends again what may be sent again, when the service is busy or the connection failed, within the request's time.</summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<ApiRequestMessage> MessageKey = new("ApiAuth.Message");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly RequestGate? _gate;
    private readonly TimeProvider _clock;

    /// <param name="rule">Says what is sent again, and when.</param>
    /// <param name="gate">Holds back what the service would not take. Null: nothing.</param>
    /// <param name="clock">Tells the time.</param>
    public ResilienceHandler(RetryRule rule, RequestGate? gate, TimeProvider clock)
    {
        _gate = gate;
        _clock = clock;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                // Each request brings its own number of retries, which the rule counts.
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(
                    rule.Allows(Message(arguments.Context), arguments.Outcome.Result, arguments.Outcome.Exception, arguments.AttemptNumber)),
                DelayGenerator = static arguments => ValueTask.FromResult<TimeSpan?>(Message(arguments.Context).Waited),
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(MessageKey, (ApiRequestMessage)request);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (context, handler) =>
                {
                    try
                    {
                        return Outcome.FromResult(await handler.SendOnceAsync(Message(context), context.CancellationToken).ConfigureAwait(false));
                    }
                    catch (Exception exception)
                    {
                        return Outcome.FromException<HttpResponseMessage>(exception);
                    }
                },
                context,
                this).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ApiRequestMessage Message(ResilienceContext context) => context.Properties.GetValue(MessageKey, null!);

    private Task<HttpResponseMessage> SendOnceAsync(ApiRequestMessage message, CancellationToken cancellationToken) =>
        _gate is null || message.IsLogin || !_gate.AppliesTo(message)
            ? base.SendAsync(message, cancellationToken)
            : SendInTurnAsync(_gate, message, cancellationToken);

    private async Task<HttpResponseMessage> SendInTurnAsync(RequestGate gate, ApiRequestMessage message, CancellationToken cancellationToken)
    {
        var entering = gate.EnterAsync(message, cancellationToken);
        if (entering.IsCompletedSuccessfully)
        {
            using var taken = await entering.ConfigureAwait(false);
            return await base.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }

        long came = _clock.GetTimestamp();
        using var turn = await entering.ConfigureAwait(false);
        message.Waited += _clock.GetElapsedTime(came);
        return await base.SendAsync(message, cancellationToken).ConfigureAwait(false);
    }
}
