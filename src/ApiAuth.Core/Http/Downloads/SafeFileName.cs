using System.Buffers;
using System.Globalization;
using System.Text;

namespace ApiAuth.Http.Downloads;

/// <summary>A name for a file out of what a service proposes: it never leads elsewhere, on any system.</summary>
internal static class SafeFileName
{
    private const string Fallback = "download";

    /// <summary>In bytes; file systems take 255, and a part of the file has a longer name than the file.</summary>
    private const int LongestName = 180;

    private const int LongestExtension = 20;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"/\\|?*");

    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Numbered("COM"), .. Numbered("LPT")], StringComparer.OrdinalIgnoreCase);

    /// <param name="proposed">As Content-Disposition has it; null where it has none.</param>
    /// <param name="address">Whose last segment serves where there is no other name.</param>
    public static string From(string? proposed, Uri address) =>
        Clean(proposed) ?? Clean(Uri.UnescapeDataString(address.Segments[^1])) ?? Fallback;

    private static string? Clean(string? proposed)
    {
        if (proposed is null)
        {
            return null;
        }

        string last = proposed[(proposed.TrimEnd('/', '\\').LastIndexOfAny(['/', '\\']) + 1)..];
        string name = string.Concat(last.EnumerateRunes().Where(IsVisible)).Trim(' ').TrimEnd('.', ' ');
        if (name.Length == 0)
        {
            return null;
        }

        // A hidden file is never what a service has to hand out, and on Windows a reserved name is a device.
        if (name[0] == '.' || Reserved.Contains(name.Split('.')[0].TrimEnd()))
        {
            name = "_" + name.TrimStart('.');
        }

        return Encoding.UTF8.GetByteCount(name) <= LongestName ? name : Shorten(name);
    }

    // What is not seen can make a name look like another: letters that run backwards, for one.
    private static bool IsVisible(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format)
        && !(letter.IsBmp && Forbidden.Contains((char)letter.Value));

    private static string Shorten(string name)
    {
        string extension = Path.GetExtension(name);
        int size = Encoding.UTF8.GetByteCount(extension);
        return size > LongestExtension ? Cut(name, LongestName) : Cut(name, LongestName - size) + extension;
    }

    // Between two characters, however many bytes each of them has.
    private static string Cut(string name, int size)
    {
        int length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            size -= rune.Utf8SequenceLength;
            if (size < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return name[..length];
    }

    private static IEnumerable<string> Numbered(string device) => Enumerable.Range(0, 10).Select(number => device + number);
}
