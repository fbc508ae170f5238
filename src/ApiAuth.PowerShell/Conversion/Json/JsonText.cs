using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiAuth.Errors;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>Writes objects as JSON: dictionaries and objects as objects, collections as arrays, the rest as ConvertTo-Json does, to any sensible depth.</summary>
internal static class JsonText
{
    /// <summary>Levels; an object that holds itself has more.</summary>
    private const int LargestDepth = 100;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = LargestDepth + 1 };

    /// <exception cref="ArgumentException">It holds something that JSON can't, or itself.</exception>
    public static byte[] Write(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, 0);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > LargestDepth)
        {
            throw InvalidInput.For("Body", $"It has more than {LargestDepth} levels, or holds itself.");
        }

        var wrapper = value as PSObject;
        switch (wrapper is { BaseObject: not PSCustomObject } ? wrapper.BaseObject : value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case SwitchParameter truth:
                writer.WriteBooleanValue(truth);
                break;
            case DateTime time:
                writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case SecureString:
                throw InvalidInput.For("Body", "It holds a SecureString; say that it may be sent by converting it with ConvertFrom-SecureString -AsPlainText.");
            case PSCredential:
                throw InvalidInput.For("Body", "It holds a credential; put the user name and the password there as the service wants them.");
            case char or Guid or Uri or Version or TimeSpan:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case Enum member:
                WriteNumber(writer, Convert.ChangeType(member, member.GetTypeCode(), CultureInfo.InvariantCulture));
                break;
            case IFormattable number when IsNumber(number):
                WriteNumber(writer, number);
                break;
            case IDictionary dictionary:
                WriteDictionary(writer, dictionary, depth);
                break;
            case IEnumerable list:
                WriteArray(writer, list, depth);
                break;
            case var other:
                WriteObject(writer, wrapper ?? PSObject.AsPSObject(other), depth);
                break;
        }
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary dictionary, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            Write(writer, entry.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable list, int depth)
    {
        writer.WriteStartArray();
        foreach (object? item in list)
        {
            Write(writer, item, depth + 1);
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, PSObject value, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in value.Properties)
        {
            if (property.IsGettable)
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property.Value, depth + 1);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsNumber(object value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger or Half or Int128 or UInt128;

    private static void WriteNumber(Utf8JsonWriter writer, object number)
    {
        if (number is double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity)
        {
            throw InvalidInput.For("Body", $"It holds {number}, which JSON has no number for.");
        }

        writer.WriteRawValue(((IFormattable)number).ToString(number is double or float ? "R" : null, CultureInfo.InvariantCulture));
    }
}
