using System.Threading.Channels;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Support;

/// <summary>A login that waits until the test says how it ends.</summary>
internal sealed class LoginGate
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<LoginResult>> _pending = new();
    private readonly Channel<int> _started = Channel.CreateUnbounded<int>();
    private int _running;

    /// <summary>How often it was called.</summary>
    public int Calls { get; private set; }

    /// <summary>How many ran beside each other at the most.</summary>
    public int MostAtOnce { get; private set; }

    public async ValueTask<LoginResult> RunAsync(LoginDemand demand, CancellationToken cancellationToken)
    {
        var pending = new TaskCompletionSource<LoginResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        int call;
        lock (_gate)
        {
            call = ++Calls;
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
            _pending.Enqueue(pending);
        }

        _started.Writer.TryWrite(call);
        await using var registration = cancellationToken.Register(() => pending.TrySetCanceled(cancellationToken));
        try
        {
            return await pending.Task;
        }
        finally
        {
            lock (_gate)
            {
                _running--;
            }
        }
    }

    /// <summary>Returns when a login has begun that was not awaited before.</summary>
    public async Task StartedAsync() => await _started.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Returns once a login waits for its end.</summary>
    public Task PendingAsync() => Eventually.TrueAsync(() =>
    {
        lock (_gate)
        {
            return _pending.Count > 0;
        }
    });

    public void Succeed(string token, TimeSpan? lifetime = null) =>
        Next().SetResult(new LoginResult(new Secret(token)) { Lifetime = lifetime });

    public void Fail(Exception exception) => Next().SetException(exception);

    private TaskCompletionSource<LoginResult> Next()
    {
        lock (_gate)
        {
            return _pending.Dequeue();
        }
    }
}
