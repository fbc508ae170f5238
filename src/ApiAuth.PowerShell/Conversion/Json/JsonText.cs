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
internal sealed class JsonText
{
    /// <summary>Levels; an object that holds itself has more.</summary>
    private const int LargestDepth = 100;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = LargestDepth + 1 };

    private readonly Utf8JsonWriter _writer;
    private readonly string _parameter;

    private JsonText(Utf8JsonWriter writer, string parameter)
    {
        _writer = writer;
        _parameter = parameter;
    }

    /// <param name="value">What is written.</param>
    /// <param name="parameter">What it was given to.</param>
    /// <exception cref="ArgumentException">It holds something that JSON can't, or itself.</exception>
    public static byte[] Write(object? value, string parameter)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            new JsonText(writer, parameter).Write(value, null, 0);
        }

        return buffer.ToArray();
    }

    /// <param name="value">What is written.</param>
    /// <param name="name">Of the member that it is, or is an element, of; null outside all.</param>
    /// <param name="depth">How many levels it is within.</param>
    private void Write(object? value, string? name, int depth)
    {
        if (depth > LargestDepth)
        {
            throw InvalidInput.For(_parameter, $"It has more than {LargestDepth} levels, or holds itself.");
        }

        var wrapper = value as PSObject;
        switch (wrapper is { BaseObject: not PSCustomObject } ? wrapper.BaseObject : value)
        {
            case null:
                _writer.WriteNullValue();
                break;
            case string text:
                _writer.WriteStringValue(text);
                break;
            case bool truth:
                _writer.WriteBooleanValue(truth);
                break;
            case SwitchParameter truth:
                _writer.WriteBooleanValue(truth);
                break;
            case DateTime time:
                _writer.WriteStringValue(time);
                break;
            case DateTimeOffset time:
                _writer.WriteStringValue(time);
                break;
            case SecureString or PSCredential:
                throw PSValues.Refused(value, _parameter, name);
            case Uri address:
                _writer.WriteStringValue(address.OriginalString);
                break;
            case char or Guid or Version or TimeSpan:
                _writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case Enum member:
                WriteNumber(Convert.ChangeType(member, member.GetTypeCode(), CultureInfo.InvariantCulture));
                break;
            case IFormattable number when IsNumber(number):
                WriteNumber(number);
                break;
            case IDictionary dictionary:
                WriteDictionary(dictionary, depth);
                break;
            case IEnumerable list:
                WriteArray(list, name, depth);
                break;
            case var other:
                WriteObject(wrapper ?? PSObject.AsPSObject(other), depth);
                break;
        }
    }

    private void WriteDictionary(IDictionary dictionary, int depth)
    {
        _writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            _writer.WritePropertyName(name);
            Write(entry.Value, name, depth + 1);
        }

        _writer.WriteEndObject();
    }

    private void WriteArray(IEnumerable list, string? name, int depth)
    {
        _writer.WriteStartArray();
        foreach (object? item in list)
        {
            Write(item, name, depth + 1);
        }

        _writer.WriteEndArray();
    }

    private void WriteObject(PSObject value, int depth)
    {
        _writer.WriteStartObject();
        foreach (var property in value.Properties)
        {
            if (property.IsGettable)
            {
                _writer.WritePropertyName(property.Name);
                Write(PSValues.Read(property, _parameter), property.Name, depth + 1);
            }
        }

        _writer.WriteEndObject();
    }

    private static bool IsNumber(object value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or BigInteger or Half or Int128 or UInt128;

    private void WriteNumber(object number)
    {
        if (number is double wide && !double.IsFinite(wide) || number is float single && !float.IsFinite(single) || number is Half half && !Half.IsFinite(half))
        {
            throw InvalidInput.For(_parameter, $"It holds {number}, which JSON has no number for.");
        }

        _writer.WriteRawValue(((IFormattable)number).ToString(number is double or float ? "R" : null, CultureInfo.InvariantCulture));
    }
}
