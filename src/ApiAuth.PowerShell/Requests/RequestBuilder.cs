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
        RefuseUnfit(input);
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
            Meter = body is FileBody or PipeBody or StreamBody or FormBody || input.OutFile is not null ? new TransferMeter() : null,
        };
    }

    // A parameter that has no effect is refused rather than passed over in silence.
    private static void RefuseUnfit(RequestInput input)
    {
        int bodies = (input.Body is null ? 0 : 1) + (input.Form is null ? 0 : 1) + (input.InFile is null ? 0 : 1);
        if (bodies > 1)
        {
            throw InvalidInput.For("Body", "Only one of -Body, -Form and -InFile can be sent.");
        }

        if (input.Resume && input.OutFile is null)
        {
            throw InvalidInput.For("Resume", "It goes on with a file, which -OutFile has to name.");
        }

        if (input.SoapAction is null)
        {
            if (input.SoapVersion is not null)
            {
                throw InvalidInput.For("SoapVersion", "It is for requests with -SoapAction.");
            }

            return;
        }

        string? unfit = input.Form is not null ? "Form" : input.ContentType is not null ? "ContentType" : input.EffectiveMethod != "POST" ? "Method" : null;
        if (unfit is not null)
        {
            throw InvalidInput.For(unfit, "It can't be given with -SoapAction, which posts an envelope of -Body or -InFile.");
        }
    }

    private static RequestBody? BodyOf(RequestInput input) =>
        input.Form is not null ? BodyBuilder.FromForm(input.Form)
        : input.InFile is not null ? BodyBuilder.FromFile(input.InFile, input.ContentType)
        : input.Body is not null ? BodyBuilder.From(input.Body, input.ContentType)
        : null;
}
