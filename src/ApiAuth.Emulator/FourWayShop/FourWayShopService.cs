using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

/// <summary>4WS Suite: a JSON login, then a bearer token that expires or cookies that the server renews.</summary>
internal sealed class FourWayShopService : IEmulatedService
{
    private readonly EmulatorState _state;
    private readonly FourWayShopUsers _users;
    private readonly FourWayShopSessions _sessions;
    private readonly FourWayShopLogin _login;
    private readonly FourWayShopCommands _commands;
    private readonly Brands _brands = new();

    public FourWayShopService(EmulatorState state)
    {
        _state = state;
        _users = new FourWayShopUsers(state.Accounts.FourWayShop);
        _sessions = new FourWayShopSessions(state);
        _login = new FourWayShopLogin(state, _users, _sessions);
        _commands = new FourWayShopCommands(state, _users, _sessions, _brands);
    }

    public string Name => "FourWayShop";

    public void Map(IEndpointRouteBuilder routes)
    {
        ServiceRoutes map = new(routes, Name);
        map.MapSetting(ServiceRoutes.Post, () => _state.Settings.FourWayShop.LoginPath, "login", _login.LoginAsync);
        map.MapSetting(ServiceRoutes.GetOrPost, () => _state.Settings.FourWayShop.LogoutPath, "logout", _login.LogoutAsync);
        map.Map(["GET", "POST", "PATCH"], "/api", FourWayShopCommands.ReadNameAsync, _commands.AnswerAsync);
    }

    public int EndTokens(TokenEnd reason) => _sessions.EndAll();

    public bool SetBlocked(string userName, bool blocked) => _users.SetBlocked(userName, blocked);

    /// <summary>There are no keys.</summary>
    public string? RotateKey(string? key) => null;

    public void Reset()
    {
        _users.Reset();
        _sessions.EndAll();
        _brands.Reset();
    }
}
