namespace ApiAuth.PowerShell.Conversion;

/// <summary>Takes objects from the thread that makes them; whoever writes them to the pipeline fetches them.</summary>
internal interface IOutput
{
    /// <summary>Completes when there is room again.</summary>
    ValueTask WriteAsync(OutputBatch batch, CancellationToken cancellationToken);

    /// <summary>Takes what is the last of it: it is fetched together with the news that the work has ended.</summary>
    void WriteLast(OutputBatch batch);
}
