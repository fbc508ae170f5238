using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Elvis;

/// <summary>Errors arrive as HTTP 200 with an errorcode, or as a status with a page, as the settings or the request say.</summary>
internal sealed class ElvisErrors(EmulatorState state)
{
    public Task NotLoggedInAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status401Unauthorized, "Not logged in", "AuthenticationCredentialsNotFoundException");

    public Task ForbiddenAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, message, "AccessDeniedException");

    public Task NotFoundAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status404NotFound, message, "AssetNotFoundException");

    public Task ConflictAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status409Conflict, message, "CheckoutException");

    public Task BadRequestAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, message, "IllegalArgumentException");

    private async Task WriteAsync(HttpContext context, int code, string message, string name)
    {
        ElvisSettings settings = state.Settings.Elvis;
        if (!settings.ErrorsAsJson || await AsksForStatusAsync(context))
        {
            await Answer.TextAsync(context, $"<html><body><h1>HTTP Status {code} - {message}</h1></body></html>", "text/html;charset=UTF-8", code);
            return;
        }

        await (settings.IncludeErrorName
            ? Answer.JsonAsync(context, new { errorcode = code, errorname = name, message })
            : Answer.JsonAsync(context, new { errorcode = code, message }));
    }

    // A multipart body may be an upload, which is not read for the sake of an error.
    private static async Task<bool> AsksForStatusAsync(HttpContext context)
    {
        bool isSmallForm = context.Request.HasFormContentType
            && !context.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
        string? asked = isSmallForm
            ? (await ElvisParameters.ReadAsync(context))["sendServiceErrorAsJson"]
            : (string?)context.Request.Query["sendServiceErrorAsJson"];
        return asked == "false";
    }
}
