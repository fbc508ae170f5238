using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApiAuth.Storage;

/// <summary>A folder with one file for each key, encrypted, replaced whole and never changed.</summary>
/// <remarks>
/// Each file begins with a line that names its form. One of a newer form, or of none, is another program's: it is not read and not touched.
/// </remarks>
internal sealed class FileTokenStore : ITokenStore
{
    public const int CurrentSchema = 1;

    /// <summary>A login may take that long; who waits longer waits for a process that stands still.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private const string Extension = ".token";
    private const string Magic = "ApiAuth-Token ";

    private readonly string _root;
    private readonly string _folder;
    private readonly IDataProtection _protection;
    private readonly TimeProvider _clock;
    private readonly int _schema;

    /// <param name="root">For the files of all protections, in a folder each.</param>
    /// <param name="protection">Keeps them from other eyes.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="schema">The form that is read and written.</param>
    public FileTokenStore(string root, IDataProtection protection, TimeProvider clock, int schema = CurrentSchema)
    {
        _root = root;
        _folder = Path.Combine(root, protection.Name);
        _protection = protection;
        _clock = clock;
        _schema = schema;
    }

    /// <summary>In the folder for the data of this user's applications.</summary>
    public static string UserFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ApiAuth", "tokens");

    public async ValueTask<IDisposable?> EnterAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder();
            return await FileLock.WaitAsync(Path.Combine(_folder, key + ".lock"), LongestWait, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public StoredToken? Read(string key)
    {
        try
        {
            string path = PathOf(key);
            return new DirectoryInfo(_folder).LinkTarget is null && PrivateFile.IsPrivate(path) && Payload(File.ReadAllBytes(path)) is { } payload
                ? StoredTokenFormat.TryRead(_protection.Unprotect(payload.Span))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }

    public void Write(string key, StoredToken token)
    {
        CreateFolder();
        string path = PathOf(key);
        ThrowIfForeign(path);
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Magic}{_schema}\n"));
        PrivateFile.Write(path, [.. head, .. _protection.Protect(StoredTokenFormat.Write(token))], overwrite: true);
        RemoveLeftovers(key);
    }

    public int Clear() => Clear(_root);

    /// <summary>Removes the entries of all protections.</summary>
    /// <param name="root">As it is given to stores.</param>
    /// <returns>How many.</returns>
    /// <exception cref="IOException">One could not be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be removed.</exception>
    public static int Clear(string root)
    {
        if (!Directory.Exists(root))
        {
            return 0;
        }

        // The lock files stay: another process may hold one.
        string[] files = [.. Directory.EnumerateFiles(root, "*" + Extension, SearchOption.AllDirectories), .. Directory.EnumerateFiles(root, "*.tmp", SearchOption.AllDirectories)];
        int count = 0;
        foreach (string file in files)
        {
            if (file.EndsWith(".tmp", StringComparison.Ordinal) || SchemaOf(file) <= CurrentSchema)
            {
                File.Delete(file);
                count += file.EndsWith(Extension, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        return count;
    }

    private string PathOf(string key) => Path.Combine(_folder, key + Extension);

    private void CreateFolder()
    {
        PrivateFolder.Create(_root);
        PrivateFolder.Create(_folder);
    }

    private ReadOnlyMemory<byte>? Payload(byte[] content)
    {
        int end = Array.IndexOf(content, (byte)'\n');
        return Schema(content) == _schema ? content.AsMemory(end + 1) : null;
    }

    // An empty file is nobody's.
    private void ThrowIfForeign(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            throw new IOException($"'{path}' is a link; what it leads to is not overwritten.");
        }

        if (!file.Exists || file.Length == 0)
        {
            return;
        }

        if (SchemaOf(path) is not { } schema)
        {
            throw new IOException($"'{path}' is not a file of this program and is left as it is.");
        }

        if (schema > _schema)
        {
            throw new IOException($"'{path}' was written by a newer version and is left as it is.");
        }
    }

    private static int? SchemaOf(string path)
    {
        byte[] head = new byte[Magic.Length + 12];
        using var file = File.OpenRead(path);
        return Schema(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }

    private static int? Schema(byte[] content)
    {
        int end = Array.IndexOf(content, (byte)'\n');
        return end > Magic.Length
            && content.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Magic))
            && int.TryParse(content.AsSpan(Magic.Length, end - Magic.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int schema)
                ? schema
                : null;
    }

    // Of processes that were killed before the file had its name. Whoever writes is alone with the key.
    private void RemoveLeftovers(string key)
    {
        foreach (string leftover in Directory.EnumerateFiles(_folder, key + ".*.tmp"))
        {
            File.Delete(leftover);
        }
    }
}
