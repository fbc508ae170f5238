using System.Globalization;

namespace ApiAuth.Http.Cookies;

/// <summary>
/// Reads the date of a cookie as RFC 6265, section 5.1.1, has it: by its parts, in any order and between any delimiters,
/// so that the three formats of HTTP and what servers make of them are read alike.
/// </summary>
internal static class CookieDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>Null where the text is no date.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        TimeSpan? time = null;
        int? day = null;
        int? month = null;
        int? year = null;
        while (!text.IsEmpty)
        {
            int start = text.IndexOfAnyExcept(Delimiters);
            if (start < 0)
            {
                break;
            }

            text = text[start..];
            int length = text.IndexOfAny(Delimiters);
            var part = length < 0 ? text : text[..length];
            text = text[part.Length..];
            if (time is null && Time(part) is { } found)
            {
                time = found;
            }
            else if (day is null && Number(part, 1, 2) is { } number)
            {
                day = number;
            }
            else if (month is null && Month(part) is { } name)
            {
                month = name;
            }
            else if (year is null && Number(part, 2, 4) is { } full)
            {
                year = full switch { >= 70 and <= 99 => full + 1900, <= 69 => full + 2000, _ => full };
            }
        }

        return time is { } t && month is { } m && year is >= 1601 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, m)
            ? new DateTimeOffset(year.Value, m, day.Value, 0, 0, 0, TimeSpan.Zero) + t
            : null;
    }

    private static ReadOnlySpan<char> Delimiters => "\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~";

    private static TimeSpan? Time(ReadOnlySpan<char> part)
    {
        Span<Range> fields = stackalloc Range[4];
        return part.Split(fields, ':') == 3
            && Number(part[fields[0]], 1, 2) is { } hour and < 24
            && Number(part[fields[1]], 1, 2) is { } minute and < 60
            && Number(part[fields[2]], 1, 2) is { } second and < 60
            ? new TimeSpan(hour, minute, second)
            : null;
    }

    private static int? Month(ReadOnlySpan<char> part)
    {
        if (part.Length < 3)
        {
            return null;
        }

        Span<char> name = stackalloc char[3];
        part[..3].ToLowerInvariant(name);
        int index = Months.AsSpan().IndexOf(name);
        return index >= 0 && index % 3 == 0 ? (index / 3) + 1 : null;
    }

    private static int? Number(ReadOnlySpan<char> part, int fewest, int most) =>
        part.Length >= fewest
        && part.Length <= most
        && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
