namespace ApiAuth.Providers.SoftExpert;

/// <summary>What the vendor's own pages advise.</summary>
internal static class SoftExpertRemedies
{
    // "Why am I receiving a Valid GatewayJWT not found in the request or user is blocked! message?"
    public const string Rejected =
        "Either the header held no key that is the user's current one (it changes each time that it is generated), or the user is blocked. "
        + "Copy the key again from the User account screen and connect with it, and check the user's status.";

    // "What is the actual difference between a regular and an API user session?", "What type of license is more adequate for API calls?"
    public const string Denied =
        "Either the user lacks the permission or a licence that allows this operation, or the only licence is in use by somebody logged in to the suite. "
        + "Have that user log out, or register a user for API calls alone with one licence of its own, of a type that allows the operation: "
        + "a STAFF licence, for one, may not create users, and starting workflows has to be part of it.";

    public const string Throttled = "SoftExpert takes 10 requests a second. Send fewer at a time (-ThrottleLimit), or allow more time (-TimeoutSec).";

    public static string? ForCode(string? code) => code switch
    {
        "-5" => "Check that the process exists and is released, and that this user may start it.",
        _ => null,
    };
}
