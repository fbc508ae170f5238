namespace ApiAuth.Providers.SoftExpert;

/// <summary>What the vendor's own pages advise.</summary>
internal static class SoftExpertRemedies
{
    // "Why am I receiving a Valid GatewayJWT not found in the request or user is blocked! message?"
    public const string Rejected =
        "Either the key is not the user's current one (it changes each time that it is generated), or the user is blocked. "
        + "Copy the key again from the User account screen, and check the user's status.";

    // "What is the actual difference between a regular and an API user session?", "What type of license is more adequate for API calls?"
    public const string Denied =
        "Either the user lacks the permission or a licence that allows this operation, or the only licence is in use by somebody logged in to the suite. "
        + "Register a user for API calls alone, with one permissive licence.";

    public const string Throttled = "SoftExpert takes 10 requests a second. Send fewer at a time (-ThrottleLimit), or allow more time (-TimeoutSec).";

    public static string? ForCode(string? code) => code switch
    {
        "-5" => "Check that the process exists and is released, and that this user may start it.",
        _ => null,
    };
}
