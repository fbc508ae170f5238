using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>Solutions by Text: a key is exchanged for a token, over SOAP or REST, and the token is a parameter of each call.</summary>
internal sealed class SolutionsByTextService : IEmulatedService
{
    private const string Root = "/SBT.App.SetUp";

    private readonly KeyRing _keys;
    private readonly Operations _operations;

    public SolutionsByTextService(EmulatorState state)
    {
        _keys = new KeyRing(state);
        _operations = new Operations(state, _keys);
    }

    public string Name => "SolutionsByText";

    /// <summary>Paths match without case, as they do in IIS.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        ServiceRoutes map = new(routes, Name);
        MapRest(map, ServiceRoutes.Get, "LoginAPIService", Operations.Authenticate);
        MapRest(map, ServiceRoutes.Get, "GeneralRSService", Operations.CarrierLookup);
        MapRest(map, ServiceRoutes.Get, "SubscriberRSService", Operations.SubscribersStatus);
        MapRest(map, ServiceRoutes.Post, "MessageRSService", Operations.SendMessage);

        map.Map(ServiceRoutes.Get, $"{Root}/WSServices/LoginAPIService.svc", "wsdl", LoginDescription.AnswerAsync);
        MapSoap(map, "LoginAPIService", Operations.Authenticate);
        MapSoap(map, "GeneralWSService", Operations.CarrierLookup);
        MapSoap(map, "SubscriberWSService", Operations.SubscribersStatus);
        MapSoap(map, "MessageWSService", Operations.SendMessage);
    }

    public int EndTokens(TokenEnd reason) => _keys.EndAll(reason);

    /// <summary>There are no users; the name is a key.</summary>
    public bool SetBlocked(string userName, bool blocked) => _keys.SetBlocked(userName, blocked);

    public string? RotateKey(string? key) => _keys.Rotate(key);

    public void Reset() => _keys.Reset();

    private void MapSoap(ServiceRoutes map, string service, string operation) => map.Map(
        ServiceRoutes.Post, $"{Root}/WSServices/{service}.svc", SoapEndpoint.ReadNameAsync, SoapEndpoint.For(_operations, operation));

    private void MapRest(ServiceRoutes map, string[] methods, string service, string operation) => map.Map(
        methods, $"{Root}/RSServices/{service}.svc/{operation}", Operations.LogName(operation), RestEndpoint.For(_operations, operation));
}
