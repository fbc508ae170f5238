namespace ApiAuth.Emulator.Hosting;

/// <summary>What the rest of the emulator knows of a service: its routes, and the switches of the control API.</summary>
public interface IEmulatedService
{
    /// <summary>The name in the log, in faults and in the control API.</summary>
    string Name { get; }

    void Map(IEndpointRouteBuilder routes);

    /// <summary>Ends every live token or session (for a service of static keys: every key); answers how many.</summary>
    int EndTokens(TokenEnd reason);

    /// <summary>Blocks or unblocks a user, or a key where the service knows keys only; false if there is none of that name.</summary>
    bool SetBlocked(string userName, bool blocked);

    /// <summary>Replaces a key by a new one, which it answers; null if the service has no such key.</summary>
    string? RotateKey(string? key);

    /// <summary>Back to the accounts as they were loaded, with no tokens.</summary>
    void Reset();
}
