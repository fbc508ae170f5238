using System.Management.Automation;
using ApiAuth.Diagnostics;
using ApiAuth.Diagnostics.Files;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Errors;
using ApiAuth.PowerShell.Sessions;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Writes the request logs of sessions into one file, without a secret, by the ending of its name: .har, .html or .json.</summary>
[Cmdlet(VerbsData.Export, "ApiRequestLog", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportApiRequestLogCommand : RequestLogCmdlet
{
    private readonly List<object> _exchanges = [];
    private bool _hasSession;

    /// <summary>The file: .har for HTTP Archive 1.2, .html for a page, .json for data.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override SessionReference[]? Session { get; set; }

    /// <summary>Writes the texts of the bodies too, redacted; of an answer the first 4 KiB.</summary>
    [Parameter]
    public SwitchParameter IncludeBody { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private string FullPath => field ??= FilePath(Path!, nameof(Path));

    /// <inheritdoc/>
    protected override void BeginProcessing() => Verify(Path, () =>
    {
        if (LogFile.FormatOf(FullPath) is null)
        {
            throw InvalidInput.For(nameof(Path), Texts.NotALogFile(FullPath));
        }

        if (File.Exists(FullPath) && !Force)
        {
            throw InvalidInput.For(nameof(Path), Texts.FileExists);
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_hasSession && ShouldProcess(FullPath, Texts.WriteLog(_exchanges.Count)))
        {
            Guard(Path, Write);
        }
    }

    private protected override void Process(ApiSession session)
    {
        _exchanges.AddRange(ReadLog(session));
        _hasSession = true;
    }

    private void Write()
    {
        string part = $"{FullPath}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                LogFile.Write(LogFile.FormatOf(FullPath)!.Value, stream, _exchanges.Cast<LoggedExchange>(), IncludeBody, DateTimeOffset.UtcNow);
            }

            File.Move(part, FullPath, overwrite: Force);
        }
        finally
        {
            File.Delete(part);
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(FullPath));
        }
    }
}
