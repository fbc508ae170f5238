namespace ApiAuth.Emulator.Faults;

internal static class TimingFaults
{
    public static async Task DelayAsync(FaultContext context)
    {
        await context.WaitAsync();
        await context.Next(context.Http);
    }

    /// <summary>The headers come at once, the body in chunks with a wait after each.</summary>
    public static async Task SlowBodyAsync(FaultContext context)
    {
        byte[] body = await context.AnswerAsync();
        HttpResponse response = context.Http.Response;
        response.ContentLength = body.Length;
        foreach (byte[] chunk in body.Chunk(context.Fault.ChunkBytes))
        {
            await response.Body.WriteAsync(chunk, context.Cancellation);
            await response.Body.FlushAsync(context.Cancellation);
            await context.WaitAsync();
        }
    }

    /// <summary>Status line and headers come in chunks with a wait after each, then the whole body.</summary>
    public static async Task SlowHeadersAsync(FaultContext context)
    {
        byte[] body = await context.AnswerAsync();
        context.Http.Response.ContentLength = body.Length;
        RawConnection connection = new(context);
        foreach (byte[] chunk in connection.Head().Chunk(context.Fault.ChunkBytes))
        {
            await connection.SendAsync(chunk);
            await context.WaitAsync();
        }

        await connection.SendAsync(body);
        await connection.CloseAsync();
    }
}
