using Microsoft.Net.Http.Headers;

namespace ApiAuth.Emulator.Elvis;

/// <summary>Downloads, with ranges, entity tags and a file name.</summary>
internal sealed class ElvisFiles(EmulatorState state, ElvisErrors errors)
{
    private const long DefaultBigSize = 16 * 1024 * 1024;

    private static readonly DateTimeOffset _modified = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Task OriginalAsync(HttpContext context, ElvisSession session)
    {
        Asset? asset = Asset.Find((string)context.Request.RouteValues["id"]!, state.Settings.Elvis.Assets);
        return asset is null
            ? errors.NotFoundAsync(context, "Asset not found")
            : SendAsync(context, asset.Size, "image/jpeg", asset.Name);
    }

    public Task BigAsync(HttpContext context, ElvisSession session)
    {
        string? text = context.Request.Query["bytes"];
        if (text is null)
        {
            return SendAsync(context, DefaultBigSize, "application/octet-stream", "big.bin");
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? SendAsync(context, size, "application/octet-stream", "big.bin")
            : errors.BadRequestAsync(context, "bytes is a number from 0 on");
    }

    private static Task SendAsync(HttpContext context, long size, string contentType, string name) => Results
        .Stream(new PatternStream(size), contentType, name, _modified, new EntityTagHeaderValue($"\"{name.Length}-{size}\""), enableRangeProcessing: true)
        .ExecuteAsync(context);
}
