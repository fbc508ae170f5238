using System.Collections;
using System.Management.Automation;
using ApiAuth.Errors;
using ApiAuth.Http;
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
public sealed class InvokeAuthenticatedRequestCommand : RequestCmdlet
{
    private const int ReadsAtATime = 8;
    private const int BatchesAhead = 4;
    private const int PagesAhead = 1;

    private RequestQueue _queue = null!;
    private RequestRunner _runner = null!;
    private ResultWriter _writer = null!;
    private ResultVariables? _variables;
    private PageRunner? _pages;

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

    /// <summary>The name of a variable that gets the status; null where no answer came.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>The name of a variable that gets the headers; null where the request failed.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (StatusCodeVariable is not null || ResponseHeadersVariable is not null)
        {
            _variables = new ResultVariables(SessionState.PSVariable, StatusCodeVariable, ResponseHeadersVariable);
            _variables.Set(null);
        }

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
            Verify(PageBy, () => _pages = PreparePages(options));
        }

        _queue = new RequestQueue(inOrder: !AsCompleted);
        _writer = new ResultWriter(CommandRuntime, _queue, PagingParameters, _variables, StopToken);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (!Guard(Target, Admit))
            {
                _variables?.Set(null);
            }
        }
        catch
        {
            _writer.EndProgress();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            _writer.WriteRest();
        }
        finally
        {
            _writer.EndProgress();
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

    private void Admit(object? target)
    {
        if (_writer.IsSatisfied)
        {
            return;
        }

        var session = ResolveSession();
        var input = Describe();
        if (_pages is not null && input.OutFile is not null)
        {
            throw NotWithPages(nameof(OutFile));
        }

        var request = RequestBuilder.Build(input);
        if (!Confirm(session, input))
        {
            return;
        }

        int throttle = ThrottleLimit > 0 ? ThrottleLimit : input.IsRead ? ReadsAtATime : 1;
        while (!_queue.HasRoom(throttle))
        {
            _writer.Await();
            if (_writer.IsSatisfied)
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
        _writer.WriteReady();
    }

    private Func<RequestJob, CancellationToken, Task> Work(ApiSession session, ApiRequest request, string? outFile)
    {
        if (_pages is not { } pages)
        {
            return (job, stopToken) => _runner.RunAsync(session, request, outFile, job, stopToken);
        }

        // What is passed over is counted over all inputs, so that only where there is one can its service do it.
        long skip = !MyInvocation.ExpectingInput && pages.CanSkip(session) ? _writer.Window.TakeSkip() : 0;
        ulong most = _writer.Window.Wanted;
        return (job, stopToken) => pages.RunAsync(session, request, skip, most, job, stopToken);
    }

    private PageRunner PreparePages(OutputOptions options)
    {
        string? other = Raw ? nameof(Raw) : AsResponse ? nameof(AsResponse) : NoEnumerate ? nameof(NoEnumerate) : IsBound(nameof(OutFile)) ? nameof(OutFile) : null;
        return other is null
            ? new PageRunner(options, PageBy is null ? null : Requests.PageBy.Read(PageBy))
            : throw NotWithPages(other);
    }

    private static InvalidInputException NotWithPages(string parameter) =>
        InvalidInput.For(parameter, "It can't be combined with -Paginate, which emits items one by one.");

    private bool Confirm(ApiSession session, RequestInput input)
    {
        if (!input.IsRead && !ShouldProcess($"{input.Path} of session '{session.Name}'", input.EffectiveMethod))
        {
            return false;
        }

        return input.OutFile is null || ShouldProcess(input.OutFile, $"Save {input.Path} of session '{session.Name}'");
    }
}
