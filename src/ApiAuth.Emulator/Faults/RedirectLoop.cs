using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Faults;

/// <summary>Pages each of which redirects to the next, without end.</summary>
internal static class RedirectLoop
{
    public const string First = "/redirect-loop/1";

    public static void Map(IEndpointRouteBuilder routes) => routes.Map("/redirect-loop/{page:int}", context =>
    {
        int page = int.Parse((string)context.Request.RouteValues["page"]!, CultureInfo.InvariantCulture);
        context.Response.Headers.Location = $"/redirect-loop/{(page + 1).ToString(CultureInfo.InvariantCulture)}";
        return Answer.EmptyAsync(context, StatusCodes.Status302Found);
    });
}
