using ApiAuth.Emulator.Accounts;
using ApiAuth.Emulator.Elvis;
using ApiAuth.Emulator.FourWayShop;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.SoftExpert;
using ApiAuth.Emulator.SolutionsByText;

namespace ApiAuth.Emulator;

/// <summary>What the services share, and the switches that reach into each of them.</summary>
public sealed class EmulatorState
{
    private readonly EmulatorSettings _initialSettings;
    private volatile EmulatorSettings _settings;
    private long _skewTicks;

    public EmulatorState(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Time = options.TimeProvider;
        Accounts = options.Accounts;
        _initialSettings = _settings = options.Settings;
        Services =
        [
            new SoftExpertService(this),
            new FourWayShopService(this),
            new SolutionsByTextService(this),
            new ElvisService(this),
        ];
    }

    public TimeProvider Time { get; }

    /// <summary>The accounts as they were loaded; blocking a user or rotating a key does not change them.</summary>
    public AccountSet Accounts { get; }

    public EmulatorSettings Settings
    {
        get => _settings;
        set => _settings = value;
    }

    /// <summary>What the `Date` header is ahead of the clock.</summary>
    public TimeSpan DateSkew
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _skewTicks));
        set => Interlocked.Exchange(ref _skewTicks, value.Ticks);
    }

    /// <summary>What the `Date` header says now.</summary>
    public string DateHeader => (Time.GetUtcNow() + DateSkew).ToString("R", CultureInfo.InvariantCulture);

    public IReadOnlyList<IEmulatedService> Services { get; }

    /// <summary>Null where there is no such service.</summary>
    public IEmulatedService? FindService(string name) =>
        Services.FirstOrDefault(service => string.Equals(service.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Ends the tokens of every service; answers how many.</summary>
    public int EndTokens(TokenEnd reason) => Services.Sum(service => service.EndTokens(reason));

    public void Reset()
    {
        Settings = _initialSettings;
        DateSkew = TimeSpan.Zero;
        foreach (IEmulatedService service in Services)
        {
            service.Reset();
        }
    }
}
