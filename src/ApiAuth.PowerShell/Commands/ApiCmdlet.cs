using System.Management.Automation;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Sessions;
using ApiAuth.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>What every cmdlet has: it stops when told to, waits without blocking what must be written, and turns failures into error records.</summary>
public abstract class ApiCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);
    private const int ProgressId = 0x41504900;

    private readonly CancellationTokenSource _stopping = new();
    private PipelinePump? _pump;

    /// <summary>Ends with the pipeline.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    private protected static SessionRegistry Registry => ModuleState.Registry;

    /// <summary>Runs what other threads ask the pipeline thread for.</summary>
    private protected PipelinePump Pump => LazyInitializer.EnsureInitialized(ref _pump);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">False where a finalizer calls.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pump?.Dispose();
            _stopping.Dispose();
        }
    }

    /// <inheritdoc cref="Guard(object, Action{object})"/>
    private protected bool Guard(object? target, Action work) => Guard(target, _ => work());

    /// <summary>Runs the work for one input. Its failure becomes an error of this input, and the pipeline goes on.</summary>
    /// <param name="target">What the error is about.</param>
    /// <param name="work">What to do, for the target.</param>
    /// <returns>Whether it succeeded.</returns>
    private protected bool Guard(object? target, Action<object?> work)
    {
        try
        {
            work(target);
            return true;
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (!ErrorRecords.EndsPipeline(exception))
        {
            WriteError(ErrorRecords.From(exception, target));
            return false;
        }
    }

    /// <summary>Checks the command line: what is wrong with it concerns all inputs, and ends the pipeline.</summary>
    /// <param name="target">What the error is about.</param>
    /// <param name="check">Throws where something is wrong.</param>
    private protected void Verify(object? target, Action check)
    {
        try
        {
            check();
        }
        catch (InvalidInputException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, target));
        }
    }

    /// <summary>The full path of a file, which need not be there.</summary>
    /// <param name="path">As the user gave it, relative to where the runspace is.</param>
    /// <param name="parameter">Whose value it is.</param>
    /// <exception cref="ArgumentException">It is no path of a file system.</exception>
    private protected string FilePath(string path, string parameter)
    {
        try
        {
            string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw InvalidInput.For(parameter, $"'{path}' is not the path of a file.");
        }
        catch (SessionStateException exception)
        {
            throw InvalidInput.For(parameter, exception.Message);
        }
    }

    /// <summary>Waits for work that goes on without the pipeline thread, showing progress where it takes longer than a second.</summary>
    /// <param name="status">What is waited for, as progress shows it.</param>
    /// <param name="work">Stops when its token is cancelled; writes through <see cref="Pump"/> only.</param>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(string status, Func<CancellationToken, Task<T>> work)
    {
        var task = Start(work);
        if (!task.IsCompleted || _pump is not null)
        {
            AwaitEnd(task, status);
        }

        // It has ended: nothing is waited for here.
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}"/>
    private protected void Await(string status, Func<CancellationToken, Task> work) => Await(
        status,
        async stopToken =>
        {
            await work(stopToken).ConfigureAwait(false);
            return true;
        });

    /// <summary>Logs out, and warns where the service does not take it: the session is ended here all the same.</summary>
    private protected void LogOut(ApiSession session)
    {
        try
        {
            Await(Texts.LoggingOut(session.Server.Authority), session.DisconnectAsync);
        }
        catch (ApiException failure)
        {
            WriteWarning(Texts.LogoutFailed(session.Name, failure.Message));
        }
    }

    private void AwaitEnd(Task task, string status)
    {
        bool isShown = false;
        bool ended = Pump.Wait(
            task,
            waited =>
            {
                if (waited >= QuietTime)
                {
                    isShown = true;
                    WriteProgress(new ProgressRecord(ProgressId, MyInvocation.MyCommand.Name, $"{status} ({waited.TotalSeconds:0} s)"));
                }
            },
            StopToken);
        if (!ended)
        {
            _ = task.ContinueWith(static late => late.Exception, TaskScheduler.Default);
            throw new PipelineStoppedException();
        }

        if (isShown)
        {
            WriteProgress(new ProgressRecord(ProgressId, MyInvocation.MyCommand.Name, status) { RecordType = ProgressRecordType.Completed });
        }
    }

    // A host may have set a context whose thread is this one, which now waits.
    private Task<T> Start<T>(Func<CancellationToken, Task<T>> work)
    {
        var context = SynchronizationContext.Current;
        if (context is null)
        {
            return work(StopToken);
        }

        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work(StopToken);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
