namespace ApiAuth.Http.Bodies;

/// <summary>What a request carries, described so that each attempt can make it anew.</summary>
internal abstract class RequestBody
{
    /// <summary>Whether it can be sent a second time.</summary>
    public abstract bool CanRepeat { get; }

    /// <summary>Does once what takes long, before anything is sent.</summary>
    /// <param name="marker">What the token stands in place of, where the service knows such a thing; null where it does not.</param>
    /// <param name="deadline">Ends it, and counts anew while it gets on.</param>
    /// <exception cref="BodyReadException">What it is made of can't be read.</exception>
    public virtual ValueTask PrepareAsync(string? marker, Deadline deadline) => ValueTask.CompletedTask;

    /// <param name="meter">Counts what is sent, where that may take long; null where nobody watches.</param>
    /// <exception cref="BodyReadException">What it is made of can't be read.</exception>
    public abstract HttpContent CreateContent(TransferMeter? meter = null);
}
