namespace ApiAuth.Storage;

/// <summary>Folders and files that are closed to other users.</summary>
internal static class PrivateFolder
{
    public const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes it, or makes sure that it is closed to others.</summary>
    /// <exception cref="IOException">It leads elsewhere, or can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another.</exception>
    public static void Create(string path)
    {
        var folder = new DirectoryInfo(path);
        if (folder.LinkTarget is not null)
        {
            throw new IOException($"'{path}' is a link to '{folder.LinkTarget}'; a folder of its own is needed.");
        }

        if (OperatingSystem.IsWindows())
        {
            folder.Create();
        }
        else if (!folder.Exists)
        {
            Directory.CreateDirectory(path, FolderMode);
        }
        else if ((File.GetUnixFileMode(path) & ~FolderMode) != 0)
        {
            // Fails where it is another's.
            File.SetUnixFileMode(path, FolderMode);
        }
    }

    /// <summary>Whether a file is one, leads nowhere else, and nobody but its owner could have read or written it.</summary>
    public static bool IsPrivateFile(string path) =>
        new FileInfo(path) is { Exists: true, LinkTarget: null }
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~FileMode) == 0);
}
