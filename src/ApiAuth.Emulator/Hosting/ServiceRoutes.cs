using Microsoft.AspNetCore.Routing.Patterns;

namespace ApiAuth.Emulator.Hosting;

/// <summary>Maps the routes of one service so that each carries its <see cref="ServiceOperation"/>.</summary>
internal sealed class ServiceRoutes(IEndpointRouteBuilder routes, string service)
{
    public static readonly string[] Get = ["GET"];
    public static readonly string[] Post = ["POST"];
    public static readonly string[] GetOrPost = ["GET", "POST"];

    public void Map(string[] methods, string pattern, string operation, RequestDelegate handler) =>
        Map(methods, RoutePatternFactory.Parse(pattern), _ => ValueTask.FromResult<string?>(operation), handler);

    public void Map(string[] methods, string pattern, Func<HttpContext, ValueTask<string?>> operation, RequestDelegate handler) =>
        Map(methods, RoutePatternFactory.Parse(pattern), operation, handler);

    /// <summary>Maps a path that is a setting, so that it may change while the server runs.</summary>
    public void MapSetting(string[] methods, Func<string> path, string operation, RequestDelegate handler)
    {
        RoutePattern pattern = RoutePatternFactory.Parse("{**path}", defaults: null, new { path = new SettingPathConstraint(path) });
        Map(methods, pattern, _ => ValueTask.FromResult<string?>(operation), handler);
    }

    private void Map(string[] methods, RoutePattern pattern, Func<HttpContext, ValueTask<string?>> operation, RequestDelegate handler) =>
        routes.Map(pattern, handler).WithMetadata(new HttpMethodMetadata(methods), new ServiceOperation(service, operation));
}
