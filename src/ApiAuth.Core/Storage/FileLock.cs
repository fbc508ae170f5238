namespace ApiAuth.Storage;

/// <summary>
/// A lock between processes: a file that is held open. The system closes it when its process ends, however that ends; it is never deleted,
/// since two processes could then hold two files of one name.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // ERROR_SHARING_VIOLATION as an HRESULT; elsewhere the runtime gives the system's own number, here EWOULDBLOCK.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Null where another holds it.</summary>
    /// <exception cref="IOException">The file can't be made or opened, and nobody holds it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made or opened.</exception>
    public static FileLock? TryOpen(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, PrivateFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite)));
        }
        catch (IOException exception) when (exception.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
    }

    /// <summary>Null where others hold it all the time.</summary>
    /// <exception cref="IOException">The file can't be made or opened, and nobody holds it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made or opened.</exception>
    public static async ValueTask<FileLock?> WaitAsync(string path, TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            if (TryOpen(path) is { } held)
            {
                return held;
            }

            if (clock.GetElapsedTime(started) >= longest)
            {
                return null;
            }

            await Task.Delay(Interval * (1 + Random.Shared.NextDouble()), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();
}
