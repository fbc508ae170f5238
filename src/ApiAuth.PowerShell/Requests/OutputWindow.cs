using System.Management.Automation;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Which of all objects go to the pipeline: after <c>-Skip</c>, as many as <c>-First</c>.</summary>
internal sealed class OutputWindow(PagingParameters paging)
{
    private ulong _skip = paging.Skip;
    private ulong _left = paging.First;

    /// <summary>Whether none goes to it any more.</summary>
    public bool IsFull => _left == 0;

    /// <summary>How many objects have to come, to be passed over or to go to it.</summary>
    public ulong Wanted => _left > ulong.MaxValue - _skip ? ulong.MaxValue : _left + _skip;

    /// <summary>What is to be passed over, for someone else to do it.</summary>
    public long TakeSkip()
    {
        long skip = (long)Math.Min(_skip, long.MaxValue);
        _skip = 0;
        return skip;
    }

    /// <summary>Whether the next one goes to it.</summary>
    public bool Takes()
    {
        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        if (_left == 0)
        {
            return false;
        }

        // Without -First there is no end.
        if (_left != ulong.MaxValue)
        {
            _left--;
        }

        return true;
    }
}
