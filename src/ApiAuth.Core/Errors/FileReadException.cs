namespace ApiAuth.Errors;

/// <summary>A file that the user named is there and could not be read.</summary>
internal sealed class FileReadException(Exception cause) : IOException(cause.Message, cause)
{
    /// <summary>Reads, and tells a failure apart from that of a write; a file that is not there remains what it is.</summary>
    /// <param name="read">Reads, and writes nothing.</param>
    /// <param name="from">What it reads from.</param>
    /// <exception cref="FileReadException">The file could not be read.</exception>
    public static TResult Try<T, TResult>(Func<T, TResult> read, T from)
    {
        try
        {
            return read(from);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new FileReadException(exception);
        }
    }
}
