using ApiAuth.Errors;

namespace ApiAuth.Http.Bodies;

/// <summary>Opens a file to send it.</summary>
internal static class SourceFile
{
    /// <exception cref="FileReadException">It can't be read.</exception>
    public static FileStream Open(string path) => FileReadException.Try(
        static path => new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan),
        path);
}
