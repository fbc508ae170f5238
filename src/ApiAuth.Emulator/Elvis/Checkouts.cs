using System.Collections.Concurrent;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

/// <summary>Who has which asset. Only the user who checked out, from the same client id, can undo it.</summary>
internal sealed class Checkouts(EmulatorState state, ElvisErrors errors)
{
    private const string NoClientId = "webclient";

    private readonly ConcurrentDictionary<string, Checkout> _checkouts = new();

    public Task CheckOutAsync(HttpContext context, ElvisSession session)
    {
        if (FindAsset(context) is not { } asset)
        {
            return errors.NotFoundAsync(context, "Asset not found");
        }

        Checkout wanted = new(state.Time.GetUtcNow(), session.Account.UserName, session.ClientId);
        Checkout actual = _checkouts.GetOrAdd(asset.Id, wanted);
        return ReferenceEquals(actual, wanted)
            ? WriteAsync(context, actual)
            : errors.ConflictAsync(context, $"Asset is checked out by {actual.UserName}");
    }

    public Task UndoAsync(HttpContext context, ElvisSession session)
    {
        if (FindAsset(context) is not { } asset || !_checkouts.TryGetValue(asset.Id, out Checkout? checkout))
        {
            return errors.NotFoundAsync(context, "Asset is not checked out");
        }

        if (checkout.UserName != session.Account.UserName || checkout.ClientId != session.ClientId)
        {
            return errors.ForbiddenAsync(context, "Asset is checked out on another client");
        }

        _checkouts.TryRemove(asset.Id, out _);
        return WriteAsync(context, checkout);
    }

    public void Reset() => _checkouts.Clear();

    private Asset? FindAsset(HttpContext context) =>
        Asset.Find((string)context.Request.RouteValues["id"]!, state.Settings.Elvis.Assets);

    private static Task WriteAsync(HttpContext context, Checkout checkout) => Answer.JsonAsync(context, new
    {
        checkedOut = checkout.At.ToUnixTimeMilliseconds(),
        checkedOutBy = checkout.UserName,
        checkedOutOnClient = checkout.ClientId ?? NoClientId,
    });

    private sealed record Checkout(DateTimeOffset At, string UserName, string? ClientId);
}
