using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>
/// Numbers as ConvertFrom-Json gives them: whole ones as Int64 or BigInteger, others as Double; and one that a Double would change,
/// though a Decimal holds it, as that Decimal.
/// </summary>
internal static class JsonNumber
{
    /// <summary>Digits that a Double always keeps.</summary>
    private const int DigitsOfDouble = 15;

    /// <summary>In characters. Its conversion takes time that grows with the square of its length.</summary>
    private const int LongestInteger = 10_000;

    /// <exception cref="JsonException">The number is beyond what can be held.</exception>
    public static object Read(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long integer))
        {
            return integer;
        }

        var text = reader.ValueSpan;
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            return text.Length <= LongestInteger
                ? BigInteger.Parse(Encoding.ASCII.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : throw new JsonException($"A number has more than {LongestInteger} digits.");
        }

        if (!reader.TryGetDouble(out double number) || !double.IsFinite(number))
        {
            throw new JsonException("A number is larger than a Double holds.");
        }

        return SignificantDigits(text) > DigitsOfDouble && ExactDecimal(text, number) is { } exact ? exact : number;
    }

    private static decimal? ExactDecimal(ReadOnlySpan<byte> text, double number)
    {
        // A Decimal drops digits that it has no room for, instead of failing.
        if (SignificantDigits(text) > 28
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact))
        {
            return null;
        }

        // What was written from a Double reads as that Double again: it is meant to be one.
        Span<char> shortest = stackalloc char[32];
        return number.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture)
            && decimal.TryParse(shortest[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal again)
            && again == exact
            ? null
            : exact;
    }

    private static int SignificantDigits(ReadOnlySpan<byte> text)
    {
        int digits = 0;
        foreach (byte value in text)
        {
            if (value is (byte)'e' or (byte)'E')
            {
                break;
            }

            if (value is >= (byte)'1' and <= (byte)'9' || (value == '0' && digits > 0))
            {
                digits++;
            }
        }

        return digits;
    }
}
