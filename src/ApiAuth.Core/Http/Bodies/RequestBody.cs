namespace ApiAuth.Http.Bodies;

/// <summary>What a request carries, described so that each attempt can make it anew.</summary>
internal abstract class RequestBody
{
    /// <summary>Whether it can be sent a second time.</summary>
    public abstract bool CanRepeat { get; }

    /// <param name="meter">Counts what is sent, where that may take long; null where nobody watches.</param>
    public abstract HttpContent CreateContent(TransferMeter? meter = null);
}
