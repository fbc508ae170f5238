using System.Management.Automation;
using System.Text.Json;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>
/// Builds objects from the tokens of one JSON text, in whatever portions they come: values wait on a stack until the object or array
/// that they belong to ends.
/// </summary>
internal sealed class JsonTree
{
    private readonly bool _asHashtable;
    private readonly JsonDateKind _dateKind;
    private readonly bool _splitRoot;
    private object?[] _values = new object?[16];
    private JsonName?[] _names = new JsonName?[16];
    private Container[] _containers = new Container[8];
    private int _valueCount;
    private int _containerCount;
    private JsonName? _name;

    /// <param name="asHashtable">Whether objects become hashtables.</param>
    /// <param name="dateKind">What becomes of dates.</param>
    /// <param name="splitRoot">Whether the elements of an outermost array are given out one by one instead of as an array.</param>
    public JsonTree(bool asHashtable, JsonDateKind dateKind, bool splitRoot)
    {
        _asHashtable = asHashtable;
        _dateKind = dateKind;
        _splitRoot = splitRoot;
    }

    private enum ContainerKind : byte
    {
        Object,
        Array,

        /// <summary>The outermost array, whose elements are given out as they end.</summary>
        Split,
    }

    /// <summary>What has ended and belongs to nothing: the text's value, or the elements of its outermost array.</summary>
    public List<object?> Completed { get; private set; } = [];

    /// <summary>Whether the text is an array whose elements were given out.</summary>
    public bool IsSplit { get; private set; }

    public List<object?> TakeCompleted()
    {
        var completed = Completed;
        Completed = [];
        return completed;
    }

    /// <exception cref="JsonException">The text can't become objects.</exception>
    public void Add(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _name = JsonNames.Get(ref reader);
                break;
            case JsonTokenType.StartObject:
                Open(ContainerKind.Object);
                break;
            case JsonTokenType.StartArray:
                IsSplit |= _splitRoot && _containerCount == 0;
                Open(IsSplit && _containerCount == 0 ? ContainerKind.Split : ContainerKind.Array);
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                Close();
                break;
            case JsonTokenType.String:
                Push(ReadString(ref reader));
                break;
            case JsonTokenType.Number:
                Push(JsonNumber.Read(ref reader));
                break;
            case JsonTokenType.True:
                Push(Boxed.True);
                break;
            case JsonTokenType.False:
                Push(Boxed.False);
                break;
            default:
                Push(null);
                break;
        }
    }

    private object ReadString(ref Utf8JsonReader reader) =>
        (reader.ValueIsEscaped ? null : JsonDate.TryRead(reader.ValueSpan, _dateKind)) ?? reader.GetString()!;

    private void Open(ContainerKind kind)
    {
        if (_containerCount == _containers.Length)
        {
            Array.Resize(ref _containers, _containerCount * 2);
        }

        _containers[_containerCount++] = new Container(kind, _valueCount, _name);
        _name = null;
    }

    private void Close()
    {
        var container = _containers[--_containerCount];
        if (container.Kind == ContainerKind.Split)
        {
            return;
        }

        int start = container.Start;
        object value = container.Kind == ContainerKind.Array ? _values.AsSpan(start, _valueCount - start).ToArray()
            : _asHashtable ? CloseTable(start)
            : CloseObject(start);
        Array.Clear(_values, start, _valueCount - start);
        _valueCount = start;
        _name = container.Name;
        Push(value);
    }

    private PSObject CloseObject(int start)
    {
        var result = ObjectFactory.CreateObject(_valueCount - start);
        var properties = result.Properties;
        ulong seen = 0;
        for (int index = start; index < _valueCount; index++)
        {
            var name = _names[index]!;
            ulong bit = 1UL << (name.FoldedHash & 63);
            if ((seen & bit) != 0)
            {
                RemoveRepeated(start, index, properties);
            }

            seen |= bit;
            if (name.Text.Length == 0)
            {
                throw new UnfitJsonException("a member has an empty name.");
            }

            properties.Add(new PSNoteProperty(name.Text, _values[index]), preValidated: true);
        }

        return result;
    }

    // Of a name that comes twice the last counts.
    private void RemoveRepeated(int start, int index, PSMemberInfoCollection<PSPropertyInfo> properties)
    {
        var name = _names[index]!;
        for (int earlier = start; earlier < index; earlier++)
        {
            var other = _names[earlier]!;
            if (other.FoldedHash != name.FoldedHash || !string.Equals(other.Text, name.Text, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (other.Text != name.Text)
            {
                throw new UnfitJsonException($"the members '{other.Text}' and '{name.Text}' differ only by case.");
            }

            properties.Remove(name.Text);
            return;
        }
    }

    private System.Collections.Hashtable CloseTable(int start)
    {
        var result = ObjectFactory.CreateTable(_valueCount - start);
        for (int index = start; index < _valueCount; index++)
        {
            result[_names[index]!.Text] = _values[index];
        }

        return result;
    }

    private void Push(object? value)
    {
        if (_containerCount == 0 || (_containerCount == 1 && _containers[0].Kind == ContainerKind.Split))
        {
            Completed.Add(value);
            return;
        }

        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, _valueCount * 2);
            Array.Resize(ref _names, _valueCount * 2);
        }

        _values[_valueCount] = value;
        _names[_valueCount++] = _name;
        _name = null;
    }

    private readonly record struct Container(ContainerKind Kind, int Start, JsonName? Name);

    private static class Boxed
    {
        public static readonly object True = true;
        public static readonly object False = false;
    }
}
