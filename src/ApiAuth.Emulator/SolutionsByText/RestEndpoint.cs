using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>Answers `{"NAMEResult":{…}}`, with HTTP 200 whatever the result.</summary>
internal static class RestEndpoint
{
    public static RequestDelegate For(Operations operations, string name) => async context =>
    {
        IParameters parameters = new QueryParameters(context.Request.Query);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (await RequestBody.ReadJsonObjectAsync(context) is not { } body)
            {
                await Answer.TextAsync(context, "The server encountered an error processing the request.", status: StatusCodes.Status400BadRequest);
                return;
            }

            parameters = new JsonParameters(body);
        }

        ServiceResult result = await operations.RunAsync(context, name, parameters);
        await Answer.JsonAsync(context, new Dictionary<string, object> { [$"{name}Result"] = Members(result) });
    };

    private static Dictionary<string, object?> Members(ServiceResult result)
    {
        Dictionary<string, object?> members = new()
        {
            [nameof(result.Result)] = result.Result,
            [nameof(result.ErrorCode)] = result.ErrorCode,
            [nameof(result.Message)] = result.Message,
        };
        foreach ((string name, string? value) in result.Members)
        {
            members[name] = value;
        }

        return members;
    }
}
