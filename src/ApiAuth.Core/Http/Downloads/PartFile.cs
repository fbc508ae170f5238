using System.Text.Json;

namespace ApiAuth.Http.Downloads;

/// <summary>The unfinished copy of a file, beside its target. One that may be continued keeps with it which version of the file it is a part of.</summary>
internal sealed class PartFile
{
    private readonly string _target;
    private readonly string _notePath;

    private PartFile(string target, string path)
    {
        _target = target;
        Path = path;
        _notePath = path + "-info";
    }

    public string Path { get; }

    /// <summary>In bytes; 0 where there is no file.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>One that is this download's alone.</summary>
    public static PartFile Create(string target) => new(target, $"{target}.{Guid.NewGuid():N}.part");

    /// <summary>The one that a broken download of this target may have left.</summary>
    public static PartFile Find(string target) => new(target, target + ".part");

    /// <summary>Which version of which address the part belongs to; null where that is not known.</summary>
    public PartNote? ReadNote()
    {
        try
        {
            return Length == 0 ? null : JsonSerializer.Deserialize<PartNote>(File.ReadAllBytes(_notePath));
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void WriteNote(PartNote note) => File.WriteAllBytes(_notePath, JsonSerializer.SerializeToUtf8Bytes(note));

    public FileStream OpenNew() => Open(FileMode.Create);

    public FileStream OpenEnd() => Open(FileMode.Append);

    /// <summary>Gives it the target's name and replaces what had it.</summary>
    public void Finish()
    {
        File.Move(Path, _target, overwrite: true);
        File.Delete(_notePath);
    }

    public void Delete()
    {
        File.Delete(_notePath);
        File.Delete(Path);
    }

    private FileStream Open(FileMode mode) =>
        new(Path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
}
