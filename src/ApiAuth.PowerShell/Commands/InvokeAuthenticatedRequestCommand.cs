using System.Collections;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Conversion;
using ApiAuth.PowerShell.Conversion.Json;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Requests;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>
/// Sends requests with the credentials of a session and turns the answers into objects. Inputs are sent as they arrive, several at a time.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "AuthenticatedRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, SupportsPaging = true)]
[OutputType(typeof(PSObject), typeof(System.Xml.XmlDocument), typeof(string), typeof(ApiAnswer))]
public sealed class InvokeAuthenticatedRequestCommand : ApiCmdlet
{
    private const int ReadsAtATime = 8;
    private const int BatchesAhead = 4;
    private const int PagesAhead = 1;

    // Of a row they may be empty, which leaves them out; whoever writes one means something by it.
    private static readonly string[] NeverEmpty = [nameof(Session), nameof(Method), nameof(InFile), nameof(OutFile), nameof(ContentType), nameof(SoapAction)];

    private RequestQueue _queue = null!;
    private RequestRunner _runner = null!;
    private OutputWindow _window = null!;
    private PageRunner? _pages;
    private bool _isUnusable;
    private TransferProgress? _progress;
    private RequestJob? _counted;

    // Boxed: a field of the enumeration's own type would load the core when the module is imported.
    private object? _soapVersion;

    /// <summary>A path below the session's server, a path from its root, or an address of its origin.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <summary>A session or the name of one; the default session where it is left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public SessionReference? Session { get; set; }

    /// <summary>Addresses, sessions, or objects with properties named as the parameters.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The HTTP method; Get where it is left out, Post with -Form, -InFile and -SoapAction.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string? Method { get; set; }

    /// <summary>Added to the address, encoded.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Query { get; set; }

    /// <summary>Text, bytes or XML as it is; other objects as JSON. A hashtable with a method that reads goes into the query.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PSObject? Body { get; set; }

    /// <summary>Sent as multipart form; files (<see cref="FileInfo"/>) are streamed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Form { get; set; }

    /// <summary>Sent as the body, streamed; with -SoapAction it holds the operation's XML.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? InFile { get; set; }

    /// <summary>Where the answer is saved, streamed; in a folder under the name that the service gives it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? OutFile { get; set; }

    /// <summary>Of the body.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ContentType { get; set; }

    /// <summary>Sent with this request only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IDictionary? Headers { get; set; }

    /// <summary>The operation of a SOAP request, whole as the WSDL has it (<c>urn:workflow#newWorkflow</c>).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SoapAction { get; set; }

    /// <summary>With -SoapAction; SOAP 1.1 where it is left out.</summary>
    [Parameter]
    public SoapVersion SoapVersion
    {
        get => (SoapVersion)(_soapVersion ?? default(SoapVersion));
        set => _soapVersion = value;
    }

    /// <summary>All pages of a list, item by item: by Link headers, or as the session's service does it.</summary>
    [Parameter]
    public SwitchParameter Paginate { get; set; }

    /// <summary>
    /// How another API pages: one of Offset, Page and Cursor names the request's parameter; Limit that of the page size and Size its value;
    /// Items, Next, Total and More name members of the answer; First is the number of the first page. It includes -Paginate.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary? PageBy { get; set; }

    /// <summary>How many requests run at a time: 8 where they read, 1 where they change something.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; }

    /// <summary>Output in the order of the answers instead of the inputs.</summary>
    [Parameter]
    public SwitchParameter AsCompleted { get; set; }

    /// <summary>The answer's text as it was received.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Hashtables instead of objects; they hold names that are empty or differ only by case.</summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>What becomes of dates in JSON, as with ConvertFrom-Json.</summary>
    [Parameter]
    public JsonDateKind DateKind { get; set; }

    /// <summary>An array comes out as one object.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <summary>The status, the headers and what else came with the content.</summary>
    [Parameter]
    public SwitchParameter AsResponse { get; set; }

    /// <summary>An answer that means failure is output like any other.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>The name of a variable that gets the status; null where no answer came.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>The name of a variable that gets the headers; null where the request failed.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>In seconds, for the whole request with its retries, for files between two parts; 0 is without limit. The session's where it is left out.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    /// <summary>The session's where it is left out.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumRetryCount { get; set; }

    /// <summary>In seconds, where the service does not say.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue / 1000)]
    public int RetryIntervalSec { get; set; }

    /// <summary>With -OutFile. Goes on with the part that an earlier call has left, and leaves one where it fails.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    // The total may be asked for with no objects at all.
    private bool IsSatisfied => _window.IsFull && (!PagingParameters.IncludeTotalCount || _counted is not null);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RefuseEmpty();
        SetVariables(null);
        _queue = new RequestQueue(inOrder: !AsCompleted);
        _window = new OutputWindow(PagingParameters);
        var options = new OutputOptions
        {
            Conversion = new ConversionOptions { Raw = Raw, AsHashtable = AsHashtable, DateKind = DateKind, NoEnumerate = NoEnumerate },
            AsResponse = AsResponse,
            Resume = Resume,
            WantsHeaders = ResponseHeadersVariable is not null,
        };
        _runner = new RequestRunner(options);
        if (Paginate || PageBy is not null)
        {
            Guard(PageBy, () => _pages = PreparePages(options));
            _isUnusable = _pages is null;
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object? target = InputObject is null ? Uri : TextParts.Unwrap(InputObject);
        if (!Guard(target, () => Admit(target)))
        {
            SetVariables(null);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        while (!IsSatisfied && (Deliver(TransferProgress.Interval) || !_queue.IsEmpty))
        {
            ThrowIfStopping();
        }

        // With enough, what is still under way is ended instead of awaited.
        _queue.Dispose();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _queue?.Stop();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _queue?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void RefuseEmpty()
    {
        foreach (string name in NeverEmpty)
        {
            if (MyInvocation.BoundParameters.TryGetValue(name, out object? value) && string.IsNullOrEmpty(value?.ToString()))
            {
                ThrowTerminatingError(ErrorRecords.From(InvalidInput.For(name, "It is empty."), value));
            }
        }
    }

    private void Admit(object? target)
    {
        if (IsSatisfied || _isUnusable)
        {
            return;
        }

        if (MyInvocation.ExpectingInput && InputObject is null)
        {
            throw InvalidInput.For(nameof(InputObject), "It is null.");
        }

        var session = SessionReference.Resolve(PipedSession() ?? GivenSession(), Registry);
        var input = Describe();
        var request = RequestBuilder.Build(input);
        if (!Confirm(session, input))
        {
            return;
        }

        int throttle = ThrottleLimit > 0 ? ThrottleLimit : input.IsRead ? ReadsAtATime : 1;
        while (!_queue.HasRoom(throttle))
        {
            ThrowIfStopping();
            Deliver(TransferProgress.Interval);
            if (IsSatisfied)
            {
                return;
            }
        }

        var job = new RequestJob(_queue, target, $"{input.EffectiveMethod} {input.Path}")
        {
            Meter = request.Meter,
            Capacity = _pages is null ? BatchesAhead : PagesAhead,
        };
        _queue.Start(job, Work(session, request, input.OutFile));
        while (Deliver(TimeSpan.Zero))
        {
        }
    }

    private Func<RequestJob, CancellationToken, Task> Work(ApiSession session, ApiRequest request, string? outFile)
    {
        if (_pages is not { } pages)
        {
            return (job, stopToken) => _runner.RunAsync(session, request, outFile, job, stopToken);
        }

        // What is passed over is counted over all inputs, so that only where there is one can its service do it.
        long skip = !MyInvocation.ExpectingInput && pages.CanSkip(session) ? _window.TakeSkip() : 0;
        ulong most = _window.Wanted;
        return (job, stopToken) => pages.RunAsync(session, request, skip, most, job, stopToken);
    }

    private PageRunner PreparePages(OutputOptions options)
    {
        string? other = Raw ? nameof(Raw) : AsResponse ? nameof(AsResponse) : NoEnumerate ? nameof(NoEnumerate) : IsBound(nameof(OutFile)) ? nameof(OutFile) : null;
        return other is null
            ? new PageRunner(options, PageBy is null ? null : Requests.PageBy.Read(PageBy))
            : throw InvalidInput.For(other, "Pages come out item by item, which this can't be combined with.");
    }

    private RequestInput Describe() => new()
    {
        Uri = Uri ?? InputObject?.BaseObject as string ?? (InputObject?.BaseObject as Uri)?.OriginalString
            ?? throw InvalidInput.For("Uri", InputObject?.BaseObject switch
            {
                null => "It is missing.",
                IDictionary => "It is missing; a hashtable in the pipeline is read as an object where [pscustomobject] stands before it.",
                _ => "It is missing, and the input has no property 'Uri'.",
            }),
        Method = Given(Method) is { } method ? Verified(method) : null,
        Query = Query,
        Body = Body,
        Form = Form,
        InFile = Given(InFile) is { } inFile ? FullPath(inFile, nameof(InFile)) : null,
        OutFile = Given(OutFile) is { } outFile ? FullPath(outFile, nameof(OutFile)) : null,
        ContentType = Given(ContentType),
        Headers = Headers,
        SoapAction = Given(SoapAction),
        SoapVersion = (SoapVersion?)_soapVersion,
        Resume = Resume,
        Timeout = !IsBound(nameof(TimeoutSec)) ? null : TimeoutSec == 0 ? System.Threading.Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = IsBound(nameof(MaximumRetryCount)) ? MaximumRetryCount : null,
        RetryInterval = IsBound(nameof(RetryIntervalSec)) ? TimeSpan.FromSeconds(RetryIntervalSec) : null,
        SkipHttpErrorCheck = SkipHttpErrorCheck,
    };

    private bool Confirm(ApiSession session, RequestInput input)
    {
        if (!input.IsRead && !ShouldProcess($"{input.Path} of session '{session.Name}'", input.EffectiveMethod))
        {
            return false;
        }

        return input.OutFile is null || ShouldProcess(input.OutFile, $"Save {input.Path} of session '{session.Name}'");
    }

    // A text in the pipeline is an address; anything else that stands for a session is one.
    private SessionReference? PipedSession() => InputObject is null or { BaseObject: string } ? null : SessionReference.From(InputObject);

    private static string Verified(string method) => method.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        ? method
        : throw InvalidInput.For(nameof(Method), $"'{method}' is no HTTP method.");

    private SessionReference? GivenSession() => Given(Session?.ToString()) is null ? null : Session;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private string FullPath(string path, string parameter)
    {
        try
        {
            string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem" ? full : throw InvalidInput.For(parameter, $"'{path}' is no path of a file.");
        }
        catch (SessionStateException exception)
        {
            throw InvalidInput.For(parameter, exception.Message);
        }
    }

    /// <summary>Writes what one request has brought.</summary>
    /// <returns>Whether there was something.</returns>
    private bool Deliver(TimeSpan patience)
    {
        if (_queue.Fetch(patience) is not { } fetched)
        {
            if (patience > TimeSpan.Zero)
            {
                (_progress ??= new(WriteProgress)).Look(_queue.Jobs);
            }

            return false;
        }

        if (fetched.Batch is { } batch)
        {
            SetVariables(fetched.Job.Answer);
            WriteTotal(fetched.Job);
            Write(batch);
        }
        else
        {
            End(fetched.Job);
        }

        return true;
    }

    private void Write(OutputBatch batch)
    {
        for (int index = 0; index < batch.Count; index++)
        {
            if (_window.Takes())
            {
                WriteObject(batch[index], enumerateCollection: false);
            }
        }
    }

    private void WriteTotal(RequestJob job)
    {
        if (PagingParameters.IncludeTotalCount && job != _counted)
        {
            _counted = job;
            WriteObject(PagingParameters.NewTotalCount((ulong)(job.TotalCount ?? 0), job.TotalCount is null ? 0 : 1));
        }
    }

    private void End(RequestJob job)
    {
        _progress?.Remove(job);
        SetVariables(job.Answer);
        switch (job.Failure)
        {
            case null:
                break;
            case OperationCanceledException when StopToken.IsCancellationRequested:
                throw new PipelineStoppedException();
            case OutOfMemoryException failure:
                ExceptionDispatchInfo.Throw(failure);
                break;
            default:
                WriteError(ErrorRecords.From(job.Failure, job.Target));
                break;
        }
    }

    private void SetVariables(AnswerFacts? answer)
    {
        if (StatusCodeVariable is not null)
        {
            SessionState.PSVariable.Set(StatusCodeVariable, answer?.StatusCode);
        }

        if (ResponseHeadersVariable is not null)
        {
            SessionState.PSVariable.Set(ResponseHeadersVariable, answer?.Headers);
        }
    }

    private void ThrowIfStopping()
    {
        if (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
