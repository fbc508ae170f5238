using System.Globalization;
using System.Text.Json;
using ApiAuth.Tokens;

namespace ApiAuth.Providers.FourWayShop;

internal sealed class FourWayShopFactory : ProviderFactory
{
    // What is a secret in the body stays one.
    private const string SecretMember = "secret";

    protected override string Name => FourWayShopProvider.ProviderName;

    /// <summary>With <see cref="DescribeLogin"/>, the other direction of <see cref="Create"/>.</summary>
    public static Dictionary<string, string> Describe(FourWayShopOptions options)
    {
        var described = new Dictionary<string, string>
        {
            [nameof(FourWayShopAuthenticationMode)] = options.AuthenticationMode.ToString(),
            [nameof(FourWayShopOptions.LoginPath)] = options.LoginPath,
        };
        if (options.CompanyId is not null)
        {
            described[nameof(FourWayShopOptions.CompanyId)] = options.CompanyId;
        }

        if (options.SiteId is { } siteId)
        {
            described[nameof(FourWayShopOptions.SiteId)] = siteId.ToString(CultureInfo.InvariantCulture);
        }

        return described;
    }

    public static Dictionary<string, string> DescribeLogin(FourWayShopOptions options) => options.LoginBody is null ? [] : new()
    {
        [nameof(FourWayShopOptions.LoginBody)] = JsonSerializer.Serialize(options.LoginBody.ToDictionary(
            static member => member.Key,
            static member => member.Value is Secret secret ? new Dictionary<string, string> { [SecretMember] = secret.Reveal() } : member.Value)),
    };

    protected override ApiProvider Create(ApiCredential credential, IReadOnlyDictionary<string, string> options) => new FourWayShopProvider(credential, new FourWayShopOptions
    {
        AuthenticationMode = Choice<FourWayShopAuthenticationMode>(options),
        LoginPath = options.GetValueOrDefault(nameof(FourWayShopOptions.LoginPath), FourWayShopOptions.DefaultLoginPath),
        CompanyId = options.GetValueOrDefault(nameof(FourWayShopOptions.CompanyId)),
        SiteId = options.TryGetValue(nameof(FourWayShopOptions.SiteId), out string? siteId) ? long.Parse(siteId, CultureInfo.InvariantCulture) : null,
        LoginBody = options.TryGetValue(nameof(FourWayShopOptions.LoginBody), out string? body) ? ReadBody(body) : null,
    });

    private static Dictionary<string, object?> ReadBody(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(static member => member.Name, static object? (member) => member.Value.ValueKind switch
        {
            JsonValueKind.String => member.Value.GetString(),
            JsonValueKind.Number => member.Value.GetInt64(),
            JsonValueKind.Object => new Secret(member.Value.GetProperty(SecretMember).GetString()!),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        });
    }
}
