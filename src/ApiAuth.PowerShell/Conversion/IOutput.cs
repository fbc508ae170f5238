namespace ApiAuth.PowerShell.Conversion;

/// <summary>Takes objects from the thread that makes them; whoever writes them to the pipeline fetches them.</summary>
internal interface IOutput
{
    /// <summary>Completes when there is room again.</summary>
    ValueTask WriteAsync(OutputBatch batch, CancellationToken cancellationToken);
}
