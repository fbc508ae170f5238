namespace ApiAuth.Errors;

/// <summary>Input that can't be used, by the name of the parameter that the user gave it to.</summary>
internal static class InvalidInput
{
    public static InvalidInputException For(string parameter, string reason) => new(parameter, reason);
}
