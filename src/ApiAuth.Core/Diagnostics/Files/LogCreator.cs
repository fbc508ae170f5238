namespace ApiAuth.Diagnostics.Files;

/// <summary>What log files say of whoever wrote them.</summary>
internal static class LogCreator
{
    public const string Name = "ApiAuth";

    public const string Note = "Secrets are masked as ***. Of headers that are not known to be harmless the names alone are kept.";

    public static string Version { get; } = typeof(LogCreator).Assembly.GetName().Version!.ToString(3);
}
