namespace ApiAuth.Storage;

/// <summary>Files that are closed to other users.</summary>
internal static class PrivateFile
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How one is opened, so that it is closed to others from its first moment.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        return options;
    }

    /// <summary>Writes one whole or not at all, also where the power fails: beside its place, and from there into it.</summary>
    /// <exception cref="IOException">It is there already and is not to be replaced, or can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, Options(FileMode.CreateNew, FileAccess.Write)))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether a file is one, leads nowhere else, and nobody but its owner could have read or written it.</summary>
    public static bool IsPrivate(string path) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null }
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~Mode) == 0);
}
