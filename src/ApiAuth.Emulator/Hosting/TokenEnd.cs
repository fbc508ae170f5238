namespace ApiAuth.Emulator.Hosting;

/// <summary>Why tokens end before their time.</summary>
public enum TokenEnd
{
    Expired,
    Revoked,
}
