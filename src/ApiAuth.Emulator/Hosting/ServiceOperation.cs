namespace ApiAuth.Emulator.Hosting;

/// <summary>Endpoint metadata that tells the log and the faults what a request is.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="ReadName">Finds the operation's name, in the body where the protocol puts it there.</param>
internal sealed record ServiceOperation(string Service, Func<HttpContext, ValueTask<string?>> ReadName);
