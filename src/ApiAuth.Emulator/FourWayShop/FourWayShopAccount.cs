namespace ApiAuth.Emulator.FourWayShop;

/// <param name="Permissions">The first part of each command that the user may call ("product" for product_v1).</param>
public sealed record FourWayShopAccount(
    string UserName, string Password, string CompanyId, int SiteId, IReadOnlyList<string> Permissions, bool Blocked = false);
