namespace ApiAuth.Emulator.Elvis;

/// <summary>The asset of a number from 1 on; all of it follows from the number.</summary>
internal sealed record Asset(int Number)
{
    private const string IdPrefix = "asset-";

    public string Id => IdPrefix + Number.ToString("D5", CultureInfo.InvariantCulture);

    public string Name => $"Photo {Number.ToString("D5", CultureInfo.InvariantCulture)}.jpg";

    public long Size => 1024 + (Number % 1000);

    public static Asset? Find(string id, int count) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number >= 1
        && number <= count
        && new Asset(number).Id == id
            ? new Asset(number)
            : null;

    public bool Matches(string query) => query is "" or "*" || query == $"id:{Id}" || Name.Contains(query, StringComparison.OrdinalIgnoreCase);

    public object ToHit(Uri baseAddress)
    {
        DateTimeOffset created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(Number);
        return new
        {
            id = Id,
            permissions = "VPUMERXCD",
            metadata = new
            {
                id = Id,
                name = Name,
                filename = Name,
                assetType = "jpg",
                assetDomain = "image",
                fileSize = new { value = Size, formatted = $"{Size} B" },
                assetCreated = new
                {
                    value = created.ToUnixTimeMilliseconds(),
                    formatted = created.ToString("yyyy-MM-dd HH:mm:ss Z", CultureInfo.InvariantCulture),
                },
            },
            highlightedText = "",
            originalUrl = new Uri(baseAddress, $"/file/{Id}/original/{Uri.EscapeDataString(Name)}").AbsoluteUri,
        };
    }
}
