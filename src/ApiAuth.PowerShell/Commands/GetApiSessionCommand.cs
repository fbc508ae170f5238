using System.Management.Automation;
using ApiAuth.PowerShell.Completion;

namespace ApiAuth.PowerShell.Commands;

/// <summary>The sessions of the process.</summary>
[Cmdlet(VerbsCommon.Get, "ApiSession", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ApiSession))]
public sealed class GetApiSessionCommand : ApiCmdlet
{
    private const string NameSet = "Name";
    private const string DefaultSet = "Default";

    /// <summary>Names, or patterns of such; all where it is left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only those of these services, or patterns of such.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Provider { get; set; }

    /// <summary>The one that serves in this runspace where none is named.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DefaultSet)]
    public SwitchParameter Default { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Default)
        {
            Guard(null, () => WriteObject(Registry.GetDefault()));
            return;
        }

        foreach (string name in Name ?? ["*"])
        {
            Guard(name, () => WriteObject(Find(name).Where(IsOfProvider), enumerateCollection: true));
        }
    }

    private static IEnumerable<ApiSession> Find(string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return [Registry.Get(WildcardPattern.Unescape(name))];
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return Registry.Sessions.Where(session => pattern.IsMatch(session.Name));
    }

    private bool IsOfProvider(ApiSession session) =>
        Provider is null || Provider.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(session.Provider));
}
