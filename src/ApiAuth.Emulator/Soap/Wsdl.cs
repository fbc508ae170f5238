using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.Soap;

internal static class Wsdl
{
    private const string AddressMarker = "{address}";

    /// <summary>The address that the request came to, as the client wrote it.</summary>
    public static string AddressOf(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.Path}";

    /// <summary>An embedded WSDL whose soap:address is where the request came to.</summary>
    public static Task WriteAsync(HttpContext context, string embeddedFile) => Answer.TextAsync(
        context,
        EmbeddedFile.Read(embeddedFile).Replace(AddressMarker, AddressOf(context.Request), StringComparison.Ordinal),
        "text/xml; charset=utf-8");
}
