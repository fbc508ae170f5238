using System.Management.Automation;
using ApiAuth.Diagnostics;
using ApiAuth.Errors;
using ApiAuth.PowerShell.Completion;
using ApiAuth.PowerShell.Errors;

namespace ApiAuth.PowerShell.Commands;

/// <summary>A cmdlet that reads the request logs of sessions, and the filters that choose from them.</summary>
public abstract class RequestLogCmdlet : SessionsCmdlet
{
    /// <summary>The newest so many of what else is asked for; the number is for each session.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Only requests that failed.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    /// <summary>Only requests that began then or later.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only requests to these addresses, which are patterns; one without wildcards is found anywhere in the address.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Uri { get; set; }

    /// <summary>Only requests of these HTTP methods.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Method { get; set; }

    /// <summary>Only requests that were answered with one of these.</summary>
    [Parameter]
    [ValidateRange(100, 999)]
    public int[]? StatusCode { get; set; }

    /// <summary>Only requests that took so long or longer.</summary>
    [Parameter]
    public TimeSpan? MinimumDuration { get; set; }

    private protected IReadOnlyList<LoggedExchange> ReadLog(ApiSession session) => session.Log.Describe(session.Name, new RequestLogFilter
    {
        Last = Last,
        FailedOnly = Failed,
        Since = Since,
        MinimumDuration = MinimumDuration >= TimeSpan.Zero || MinimumDuration is null
            ? MinimumDuration
            : throw InvalidInput.For(nameof(MinimumDuration), Texts.NegativeDuration),
        Address = Uri is null ? null : MatchesUri,
        Methods = Method,
        StatusCodes = StatusCode,
    });

    private bool MatchesUri(string address)
    {
        foreach (string pattern in Uri!)
        {
            string wildcard = WildcardPattern.ContainsWildcardCharacters(pattern) ? pattern : $"*{WildcardPattern.Escape(pattern)}*";
            if (WildcardPattern.Get(wildcard, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(address))
            {
                return true;
            }
        }

        return false;
    }
}
