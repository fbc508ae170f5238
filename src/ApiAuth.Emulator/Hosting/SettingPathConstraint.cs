namespace ApiAuth.Emulator.Hosting;

internal sealed class SettingPathConstraint(Func<string> path) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string actual && string.Equals("/" + actual, path(), StringComparison.OrdinalIgnoreCase);
}
