using System.Management.Automation;
using ApiAuth.Diagnostics;
using ApiAuth.Http;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Commands;

/// <summary>Tries a session layer by layer: what is wrong, where, and what to do about it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ApiSession")]
[OutputType(typeof(SessionTestResult), typeof(bool))]
public sealed class TestApiSessionCommand : SessionsCmdlet
{
    /// <summary>A request that shows whether the login is good and may do something; by default the session's probe.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <summary>Emits only whether no layer failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process(ApiSession session)
    {
        var test = new SessionTest(session, Uri is null ? null : new ApiRequest(Uri), TimeProvider.System);
        var result = Await(Texts.TestingSession(session.Name), token => test.RunAsync(NoteLayer, token));
        WriteWarnings(session);
        WriteObject(Quiet ? result.Passed : result);
    }

    private void NoteLayer(string layer) => Pump.Post(() => WriteVerbose(Texts.TestingLayer(layer)));
}
