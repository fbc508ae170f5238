using ApiAuth.Tokens;

namespace ApiAuth.Providers.Elvis;

internal sealed class ElvisFactory : ProviderFactory
{
    protected override string Name => ElvisProvider.ProviderName;

    protected override ApiProvider Create(ApiCredential credential, IReadOnlyDictionary<string, string> options) => new ElvisProvider(credential, new ElvisOptions
    {
        LoginMethod = Choice<ElvisLoginMethod>(options),
        ClientId = options.TryGetValue(nameof(ElvisOptions.ClientId), out string? id) ? Guid.Parse(id) : null,
    });
}
