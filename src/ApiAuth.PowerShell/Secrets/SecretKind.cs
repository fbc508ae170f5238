namespace ApiAuth.PowerShell.Secrets;

/// <summary>What a service logs in with.</summary>
[Flags]
internal enum SecretKind
{
    /// <summary>A key alone.</summary>
    Key = 1,

    /// <summary>A user name with a password.</summary>
    Password = 2,
}
