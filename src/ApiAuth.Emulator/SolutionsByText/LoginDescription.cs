using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Soap;

namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>What GET on the token service answers: its WSDL at ?wsdl and ?singleWsdl, else a page that says so.</summary>
internal static class LoginDescription
{
    public static Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        return request.Query.ContainsKey("wsdl") || request.Query.ContainsKey("singleWsdl")
            ? Wsdl.WriteAsync(context, "LoginAPIService.wsdl")
            : Answer.TextAsync(
                context,
                $"<html><head><title>LoginAPI Service</title></head><body><p>{Wsdl.AddressOf(request)}?singleWsdl</p></body></html>",
                "text/html; charset=UTF-8");
    }
}
