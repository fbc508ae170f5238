using System.Security.Cryptography;
using System.Text;
using ApiAuth.Http;

namespace ApiAuth.Storage;

/// <summary>Keeps the id by which a service knows this machine's client: one for each server and user, in a file of its own.</summary>
/// <remarks>Not secret, but only of use to its owner: the folder is closed to others where the system can do that.</remarks>
internal sealed class ClientIdStore(string folder)
{
    /// <summary>In the folder for the data of this user's applications.</summary>
    public static ClientIdStore ForUser() => new(Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ApiAuth", "clients"));

    /// <summary>The id that was made first, by whichever process.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public Guid GetOrCreate(Uri server, string userName)
    {
        string path = Path.Combine(folder, FileName(server, userName));
        if (Read(path) is { } known)
        {
            return known;
        }

        var made = Guid.NewGuid();
        Write(path, made);
        return Read(path) ?? made;
    }

    private static Guid? Read(string path)
    {
        try
        {
            return Guid.TryParse(File.ReadAllText(path), out var id) ? id : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Write(string path, Guid id)
    {
        PrivateFolder.Create(folder);
        try
        {
            // Where another process was first, its id is the one; what can't be read as one is replaced.
            PrivateFile.Write(path, Encoding.ASCII.GetBytes(id.ToString()), overwrite: Read(path) is null && File.Exists(path));
        }
        catch (IOException) when (File.Exists(path))
        {
        }
    }

    private static string FileName(Uri server, string userName)
    {
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes($"{RequestAddress.Origin(server)}\n{userName}"));
        return Convert.ToHexStringLower(name.AsSpan(0, 16)) + ".txt";
    }
}
