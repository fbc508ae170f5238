using System.Buffers.Text;
using System.IO.Enumeration;

namespace ApiAuth.Emulator.Faults;

/// <summary>The faults in force. A request meets at most one: the first that matches and is not still waiting.</summary>
public sealed class FaultTable
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>Those in force, with what is left of their Count and After.</summary>
    public IReadOnlyList<Fault> List()
    {
        lock (_gate)
        {
            return [.. _entries.Select(entry => entry.Fault with { Count = entry.Left, After = entry.Waits })];
        }
    }

    /// <exception cref="ArgumentException">There is no such kind, a number is negative, or the body is not base64.</exception>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (!FaultBehaviours.Exists(fault.Kind))
        {
            throw new ArgumentException($"'{fault.Kind}' is not a fault kind; the kinds are {string.Join(", ", FaultBehaviours.Kinds)}.", nameof(fault));
        }

        if (fault.Count < 0 || fault.After < 0 || fault.Milliseconds < 0 || fault.Bytes < 0 || fault.ChunkBytes < 1)
        {
            throw new ArgumentException("count, after, milliseconds and bytes cannot be negative, and chunkBytes is at least 1.", nameof(fault));
        }

        if (fault.BodyBase64 is { } base64 && !Base64.IsValid(base64))
        {
            throw new ArgumentException("bodyBase64 is not base64.", nameof(fault));
        }

        lock (_gate)
        {
            _entries.Add(new Entry(fault));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal Fault? Take(string path, string? service, string? operation)
    {
        lock (_gate)
        {
            foreach (Entry entry in _entries.Where(entry => entry.Matches(path, service, operation)))
            {
                if (entry.Waits > 0)
                {
                    entry.Waits--;
                    continue;
                }

                if (entry.Left > 0 && --entry.Left == 0)
                {
                    _entries.Remove(entry);
                }

                return entry.Fault;
            }
        }

        return null;
    }

    private sealed class Entry(Fault fault)
    {
        public Fault Fault => fault;

        public int Waits { get; set; } = fault.After;

        public int Left { get; set; } = fault.Count;

        public bool Matches(string path, string? service, string? operation) =>
            FileSystemName.MatchesSimpleExpression(fault.Path, path)
            && (fault.Service is null || string.Equals(fault.Service, service, StringComparison.OrdinalIgnoreCase))
            && (fault.Operation is null || string.Equals(fault.Operation, operation, StringComparison.OrdinalIgnoreCase));
    }
}
