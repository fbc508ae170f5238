using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;

namespace ApiAuth.Emulator.Faults;

/// <summary>One request, and the fault that it has met.</summary>
internal sealed record FaultContext(
    HttpContext Http, Fault Fault, RequestDelegate Next, Origins Origins, EmulatorState State, CancellationToken Cancellation)
{
    public Task WaitAsync() => Task.Delay(TimeSpan.FromMilliseconds(Fault.Milliseconds), State.Time, Cancellation);

    /// <summary>Ends the connection with a TCP reset.</summary>
    public void Reset()
    {
        Exchange.Of(Http).Abort();
        Http.Abort();
    }

    /// <summary>Lets the service answer as ever, but keeps its body back.</summary>
    public async Task<byte[]> AnswerAsync()
    {
        Stream body = Http.Response.Body;
        using MemoryStream kept = new();
        Http.Response.Body = kept;
        try
        {
            await Next(Http);
        }
        finally
        {
            Http.Response.Body = body;
        }

        Http.Response.ContentLength = null;
        return kept.ToArray();
    }
}
