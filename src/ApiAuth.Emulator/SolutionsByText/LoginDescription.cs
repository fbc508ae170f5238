using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>What GET on the token service answers: its WSDL at ?wsdl and ?singleWsdl, else a page that says so.</summary>
internal static class LoginDescription
{
    public static Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string address = $"{request.Scheme}://{request.Host}{request.Path}";
        return request.Query.ContainsKey("wsdl") || request.Query.ContainsKey("singleWsdl")
            ? Answer.TextAsync(
                context, EmbeddedFile.Read("LoginAPIService.wsdl").Replace("{address}", address, StringComparison.Ordinal), "text/xml; charset=utf-8")
            : Answer.TextAsync(
                context, $"<html><head><title>LoginAPI Service</title></head><body><p>{address}?singleWsdl</p></body></html>", "text/html; charset=UTF-8");
    }
}
