using ApiAuth.Tokens;

namespace ApiAuth.Providers.SolutionsByText;

internal sealed class SolutionsByTextFactory : ProviderFactory
{
    protected override string Name => SolutionsByTextProvider.ProviderName;

    protected override ApiProvider Create(ApiCredential credential, IReadOnlyDictionary<string, string> options) => new SolutionsByTextProvider(
        credential, new SolutionsByTextOptions { Protocol = Choice<SbtProtocol>(options), TokenExpiration = Choice<SbtTokenExpiration>(options) });
}
