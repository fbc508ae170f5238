using System.Collections;
using System.Management.Automation;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Conversion;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Requests;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>A cmdlet whose parameters describe one request for each input.</summary>
public abstract class RequestCmdlet : ApiCmdlet
{
    // Of a row they may be empty, which leaves them out; whoever writes one means something by it.
    private static readonly string[] NeverEmpty = [nameof(Session), nameof(Method), nameof(InFile), nameof(OutFile), nameof(ContentType), nameof(SoapAction)];

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

    /// <summary>An answer that means failure is output like any other.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

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

    /// <summary>What an error of the present input is about.</summary>
    private protected object? Target => InputObject is null ? Uri : PSValues.Unwrap(InputObject);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        foreach (string name in NeverEmpty)
        {
            if (MyInvocation.BoundParameters.TryGetValue(name, out object? value) && string.IsNullOrEmpty(value?.ToString()))
            {
                ThrowTerminatingError(ErrorRecords.From(InvalidInput.For(name, "It is empty."), value));
            }
        }
    }

    /// <summary>The session that the present input, or the command line, asks for.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    private protected ApiSession ResolveSession() => SessionReference.Resolve(PipedSession() ?? GivenSession(), Registry);

    /// <summary>The request that the present input asks for.</summary>
    /// <exception cref="ArgumentException">A parameter can't be used; it is named.</exception>
    private protected RequestInput Describe() => MyInvocation.ExpectingInput && InputObject is null ? throw InvalidInput.For(nameof(InputObject), "It is null.") : new()
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
        InFile = Given(InFile) is { } inFile ? FilePath(inFile, nameof(InFile)) : null,
        OutFile = Given(OutFile) is { } outFile ? FilePath(outFile, nameof(OutFile)) : null,
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

    // A text in the pipeline is an address; anything else that stands for a session is one.
    private SessionReference? PipedSession() => InputObject is null or { BaseObject: string } ? null : SessionReference.From(InputObject);

    private static string Verified(string method) => method.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        ? method
        : throw InvalidInput.For(nameof(Method), $"'{method}' is no HTTP method.");

    private SessionReference? GivenSession() => Given(Session?.ToString()) is null ? null : Session;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
