using System.Buffers.Text;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>
/// Dates in strings, as ConvertFrom-Json finds them: <c>yyyy-MM-ddTHH:mm:ss</c> with up to 7 decimals of the second and a Z or an offset
/// or neither, and <c>/Date(milliseconds)/</c>.
/// </summary>
internal static class JsonDate
{
    private const int ShortestIso = 19;
    private const int LongestIso = 40;

    private static ReadOnlySpan<byte> MicrosoftStart => "/Date("u8;

    private static ReadOnlySpan<byte> MicrosoftEnd => ")/"u8;

    /// <summary>Null where the text is no date.</summary>
    public static object? TryRead(ReadOnlySpan<byte> text, JsonDateKind kind)
    {
        if (text.Length is < 9 or > LongestIso || kind == JsonDateKind.String)
        {
            return null;
        }

        if (text[0] == '/')
        {
            return text.StartsWith(MicrosoftStart) && text.EndsWith(MicrosoftEnd) ? TryReadMicrosoft(text[MicrosoftStart.Length..^2], kind) : null;
        }

        return text.Length >= ShortestIso && text[10] == 'T' && text[4] == '-' && text[7] == '-' ? TryReadIso(text, kind) : null;
    }

    private static object? TryReadMicrosoft(ReadOnlySpan<byte> milliseconds, JsonDateKind kind)
    {
        int sign = milliseconds.Length > 1 ? milliseconds[1..].IndexOfAny((byte)'+', (byte)'-') + 1 : 0;
        var offset = TimeSpan.Zero;
        bool hasOffset = sign > 0;
        if (hasOffset && !TryReadOffset(milliseconds[sign..], out offset))
        {
            return null;
        }

        var number = hasOffset ? milliseconds[..sign] : milliseconds;
        if (!Utf8Parser.TryParse(number, out long value, out int consumed)
            || consumed != number.Length
            || value < DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            || value > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        var instant = DateTimeOffset.FromUnixTimeMilliseconds(value);
        if (!HasEquivalent(instant.UtcDateTime, -offset))
        {
            return null;
        }

        return kind switch
        {
            JsonDateKind.Offset => (object)instant.ToOffset(offset),
            JsonDateKind.Local => instant.LocalDateTime,
            JsonDateKind.Default when hasOffset => instant.LocalDateTime,
            _ => instant.UtcDateTime,
        };
    }

    private static object? TryReadIso(ReadOnlySpan<byte> text, JsonDateKind kind)
    {
        if (text[13] != ':'
            || text[16] != ':'
            || !TryReadDigits(text[..4], out int year)
            || !TryReadDigits(text.Slice(5, 2), out int month)
            || !TryReadDigits(text.Slice(8, 2), out int day)
            || !TryReadDigits(text.Slice(11, 2), out int hour)
            || !TryReadDigits(text.Slice(14, 2), out int minute)
            || !TryReadDigits(text.Slice(17, 2), out int second)
            || year == 0
            || month is 0 or > 12
            || day == 0
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59)
        {
            return null;
        }

        var rest = text[ShortestIso..];
        if (!TryReadFraction(ref rest, out long ticks))
        {
            return null;
        }

        var time = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        if (rest.IsEmpty)
        {
            return WithoutOffset(time, kind);
        }

        if (rest is [(byte)'Z'])
        {
            return WithOffset(time, TimeSpan.Zero, isUtc: true, kind);
        }

        return TryReadOffset(rest, out var offset) ? WithOffset(time, offset, isUtc: false, kind) : null;
    }

    private static object? WithoutOffset(DateTime time, JsonDateKind kind) => kind switch
    {
        JsonDateKind.Local => DateTime.SpecifyKind(time, DateTimeKind.Local),
        JsonDateKind.Utc => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        JsonDateKind.Offset => TimeZoneInfo.Local.GetUtcOffset(time) is var offset && HasEquivalent(time, offset) ? new DateTimeOffset(time, offset) : null,
        _ => time,
    };

    private static object? WithOffset(DateTime time, TimeSpan offset, bool isUtc, JsonDateKind kind)
    {
        if (!HasEquivalent(time, offset))
        {
            return null;
        }

        var instant = new DateTimeOffset(time, offset);
        return kind switch
        {
            JsonDateKind.Offset => (object)instant,
            JsonDateKind.Utc => instant.UtcDateTime,
            JsonDateKind.Default when isUtc => instant.UtcDateTime,
            _ => instant.LocalDateTime,
        };
    }

    // An hour at the very ends of time has none in other zones.
    private static bool HasEquivalent(DateTime time, TimeSpan offset) =>
        (time - DateTime.MinValue).Ticks >= offset.Ticks && (DateTime.MaxValue - time).Ticks >= -offset.Ticks;

    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out long ticks)
    {
        ticks = 0;
        if (rest is not [(byte)'.', ..])
        {
            return true;
        }

        rest = rest[1..];
        int digits = 0;
        long unit = TimeSpan.TicksPerSecond / 10;
        for (; digits < rest.Length && char.IsAsciiDigit((char)rest[digits]); digits++, unit /= 10)
        {
            ticks += (rest[digits] - '0') * unit;
        }

        rest = rest[digits..];
        return digits is > 0 and <= 9;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text is not [(byte)'+' or (byte)'-', _, _, ..] || !TryReadDigits(text.Slice(1, 2), out int hours))
        {
            return false;
        }

        int minutes = 0;
        var rest = text[3..] is [(byte)':', .. var afterColon] ? afterColon : text[3..];
        if (rest.Length > 0 && (rest.Length != 2 || !TryReadDigits(rest, out minutes)))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return hours <= 14 && minutes <= 59 && offset.Duration() <= TimeSpan.FromHours(14);
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (byte value in text)
        {
            if (!char.IsAsciiDigit((char)value))
            {
                return false;
            }

            number = (number * 10) + (value - '0');
        }

        return true;
    }
}
