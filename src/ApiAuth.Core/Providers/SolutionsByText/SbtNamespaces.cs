namespace ApiAuth.Providers.SolutionsByText;

/// <summary>The namespaces of the service's messages ("Authenticate API Key").</summary>
internal static class SbtNamespaces
{
    /// <summary>Of the operations, and of what they are called with.</summary>
    public const string Operation = "http://SBTService/ServiceContracts/";

    /// <summary>Of the members.</summary>
    public const string Data = "http://SBTAPIService/DataContract/";
}
