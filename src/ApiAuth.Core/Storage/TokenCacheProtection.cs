namespace ApiAuth;

/// <summary>What keeps the tokens of a user's cache from other eyes.</summary>
public enum TokenCacheProtection
{
    /// <summary>What the system has for its user: DPAPI, the Keychain, or the keyring of a desktop. Refused where there is none.</summary>
    System,

    /// <summary>A certificate (CMS, as Protect-CmsMessage): for machines without a desktop.</summary>
    Certificate,

    /// <summary>Nothing but a file of mode 0600 in a folder of mode 0700: whoever can read the user's files can read the tokens.</summary>
    None,
}
