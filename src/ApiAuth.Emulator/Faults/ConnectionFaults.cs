namespace ApiAuth.Emulator.Faults;

internal static class ConnectionFaults
{
    /// <summary>The request is read to its end, and not carried out.</summary>
    public static async Task ResetBeforeResponseAsync(FaultContext context)
    {
        await context.Http.Request.Body.CopyToAsync(Stream.Null, context.Cancellation);
        context.Reset();
    }

    /// <summary>The request is carried out, but the connection is reset after the first bytes of the answer.</summary>
    public static async Task ResetMidBodyAsync(FaultContext context)
    {
        byte[] body = await context.AnswerAsync();
        context.Http.Response.ContentLength = Math.Max(body.Length, context.Fault.ChunkBytes + 1);
        RawConnection connection = new(context);
        await connection.SendAsync(connection.Head());
        await connection.SendAsync(body.AsMemory(0, Math.Min(context.Fault.ChunkBytes, body.Length)));
        context.Reset();
    }

    /// <summary>The whole body, then an orderly close, although Content-Length promised twice as much.</summary>
    public static async Task ShortContentLengthAsync(FaultContext context)
    {
        byte[] body = await context.AnswerAsync();
        context.Http.Response.ContentLength = (2 * body.Length) + 1;
        RawConnection connection = new(context);
        await connection.SendAsync(connection.Head());
        await connection.SendAsync(body);
        await connection.CloseAsync();
    }
}
