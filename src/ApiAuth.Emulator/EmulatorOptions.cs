using System.Security.Cryptography.X509Certificates;
using ApiAuth.Emulator.Accounts;
using ApiAuth.Emulator.Tls;

namespace ApiAuth.Emulator;

/// <summary>How a server is started.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The clock of tokens, cookies, rate windows, faults and the `Date` header.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>What the settings are at the start and after a reset.</summary>
    public EmulatorSettings Settings { get; init; } = new();

    public AccountSet Accounts { get; init; } = AccountFile.Default;

    /// <summary>Where to listen; 0 is any free port.</summary>
    public int Port { get; init; }

    /// <summary>With a certificate, which has to hold its private key, both origins speak https.</summary>
    public X509Certificate2? UseHttps { get; init; }

    /// <summary>With an authority both origins speak https too, and their certificate can be replaced by another that it issues.</summary>
    public CertificateAuthority? Authority { get; init; }
}
