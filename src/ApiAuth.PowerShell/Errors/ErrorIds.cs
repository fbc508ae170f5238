namespace ApiAuth.PowerShell.Errors;

/// <summary>The ids of errors that are PowerShell's concern alone, beside those of <see cref="ApiErrorId"/>.</summary>
internal static class ErrorIds
{
    /// <summary>A parameter has a value that can't be used; the message names it.</summary>
    public const string InvalidArgument = nameof(InvalidArgument);

    /// <summary>A file or folder could not be read or written.</summary>
    public const string FileAccessFailed = nameof(FileAccessFailed);

    /// <summary>What nobody foresaw: a defect.</summary>
    public const string Unexpected = nameof(Unexpected);
}
