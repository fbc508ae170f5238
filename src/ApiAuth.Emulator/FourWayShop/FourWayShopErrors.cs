using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

/// <summary>The error bodies, of which the documentation gives 401 and 403 word for word.</summary>
internal static class FourWayShopErrors
{
    public static Task AccessDeniedAsync(HttpContext context) =>
        Answer.JsonAsync(context, new { message = "Access Denied." }, StatusCodes.Status401Unauthorized);

    public static Task MissingPermissionAsync(HttpContext context, string permission) =>
        Answer.JsonAsync(context, new { message = $"Operation not allowed, missing permission '{permission}'" }, StatusCodes.Status403Forbidden);

    public static Task BadRequestAsync(HttpContext context, string message) =>
        Answer.JsonAsync(context, new { message }, StatusCodes.Status400BadRequest);

    public static Task NotFoundAsync(HttpContext context, string message) =>
        Answer.JsonAsync(context, new { message }, StatusCodes.Status404NotFound);
}
