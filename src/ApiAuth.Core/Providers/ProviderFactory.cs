using System.Reflection;
using ApiAuth.Tokens;

namespace ApiAuth.Providers;

/// <summary>Makes the provider of a session that was handed over. There is one beside each provider, found by its type alone.</summary>
internal abstract class ProviderFactory
{
    private static readonly Lazy<Dictionary<string, ProviderFactory>> All = new(static () => Assembly.GetExecutingAssembly().GetTypes()
        .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(ProviderFactory)))
        .Select(static type => (ProviderFactory)Activator.CreateInstance(type)!)
        .ToDictionary(static factory => factory.Name, StringComparer.Ordinal));

    /// <summary>As <see cref="ApiProvider.Name"/>.</summary>
    protected abstract string Name { get; }

    /// <summary>Null where no provider has the name.</summary>
    /// <exception cref="FormatException">An option is not of its type.</exception>
    public static ApiProvider? TryCreate(string name, ApiCredential credential, IReadOnlyDictionary<string, string> options) =>
        All.Value.GetValueOrDefault(name)?.Create(credential, options);

    /// <param name="credential">May be absent.</param>
    /// <param name="options">As <see cref="ApiProvider.Options"/> and <see cref="ApiProvider.LoginOptions"/> gave them.</param>
    protected abstract ApiProvider Create(ApiCredential credential, IReadOnlyDictionary<string, string> options);

    protected static TEnum Choice<TEnum>(IReadOnlyDictionary<string, string> options)
        where TEnum : struct, Enum =>
        !options.TryGetValue(typeof(TEnum).Name, out string? text) ? default
        : Enum.TryParse<TEnum>(text, out var value) ? value
        : throw new FormatException($"'{text}' is no {typeof(TEnum).Name}.");
}
