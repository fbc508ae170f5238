using ApiAuth.Tokens;

namespace ApiAuth.Providers.SoftExpert;

internal sealed class SoftExpertFactory : ProviderFactory
{
    protected override string Name => SoftExpertProvider.ProviderName;

    protected override ApiProvider Create(ApiCredential credential, IReadOnlyDictionary<string, string> options) => new SoftExpertProvider(credential);
}
