using System.Management.Automation;

namespace ApiAuth.PowerShell.Requests;

/// <summary>The variables that the user named for the status and the headers.</summary>
/// <param name="variables">Of the caller's scope.</param>
/// <param name="statusCode">A name; null where none was given.</param>
/// <param name="headers">A name; null where none was given.</param>
internal sealed class ResultVariables(PSVariableIntrinsics variables, string? statusCode, string? headers)
{
    /// <param name="answer">Null: none came, which is what they hold then.</param>
    public void Set(AnswerFacts? answer)
    {
        if (statusCode is not null)
        {
            variables.Set(statusCode, answer?.StatusCode);
        }

        if (headers is not null)
        {
            variables.Set(headers, answer?.Headers);
        }
    }
}
