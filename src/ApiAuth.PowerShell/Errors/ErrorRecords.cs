using System.Management.Automation;

namespace ApiAuth.PowerShell.Errors;

/// <summary>Makes the one error record that a user sees of a failure.</summary>
internal static class ErrorRecords
{
    /// <summary>Null where the failure is none that was foreseen.</summary>
    /// <param name="exception">What failed.</param>
    /// <param name="target">What it failed for.</param>
    public static ErrorRecord? From(Exception exception, object? target) => exception switch
    {
        ApiException failure => Create(failure, failure.ErrorId, Category(failure), target, failure.RecommendedAction),
        ArgumentException { ParamName: { } parameter } argument => Create(
            argument, ErrorIds.InvalidArgument, ErrorCategory.InvalidArgument, target, Texts.InvalidArgument(parameter), Texts.InvalidArgumentMessage(parameter, MessageOf(argument))),
        FileNotFoundException or DirectoryNotFoundException => Create(
            exception, ErrorIds.FileAccessFailed, ErrorCategory.ObjectNotFound, target, Texts.FileAccessFailed),
        IOException or UnauthorizedAccessException => Create(
            exception, ErrorIds.FileAccessFailed, ErrorCategory.WriteError, target, Texts.FileAccessFailed),
        _ => null,
    };

    private static ErrorRecord Create(
        Exception exception, string id, ErrorCategory category, object? target, string recommendedAction, string? message = null) =>
        new(exception, id, category, target)
        {
            ErrorDetails = new ErrorDetails(message ?? exception.Message) { RecommendedAction = recommendedAction },
        };

    private static ErrorCategory Category(ApiException failure) => failure.ErrorId switch
    {
        ApiErrorId.LoginRejected or ApiErrorId.TokenRejected or ApiErrorId.AmbiguousLogin => ErrorCategory.AuthenticationError,
        ApiErrorId.PermissionDenied => ErrorCategory.PermissionDenied,
        ApiErrorId.RateLimited => ErrorCategory.LimitsExceeded,
        ApiErrorId.SessionNotFound => ErrorCategory.ObjectNotFound,
        ApiErrorId.Timeout => ErrorCategory.OperationTimeout,
        ApiErrorId.ConnectionFailed => ErrorCategory.ConnectionError,
        ApiErrorId.InvalidResponse or ApiErrorId.ResponseTooLarge or ApiErrorId.InvalidSessionFile => ErrorCategory.InvalidData,
        ApiErrorId.UnencryptedAuthentication or ApiErrorId.CrossOriginRedirect or ApiErrorId.CrossOriginRequest => ErrorCategory.SecurityError,
        _ when failure.StatusCode == 404 => ErrorCategory.ObjectNotFound,
        _ => ErrorCategory.InvalidOperation,
    };

    /// <summary>The message without the "(Parameter 'x')" that .NET appends: the text names the parameter as the user wrote it.</summary>
    public static string MessageOf(ArgumentException argument)
    {
        string suffix = $" (Parameter '{argument.ParamName}')";
        return argument.Message.EndsWith(suffix, StringComparison.Ordinal) ? argument.Message[..^suffix.Length] : argument.Message;
    }
}
