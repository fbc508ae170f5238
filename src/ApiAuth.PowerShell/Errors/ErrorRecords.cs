using System.Management.Automation;
using ApiAuth.Errors;

namespace ApiAuth.PowerShell.Errors;

/// <summary>Makes the one error record that a user sees of a failure.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">What failed.</param>
    /// <param name="target">What it failed for.</param>
    public static ErrorRecord From(Exception exception, object? target) => exception switch
    {
        ApiException failure => Create(failure, failure.ErrorId, Category(failure), target, failure.RecommendedAction),
        InvalidInputException input => Create(
            input, ErrorIds.InvalidArgument, ErrorCategory.InvalidArgument, target, Texts.InvalidArgument(input.ParamName)),
        FileReadException => Create(exception, ErrorIds.FileAccessFailed, ErrorCategory.ReadError, target, Texts.FileAccessFailed),
        FileNotFoundException or DirectoryNotFoundException => Create(
            exception, ErrorIds.FileAccessFailed, ErrorCategory.ObjectNotFound, target, Texts.FileAccessFailed),
        IOException or UnauthorizedAccessException => Create(
            exception, ErrorIds.FileAccessFailed, ErrorCategory.WriteError, target, Texts.FileAccessFailed),
        _ => Create(exception, ErrorIds.Unexpected, ErrorCategory.NotSpecified, target, Texts.Unexpected, Texts.UnexpectedMessage(exception.GetType().Name, exception.Message)),
    };

    /// <summary>Whether a failure ends the whole pipeline, whatever input it was met at: PowerShell's own, that of a command further down, and want of memory.</summary>
    public static bool EndsPipeline(Exception exception) =>
        exception is IContainsErrorRecord or FlowControlException or HaltCommandException or OutOfMemoryException;

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
        ApiErrorId.TokenCacheUnavailable => ErrorCategory.ResourceUnavailable,
        ApiErrorId.SessionNotFound => ErrorCategory.ObjectNotFound,
        ApiErrorId.Timeout => ErrorCategory.OperationTimeout,
        ApiErrorId.ConnectionFailed => ErrorCategory.ConnectionError,
        ApiErrorId.InvalidResponse or ApiErrorId.ResponseTooLarge or ApiErrorId.InvalidSessionFile => ErrorCategory.InvalidData,
        ApiErrorId.UnencryptedAuthentication or ApiErrorId.CrossOriginRedirect or ApiErrorId.CrossOriginRequest => ErrorCategory.SecurityError,
        _ when failure.StatusCode == 404 => ErrorCategory.ObjectNotFound,
        _ => ErrorCategory.InvalidOperation,
    };
}
