using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

/// <summary>WoodWing Elvis 6: form login to a JWT, or to a cookie with a CSRF token; search, checkout, files.</summary>
internal sealed class ElvisService : IEmulatedService
{
    private readonly ElvisSessions _sessions;
    private readonly BlockedUsers _blocked;
    private readonly ElvisGuard _guard;
    private readonly ElvisLogin _login;
    private readonly ElvisSearch _search;
    private readonly Checkouts _checkouts;
    private readonly ElvisFiles _files;
    private readonly ElvisUpload _upload;
    private readonly ElvisStatus _status;

    public ElvisService(EmulatorState state)
    {
        ElvisErrors errors = new(state);
        _blocked = new BlockedUsers(state.Accounts.Elvis.Select(account => KeyValuePair.Create(account.UserName, account.Blocked)));
        _sessions = new ElvisSessions(state);
        _guard = new ElvisGuard(state, _sessions, _blocked, errors);
        _login = new ElvisLogin(state, _sessions, _blocked, errors);
        _search = new ElvisSearch(state, errors);
        _checkouts = new Checkouts(state, errors);
        _files = new ElvisFiles(state, errors);
        _upload = new ElvisUpload(errors);
        _status = new ElvisStatus(state, _guard, _sessions);
    }

    public string Name => "Elvis";

    public void Map(IEndpointRouteBuilder routes)
    {
        ServiceRoutes map = new(routes, Name);
        map.Map(ServiceRoutes.Post, "/services/apilogin", "login", _login.ApiLoginAsync);
        map.Map(ServiceRoutes.Post, "/services/login", "login", _login.WebLoginAsync);
        map.Map(ServiceRoutes.GetOrPost, "/services/logout", "logout", _guard.Protect(_login.LogoutAsync));
        map.Map(ServiceRoutes.GetOrPost, "/services/profile", "profile", _guard.Protect(ElvisProfile.AnswerAsync));
        map.Map(ServiceRoutes.GetOrPost, "/services/search", "search", _guard.Protect(_search.AnswerAsync));
        map.Map(ServiceRoutes.Post, "/services/checkout/{id}", "checkout", _guard.Protect(_checkouts.CheckOutAsync));
        map.Map(ServiceRoutes.Post, "/services/undocheckout/{id}", "undocheckout", _guard.Protect(_checkouts.UndoAsync));
        map.Map(ServiceRoutes.Post, "/services/create", "create", _guard.Protect(_upload.CreateAsync));
        map.Map(ServiceRoutes.GetOrPost, "/services/ping", "ping", _status.PingAsync);
        map.Map(ServiceRoutes.GetOrPost, "/alive.txt", "alive", _status.AliveAsync);
        map.Map(ServiceRoutes.Get, "/file/{id}/original/{**name}", "download", _guard.Protect(_files.OriginalAsync));
        map.Map(ServiceRoutes.Get, "/file/big", "download", _guard.Protect(_files.BigAsync));
    }

    public int EndTokens(TokenEnd reason) => _sessions.EndAll();

    public bool SetBlocked(string userName, bool blocked) => _blocked.Set(userName, blocked);

    /// <summary>There are no keys.</summary>
    public string? RotateKey(string? key) => null;

    public void Reset()
    {
        _sessions.EndAll();
        _blocked.Reset();
        _checkouts.Reset();
    }
}
