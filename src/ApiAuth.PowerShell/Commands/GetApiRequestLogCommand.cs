using System.Management.Automation;

namespace ApiAuth.PowerShell.Commands;

/// <summary>The newest requests of a session: what was asked, what came of it, and where the time went.</summary>
[Cmdlet(VerbsCommon.Get, "ApiRequestLog")]
[OutputType(typeof(ApiRequestRecord))]
public sealed class GetApiRequestLogCommand : RequestLogCmdlet
{
    private protected override void Process(ApiSession session)
    {
        foreach (var exchange in ReadLog(session))
        {
            WriteObject(exchange.Record);
        }
    }
}
