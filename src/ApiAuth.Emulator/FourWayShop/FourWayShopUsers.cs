using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

internal sealed class FourWayShopUsers(IReadOnlyList<FourWayShopAccount> accounts)
{
    private readonly BlockedUsers _blocked = new(accounts.Select(account => KeyValuePair.Create(account.UserName, account.Blocked)));

    /// <summary>A company or site that the login leaves out is taken from the account.</summary>
    public FourWayShopAccount? Find(string? userName, string? password, string? companyId, int? siteId) => accounts.FirstOrDefault(account =>
        account.UserName == userName
        && Secret.Same(account.Password, password)
        && (companyId is null || companyId == account.CompanyId)
        && (siteId is null || siteId == account.SiteId)
        && !IsBlocked(account));

    public bool IsBlocked(FourWayShopAccount account) => _blocked.Contains(account.UserName);

    public bool SetBlocked(string userName, bool blocked) => _blocked.Set(userName, blocked);

    public void Reset() => _blocked.Reset();
}
