using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Faults;

internal sealed class FaultMiddleware(
    FaultTable faults, EmulatorState state, Origins origins, RequestDelegate next, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Exchange exchange = Exchange.Of(context);
        Fault? fault = faults.Take(context.Request.Path, exchange.Service, exchange.Operation);
        if (fault is null)
        {
            await next(context);
            return;
        }

        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await FaultBehaviours.RunAsync(new FaultContext(context, fault, next, origins, state, cancellation.Token));
    }
}
