using System.Text.Json;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Accounts;

/// <summary>Accounts as JSON, one member for each service.</summary>
internal static class AccountFile
{
    public static AccountSet Default { get; } = Parse(EmbeddedFile.Read("default-accounts.json")).Fill(null);

    /// <summary>A service that the file does not name keeps its default accounts.</summary>
    /// <exception cref="FormatException">The file cannot be read, or is not a JSON object of accounts.</exception>
    public static AccountSet Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path)).Fill(Default);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path} is not an accounts file: {exception.Message}", exception);
        }
    }

    private static Content Parse(string json) =>
        JsonSerializer.Deserialize<Content>(json, EmulatorJson.Format) ?? throw new JsonException("It holds null.");

    private sealed record Content(
        IReadOnlyList<SoftExpertAccount>? SoftExpert = null,
        IReadOnlyList<FourWayShopAccount>? FourWayShop = null,
        IReadOnlyList<SolutionsByTextKey>? SolutionsByText = null,
        IReadOnlyList<ElvisAccount>? Elvis = null)
    {
        public AccountSet Fill(AccountSet? others) => new(
            SoftExpert ?? others?.SoftExpert ?? [],
            FourWayShop ?? others?.FourWayShop ?? [],
            SolutionsByText ?? others?.SolutionsByText ?? [],
            Elvis ?? others?.Elvis ?? []);
    }
}
