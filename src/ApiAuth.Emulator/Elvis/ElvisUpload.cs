using System.Security.Cryptography;
using ApiAuth.Emulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ApiAuth.Emulator.Elvis;

/// <summary>Takes a multipart upload, keeps nothing of it, and answers what it was.</summary>
internal sealed class ElvisUpload(ElvisErrors errors)
{
    public async Task CreateAsync(HttpContext context, ElvisSession session)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? contentType)
            || HeaderUtilities.RemoveQuotes(contentType.Boundary).Value is not { Length: > 0 } boundary)
        {
            await errors.BadRequestAsync(context, "The body is not multipart/form-data");
            return;
        }

        MultipartReader reader = new(boundary, context.Request.Body);
        Dictionary<string, string> fields = [];
        object? file = null;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } fileSection)
            {
                file = await DescribeAsync(fileSection.FileName, content, context.RequestAborted);
            }
            else if (section.AsFormDataSection() is { } formSection)
            {
                fields[formSection.Name] = await formSection.GetValueAsync(context.RequestAborted);
            }
        }

        await (file is null
            ? errors.BadRequestAsync(context, "There is no file in the body")
            : Answer.JsonAsync(context, new { id = Secret.NewText(), file, metadata = fields }));
    }

    private static async Task<object> DescribeAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; size += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return new { name, bytes = size, sha256 = Convert.ToHexStringLower(hash.GetCurrentHash()) };
    }
}
