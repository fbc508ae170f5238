using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SoftExpert;

/// <summary>SoftExpert Suite: a key or Basic on every request, no login call, datasets, documents and workflow by SOAP.</summary>
internal sealed class SoftExpertService : IEmulatedService
{
    private readonly EmulatorState _state;
    private readonly SoftExpertKeys _keys;
    private readonly SoftExpertGuard _guard;

    public SoftExpertService(EmulatorState state)
    {
        _state = state;
        _keys = new SoftExpertKeys(state);
        _guard = new SoftExpertGuard(state, _keys);
    }

    public string Name => "SoftExpert";

    public void Map(IEndpointRouteBuilder routes)
    {
        ServiceRoutes map = new(routes, Name);
        map.Map(ServiceRoutes.GetOrPost, "/apigateway/v1/dataset-integration/{id}", "dataset", _guard.Protect(Datasets.AnswerAsync, isDataset: true));
        map.Map(ServiceRoutes.Post, "/apigateway/v1/document/view", "documentView", _guard.Protect(Documents.ViewAsync));
        RequestDelegate workflow = _guard.Protect(WorkflowWebService.AnswerAsync, acceptsBearer: true);
        foreach (string prefix in (string[])["/apigateway", ""])
        {
            string pattern = prefix + "/{se}/ws/wf_ws.php";
            map.Map(ServiceRoutes.Get, pattern, SoapRequest.ReadNameAsync, IfSeName(WorkflowWebService.DescribeAsync));
            map.Map(ServiceRoutes.Post, pattern, SoapRequest.ReadNameAsync, IfSeName(workflow));
        }
    }

    public int EndTokens(TokenEnd reason) => _keys.EndAll();

    public bool SetBlocked(string userName, bool blocked) => _keys.SetBlocked(userName, blocked);

    public string? RotateKey(string? key) => _keys.Rotate(key);

    public void Reset()
    {
        _keys.Reset();
        _guard.Reset();
    }

    private RequestDelegate IfSeName(RequestDelegate handler) => context =>
        (string?)context.Request.RouteValues["se"] == _state.Settings.SoftExpert.SeName
            ? handler(context)
            : Answer.EmptyAsync(context, StatusCodes.Status404NotFound);
}
