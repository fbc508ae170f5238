namespace ApiAuth.Http.Bodies;

/// <summary>A body could not be read where it comes from: a failure of this machine, which the connection has no part in.</summary>
internal sealed class BodyReadException(IOException cause) : Exception(cause.Message, cause)
{
    /// <summary>What the source reported.</summary>
    public IOException Cause { get; } = cause;
}
