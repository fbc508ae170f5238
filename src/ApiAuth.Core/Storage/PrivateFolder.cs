namespace ApiAuth.Storage;

/// <summary>Folders that are closed to other users.</summary>
internal static class PrivateFolder
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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
            Directory.CreateDirectory(path, Mode);
        }
        else if ((File.GetUnixFileMode(path) & ~Mode) != 0)
        {
            // Fails where it is another's.
            File.SetUnixFileMode(path, Mode);
        }
    }
}
