using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Http.Paging;

/// <summary>A parameter of a request, wherever the request carries its parameters: in the address, in a form, or in a JSON object.</summary>
internal static class RequestParameters
{
    // In an object that has a member twice, it is not known which of them counts.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The number that the request has there; null where it has none.</summary>
    public static long? FindNumber(ApiRequest request, string name)
    {
        string? text = request.Query.FirstOrDefault(pair => pair.Key == name).Value
            ?? QueryString.Pairs(QueryString.Of(request.Uri)).FirstOrDefault(pair => pair.Key == name).Value
            ?? Form(request)?.FirstOrDefault(pair => pair.Key == name).Value
            ?? Json(request)?[name]?.ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <summary>Where the request has it already it is replaced there; else it goes where its other parameters are.</summary>
    /// <param name="value">A text or a whole number.</param>
    public static ApiRequest With(ApiRequest request, string name, object value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (request.Query.Any(pair => pair.Key == name))
        {
            return request with { Query = [.. request.Query.Where(pair => pair.Key != name), new(name, text)] };
        }

        string query = QueryString.Of(request.Uri);
        if (QueryString.Pairs(query).Any(pair => pair.Key == name))
        {
            var others = QueryString.Pairs(query).Where(pair => pair.Key != name);
            return request with
            {
                Uri = request.Uri[..^(query.Length + 1)],
                Query = [.. others, .. request.Query, new(name, text)],
            };
        }

        if (Form(request) is { } form)
        {
            return request with { Body = BytesBody.FromForm([.. form.Where(pair => pair.Key != name), new(name, text)]) };
        }

        if (Json(request) is { } json)
        {
            json[name] = value is long number ? JsonValue.Create(number) : JsonValue.Create(text);
            return request with { Body = new BytesBody(JsonSerializer.SerializeToUtf8Bytes(json), ((BytesBody)request.Body!).ContentType) };
        }

        return request with { Query = [.. request.Query, new(name, text)] };
    }

    private static KeyValuePair<string, string>[]? Form(ApiRequest request) =>
        request.Body is BytesBody { MediaType: BytesBody.UrlEncoded } body ? [.. QueryString.Pairs(System.Text.Encoding.UTF8.GetString(body.Bytes.Span))] : null;

    private static JsonObject? Json(ApiRequest request)
    {
        if (request.Body is not BytesBody { MediaType: BytesBody.Json } body)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(body.Bytes.Span, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
