using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace ApiAuth.Emulator.Tests.Elvis;

public sealed class FileTests : ElvisTest
{
    [Fact]
    public async Task The_original_has_its_name_and_the_size_that_search_tells()
    {
        (string, string) bearer = await BearerAsync();
        JsonElement hit = (await JsonAsync(await GetAsync("/services/search?q=id:asset-00042", bearer))).GetProperty("hits")[0];

        HttpResponseMessage response = await GetAsync(new Uri(hit.GetProperty("originalUrl").GetString()!).PathAndQuery, bearer);

        Assert.Equal("image/jpeg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Photo 00042.jpg", response.Content.Headers.ContentDisposition?.FileNameStar);
        byte[] content = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(hit.GetProperty("metadata").GetProperty("fileSize").GetProperty("value").GetInt32(), content.Length);
        Assert.Equal("download", LastRequest.Operation);
    }

    [Theory]
    [InlineData("/file/asset-00001/original/x.jpg")]
    [InlineData("/file/big")]
    public async Task A_download_without_login_is_an_error_in_HTTP_200(string path) => Assert.Equal(NotLoggedIn, await TextAsync(await GetAsync(path)));

    [Fact]
    public async Task An_unknown_asset_is_an_error() => Assert.Contains(
        "\"errorcode\":404", await TextAsync(await GetAsync("/file/none/original/x.jpg", await BearerAsync())), StringComparison.Ordinal);

    [Fact]
    public async Task The_big_file_is_as_big_as_asked_and_the_same_each_time()
    {
        (string, string) bearer = await BearerAsync();

        HttpResponseMessage response = await GetAsync("/file/big?bytes=1000000", bearer);

        Assert.Equal("big.bin", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("bytes", response.Headers.AcceptRanges.Single());
        byte[] content = await response.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(1_000_000, content.Length);
        Assert.All(content.Index(), item => Assert.Equal(item.Index % 251, item.Item));
    }

    [Fact]
    public async Task A_range_is_answered_in_part_while_the_entity_tag_holds()
    {
        (string, string) bearer = await BearerAsync();
        EntityTagHeaderValue tag = (await GetAsync("/file/big?bytes=1000", bearer)).Headers.ETag!;

        HttpResponseMessage part = await GetAsync("/file/big?bytes=1000", bearer, ("Range", "bytes=600-"), ("If-Range", tag.Tag));
        HttpResponseMessage whole = await GetAsync("/file/big?bytes=1000", bearer, ("Range", "bytes=600-"), ("If-Range", "\"other\""));
        HttpResponseMessage beyond = await GetAsync("/file/big?bytes=1000", bearer, ("Range", "bytes=1000-"));

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("bytes 600-999/1000", part.Content.Headers.ContentRange?.ToString());
        Assert.Equal(600 % 251, (await part.Content.ReadAsByteArrayAsync(Cancellation))[0]);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task An_upload_is_counted_and_hashed()
    {
        byte[] content = RandomNumberGenerator.GetBytes(300_000);
        using MultipartFormDataContent multipart = new()
        {
            { new StringContent("/Demo Zone"), "folderPath" },
            { new ByteArrayContent(content), "Filedata", "ünïcode.bin" },
        };

        JsonElement answer = await JsonAsync(await PostAsync("/services/create", multipart, await BearerAsync()));

        JsonElement file = answer.GetProperty("file");
        Assert.Equal(300_000, file.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.GetProperty("sha256").GetString());
        Assert.Equal("/Demo Zone", answer.GetProperty("metadata").GetProperty("folderPath").GetString());
        Assert.InRange(LastRequest.BytesReceived, 300_001, 301_000);
    }

    [Fact]
    public async Task An_upload_without_a_file_is_an_error()
    {
        using MultipartFormDataContent multipart = new() { { new StringContent("x"), "name" } };

        Assert.Contains("\"errorcode\":400", await TextAsync(await PostAsync("/services/create", multipart, await BearerAsync())), StringComparison.Ordinal);
        Assert.Contains("\"errorcode\":400", await TextAsync(await PostAsync("/services/create", Json(new { }), await BearerAsync())), StringComparison.Ordinal);
    }
}
