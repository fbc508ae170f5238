namespace ApiAuth.Http.Bodies;

/// <summary>What a request carries, described so that each attempt can make it anew.</summary>
internal abstract class RequestBody
{
    /// <summary>Whether it can be sent a second time.</summary>
    public abstract bool CanRepeat { get; }

    public abstract HttpContent CreateContent();
}
