using System.Buffers;

namespace ApiAuth.Http.Downloads;

/// <summary>A name for a file out of what a service proposes: it never leads elsewhere, on any system.</summary>
internal static class SafeFileName
{
    private const string Fallback = "download";

    /// <summary>In characters; file systems take 255 bytes.</summary>
    private const int LongestName = 120;

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
        string name = string.Concat(last.Where(static letter => !char.IsControl(letter) && !Forbidden.Contains(letter))).Trim(' ').TrimEnd('.', ' ');
        if (name.Length == 0)
        {
            return null;
        }

        // A hidden file is never what a service has to hand out, and on Windows a reserved name is a device.
        if (name[0] == '.' || Reserved.Contains(name.Split('.')[0].TrimEnd()))
        {
            name = "_" + name.TrimStart('.');
        }

        return name.Length <= LongestName ? name : Shorten(name);
    }

    private static string Shorten(string name)
    {
        string extension = Path.GetExtension(name);
        return extension.Length > 20 ? name[..LongestName] : name[..(LongestName - extension.Length)] + extension;
    }

    private static IEnumerable<string> Numbered(string device) => Enumerable.Range(0, 10).Select(number => device + number);
}
