using System.Text.Json;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>Turns JSON into objects as it arrives.</summary>
internal static class JsonConverter
{
    /// <summary>Elements of an outermost array that are handed on together.</summary>
    private const int BatchSize = 500;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = ConversionOptions.LargestDepth };

    /// <param name="buffer">The text as UTF-8, without a byte order mark.</param>
    /// <param name="options">What it becomes.</param>
    /// <param name="output">Takes what it becomes, an array of many elements in several parts.</param>
    /// <exception cref="JsonException">The text is no JSON, or can't become objects.</exception>
    public static async ValueTask ConvertAsync(
        BodyBuffer buffer, ConversionOptions options, IOutput output, CancellationToken cancellationToken)
    {
        var tree = new JsonTree(options.AsHashtable, options.DateKind, splitRoot: !options.NoEnumerate);
        var state = new JsonReaderState(ReaderOptions);
        while (true)
        {
            Read(buffer, tree, ref state);
            if (buffer.IsWhole)
            {
                break;
            }

            if (tree.IsSplit && tree.Completed.Count >= BatchSize)
            {
                await output.WriteAsync(OutputBatch.Of(tree.TakeCompleted()), cancellationToken).ConfigureAwait(false);
            }

            await buffer.FillAsync(cancellationToken).ConfigureAwait(false);
        }

        var batch = tree.IsSplit ? OutputBatch.Of(tree.Completed) : OutputBatch.Of(tree.Completed[0]);
        output.WriteLast(batch);
    }

    /// <summary>The value of a text that is all there; an array is one value.</summary>
    /// <exception cref="JsonException">The text is no JSON, or can't become objects.</exception>
    public static object? Convert(ReadOnlySpan<byte> utf8, ConversionOptions options)
    {
        var tree = new JsonTree(options.AsHashtable, options.DateKind, splitRoot: false);
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        Read(ref reader, tree);
        return tree.Completed[0];
    }

    private static void Read(BodyBuffer buffer, JsonTree tree, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(buffer.UnreadSpan, buffer.IsWhole, state);
        Read(ref reader, tree);
        buffer.Use((int)reader.BytesConsumed);
        state = reader.CurrentState;
    }

    private static void Read(ref Utf8JsonReader reader, JsonTree tree)
    {
        try
        {
            while (reader.Read())
            {
                tree.Add(ref reader);
            }
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text in it is not valid UTF-8.", exception);
        }
    }
}
