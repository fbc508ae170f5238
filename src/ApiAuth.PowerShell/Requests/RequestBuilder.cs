using System.Collections;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.PowerShell.Conversion;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Makes of the parameters the request that they describe.</summary>
internal static class RequestBuilder
{
    /// <exception cref="ArgumentException">A parameter can't be used; it is named.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static ApiRequest Build(RequestInput input)
    {
        if (input.ContentType is not null)
        {
            MediaType.Parse(input.ContentType);
        }

        bool hasQueryBody = input.IsRead && PSValues.Unwrap(input.Body) is IDictionary && input.SoapAction is null;
        var query = NamedTexts.From(input.Query, "Query");
        if (hasQueryBody)
        {
            query.AddRange(NamedTexts.From((IDictionary)PSValues.Unwrap(input.Body)!, "Body"));
        }

        var request = ApiRequest.Create(input.Uri, input.EffectiveMethod) with
        {
            Query = query,
            Headers = NamedTexts.From(input.Headers, "Headers"),
            Timeout = input.Timeout,
            MaximumRetryCount = input.MaximumRetryCount,
            RetryInterval = input.RetryInterval,
            SkipHttpErrorCheck = input.SkipHttpErrorCheck,
        };
        if (input.SoapAction is not null)
        {
            return SoapRequestBuilder.Build(request, input);
        }

        var body = hasQueryBody ? null : BodyOf(input);
        return request with
        {
            Body = body,
            Meter = body is FileBody or StreamBody or FormBody || input.OutFile is not null ? new TransferMeter() : null,
        };
    }

    private static RequestBody? BodyOf(RequestInput input)
    {
        int given = (input.Body is null ? 0 : 1) + (input.Form is null ? 0 : 1) + (input.InFile is null ? 0 : 1);
        if (given > 1)
        {
            throw InvalidInput.For("Body", "Only one of -Body, -Form and -InFile can be sent.");
        }

        return input.Form is not null ? BodyBuilder.FromForm(input.Form)
            : input.InFile is not null ? BodyBuilder.FromFile(input.InFile, input.ContentType)
            : input.Body is not null ? BodyBuilder.From(input.Body, input.ContentType)
            : null;
    }
}
