using System.Text.Json;
using ApiAuth.Emulator.Elvis;
using ApiAuth.Emulator.FourWayShop;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.SoftExpert;
using ApiAuth.Emulator.SolutionsByText;

namespace ApiAuth.Emulator.Accounts;

/// <summary>Accounts as JSON, one member for each service.</summary>
internal static class AccountFile
{
    public static AccountSet Default { get; } = Parse(EmbeddedFile.Read("default-accounts.json")).Fill(null);

    /// <summary>A service that the file does not name keeps its default accounts.</summary>
    /// <exception cref="FormatException">The file cannot be read, is not a JSON object of accounts, or has two of one name.</exception>
    public static AccountSet Read(string path)
    {
        try
        {
            AccountSet accounts = Parse(File.ReadAllText(path)).Fill(Default);
            RequireDistinct("softExpert", accounts.SoftExpert.Select(account => account.UserName));
            RequireDistinct("fourWayShop", accounts.FourWayShop.Select(account => account.UserName));
            RequireDistinct("solutionsByText", accounts.SolutionsByText.Select(account => account.Key));
            RequireDistinct("elvis", accounts.Elvis.Select(account => account.UserName));
            return accounts;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path} is not an accounts file: {exception.Message}", exception);
        }
    }

    // Accounts are blocked, and keys rotated, by name.
    private static void RequireDistinct(string service, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { Key: { } name })
        {
            throw new JsonException($"{service} has two accounts named '{name}'.");
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
