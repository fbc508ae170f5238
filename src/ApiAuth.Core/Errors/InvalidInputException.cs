namespace ApiAuth.Errors;

/// <summary>
/// What the user gave to a parameter can't be used. A type of its own: an <see cref="ArgumentException"/> of anybody else names a parameter that no user has seen.
/// </summary>
/// <param name="parameter">As the user wrote it, without the dash.</param>
/// <param name="reason">What is wrong with it, in a sentence.</param>
internal sealed class InvalidInputException(string parameter, string reason) : ArgumentException(reason, parameter)
{
    /// <summary>The parameter's name; never null.</summary>
    public override string ParamName { get; } = parameter;

    /// <summary>Names the parameter first.</summary>
    public override string Message { get; } = $"-{parameter}: {reason}";

    /// <summary>The message without the parameter.</summary>
    public string Reason { get; } = reason;
}
