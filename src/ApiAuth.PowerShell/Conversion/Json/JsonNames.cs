using System.Text.Json;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>
/// The names met lately, found by their bytes. Shared by all threads without a lock: a slot holds the whole of one name or another,
/// and a name that lost its slot is only made anew.
/// </summary>
internal static class JsonNames
{
    private const int SlotCount = 2048;

    /// <summary>In bytes. Longer ones are rarely names that come again.</summary>
    private const int LongestKept = 64;

    private static readonly JsonName?[] Slots = new JsonName?[SlotCount];

    public static JsonName Get(ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (reader.ValueIsEscaped || utf8.Length > LongestKept)
        {
            return new JsonName(reader.GetString()!, null);
        }

        ref JsonName? slot = ref Slots[Hash(utf8) & (SlotCount - 1)];
        if (Volatile.Read(ref slot) is { } known && utf8.SequenceEqual(known.Utf8))
        {
            return known;
        }

        var name = new JsonName(reader.GetString()!, utf8.ToArray());
        Volatile.Write(ref slot, name);
        return name;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        uint hash = 2166136261;
        foreach (byte value in utf8)
        {
            hash = (hash ^ value) * 16777619;
        }

        return hash ^ (hash >> 15);
    }
}
