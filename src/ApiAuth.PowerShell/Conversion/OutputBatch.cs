namespace ApiAuth.PowerShell.Conversion;

/// <summary>One object, or several that go to the pipeline one by one.</summary>
internal readonly struct OutputBatch
{
    private readonly object? _single;
    private readonly List<object?>? _many;

    private OutputBatch(object? single, List<object?>? many)
    {
        _single = single;
        _many = many;
    }

    public int Count => _many?.Count ?? 1;

    public object? this[int index] => _many is null ? _single : _many[index];

    public static OutputBatch Of(object? single) => new(single, null);

    public static OutputBatch Of(List<object?> many) => new(null, many);
}
