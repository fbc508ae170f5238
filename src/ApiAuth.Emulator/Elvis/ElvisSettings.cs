using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

public sealed record ElvisSettings
{
    /// <summary>The life of a token, which calls do not prolong: 60 in the documentation's sample, 30 by the vendor's word.</summary>
    public int TokenLifetimeMinutes { get; init; } = 60;

    /// <summary>Errors as HTTP 200 with an errorcode; else as real statuses. A request may ask with sendServiceErrorAsJson=false.</summary>
    public bool ErrorsAsJson { get; init; } = true;

    /// <summary>Whether the errors name the server's exception ("errorname"), as one 6.7 server does.</summary>
    public bool IncludeErrorName { get; init; }

    /// <summary>A user without an API licence may have one session by apilogin, and no second.</summary>
    public bool OneSessionPerNonApiUser { get; init; }

    /// <summary>The loginFaultMessage of a login that finds no licence; the real text is not known.</summary>
    public string NoLicenceMessage { get; init; } = "No license available";

    /// <summary>Whether logout ends a bearer token at once, which is not documented.</summary>
    public bool LogoutRevokesToken { get; init; } = true;

    public string ServerVersion { get; init; } = "6.7.0.0";

    public int Assets { get; init => field = Setting.NotNegative(value); } = 12_000;
}
