using System.Security.Cryptography;
using ApiAuth.Core.Tests.Support;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Http.Downloads;

namespace ApiAuth.Core.Tests.Http.Downloads;

public sealed class FileDownloadTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileService _service = new();
    private TestServer _server = null!;
    private ApiSession _session = null!;

    private string Target => _folder["file.bin"];

    private string[] Files => [.. Directory.GetFiles(_folder.Path).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _service.ServeOn(_server);
        _session = await TestSession.ConnectedAsync(_server.Address, TestSession.FourWayShop());
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_whole_file_replaces_what_had_its_name_and_leaves_nothing_beside_it(bool resume)
    {
        await File.WriteAllTextAsync(Target, "old", TestContext.Current.CancellationToken);

        await DownloadAsync(resume);

        AssertIsWhole();
    }

    [Fact]
    public async Task A_file_cut_in_the_middle_leaves_nothing_but_what_was_there_before()
    {
        await File.WriteAllTextAsync(Target, "old", TestContext.Current.CancellationToken);

        Assert.Equal(ApiErrorId.ConnectionFailed, (await BreakAsync(resume: false)).ErrorId);

        Assert.Equal(["file.bin"], Files);
        Assert.Equal("old", await File.ReadAllTextAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_part_is_gone_on_with_by_its_range_and_its_version()
    {
        await BreakAsync(resume: true);
        long already = new FileInfo(Target + ".part").Length;

        await DownloadAsync(resume: true);

        Assert.InRange(already, 1, (_service.Content.Length / 2) + 1);
        Assert.Equal([("", ""), ($"bytes={already}-", "\"one\"")], _service.Requests);
        AssertIsWhole();
    }

    [Fact]
    public async Task A_part_that_is_cut_again_grows()
    {
        await BreakAsync(resume: true);
        long first = new FileInfo(Target + ".part").Length;
        await BreakAsync(resume: true);
        Assert.InRange(new FileInfo(Target + ".part").Length, first + 1, _service.Content.Length - 1);

        await DownloadAsync(resume: true);

        AssertIsWhole();
    }

    [Fact]
    public async Task Without_an_ETag_the_date_is_the_version()
    {
        (_service.ETag, _service.LastModified) = (null, "Wed, 21 Oct 2015 07:28:00 GMT");
        await BreakAsync(resume: true);

        await DownloadAsync(resume: true);

        Assert.Equal("Wed, 21 Oct 2015 07:28:00 GMT", _service.Requests[^1].IfRange);
        AssertIsWhole();
    }

    [Fact]
    public async Task Another_version_starts_over()
    {
        await BreakAsync(resume: true);
        (_service.Content, _service.ETag) = (FileService.CreateContent(2), "\"two\"");

        await DownloadAsync(resume: true);

        Assert.Equal("\"one\"", _service.Requests[^1].IfRange);
        AssertIsWhole();
    }

    [Fact]
    public async Task A_service_without_ranges_starts_over()
    {
        await BreakAsync(resume: true);
        _service.KnowsRanges = false;

        await DownloadAsync(resume: true);

        AssertIsWhole();
    }

    [Fact]
    public async Task A_part_longer_than_the_file_starts_over()
    {
        await BreakAsync(resume: true);
        _service.Content = _service.Content[..1000];

        await DownloadAsync(resume: true);

        Assert.Equal(["", ""], _service.Requests.Select(static request => request.Range).Where(static range => range.Length == 0));
        AssertIsWhole();
    }

    [Fact]
    public async Task Another_part_than_was_asked_for_is_an_error_and_leaves_nothing()
    {
        await BreakAsync(resume: true);
        _service.WrongBy = 1;

        var failure = await Assert.ThrowsAsync<ApiException>(() => DownloadAsync(resume: true));

        Assert.Equal(ApiErrorId.InvalidResponse, failure.ErrorId);
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"weak\"")]
    [InlineData("W/\"weak\"", "Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData(null, "Fri, 21 Oct 2095 07:28:00 GMT")]
    public async Task A_file_whose_version_is_not_known_for_certain_leaves_no_part(string? tag, string? lastModified = null)
    {
        (_service.ETag, _service.LastModified) = (tag, lastModified);

        await BreakAsync(resume: true);

        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_range_that_the_caller_asks_for_is_saved_as_it_comes()
    {
        await DownloadAsync(resume: false, headers: new KeyValuePair<string, string>("Range", "bytes=1000-"));

        Assert.Equal(["file.bin"], Files);
        Assert.Equal(_service.Content[1000..], await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_range_of_the_callers_own_can_not_be_resumed()
    {
        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => DownloadAsync(resume: true, headers: new KeyValuePair<string, string>("range", "bytes=1000-")));

        Assert.Equal("Resume", failure.ParamName);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task While_a_version_that_is_not_known_is_on_its_way_no_note_of_the_old_stands_beside_it()
    {
        await BreakAsync(resume: true);
        (_service.Content, _service.ETag) = (FileService.CreateContent(2), null);
        var breakOff = _service.StopInTheMiddle();
        var download = DownloadAsync(resume: true);
        await Eventually.TrueAsync(() => PartLength() > 0 && PartBegin().AsSpan().SequenceEqual(_service.Content.AsSpan(0, 8)));

        // As a process that is killed now would leave them.
        Assert.Equal(["file.bin.part"], Files);

        breakOff();
        await Assert.ThrowsAsync<ApiException>(() => download);
    }

    [Fact]
    public async Task A_part_that_could_not_be_replaced_is_not_taken_for_one_of_the_new_version()
    {
        await BreakAsync(resume: true);
        (_service.Content, _service.ETag) = (FileService.CreateContent(2), "\"two\"");
        await using (new FileStream(Target + ".part", FileMode.Open, FileAccess.Read, FileShare.None))
        {
            await Record.ExceptionAsync(() => DownloadAsync(resume: true));
        }

        await DownloadAsync(resume: true);

        AssertIsWhole();
    }

    [Fact]
    public async Task A_part_of_another_address_starts_over()
    {
        await BreakAsync(resume: true);

        await DownloadAsync(resume: true, "other");

        Assert.Equal("", _service.Requests[^1].Range);
        AssertIsWhole();
    }

    [Fact]
    public async Task A_failure_before_the_first_byte_keeps_the_part()
    {
        await BreakAsync(resume: true);
        string[] before = Files;
        _server.OnRequest = static context => TestServer.JsonAsync(context, "{}", 500);

        await Assert.ThrowsAsync<ApiException>(() => DownloadAsync(resume: true));

        Assert.Equal(before, Files);
        _service.ServeOn(_server);
        await DownloadAsync(resume: true);
        AssertIsWhole();
    }

    [Theory]
    [InlineData("attachment; filename=\"../../evil.txt\"", "evil.txt")]
    [InlineData("attachment; filename=\"C:\\\\Windows\\\\evil.txt\"", "evil.txt")]
    [InlineData("attachment; filename*=UTF-8''%E2%82%AC%2F..%2Fr%C3%A4te.txt", "räte.txt")]
    [InlineData("attachment; filename=\"CON.txt\"", "_CON.txt")]
    [InlineData("attachment; filename=\"..\"", "x")]
    [InlineData(null, "x")]
    public async Task In_a_folder_the_name_is_the_services_and_leads_nowhere_else(string? disposition, string expected)
    {
        _service.ContentDisposition = disposition;

        var (answer, path) = await new FileDownload(_session, _folder.Path, resume: false, new TransferMeter())
            .RunAsync(new ApiRequest("x"), TestContext.Current.CancellationToken);
        answer.Dispose();

        Assert.Equal(_folder[expected], path);
        Assert.Equal([expected], Files);
    }

    [Fact]
    public async Task A_name_of_many_bytes_finds_room_in_the_file_system()
    {
        _service.ContentDisposition = $"attachment; filename*=UTF-8''{string.Concat(Enumerable.Repeat("%E2%82%AC", 200))}.txt";

        var (answer, path) = await new FileDownload(_session, _folder.Path, resume: false, new TransferMeter())
            .RunAsync(new ApiRequest("x"), TestContext.Current.CancellationToken);
        answer.Dispose();

        Assert.EndsWith("€.txt", path, StringComparison.Ordinal);
        Assert.Single(Files);
    }

    private async Task DownloadAsync(bool resume, string address = "x", params KeyValuePair<string, string>[] headers)
    {
        var (answer, path) = await new FileDownload(_session, Target, resume, new TransferMeter())
            .RunAsync(new ApiRequest(address) { Headers = headers }, TestContext.Current.CancellationToken);
        answer.Dispose();
        Assert.Equal(Target, path);
    }

    // Breaks off once something of it has reached the disk: a connection that is reset may swallow what was not read yet.
    private async Task<ApiException> BreakAsync(bool resume)
    {
        long before = PartLength();
        var breakOff = _service.StopInTheMiddle();
        var download = DownloadAsync(resume);
        await Eventually.TrueAsync(() => PartLength() > before);
        breakOff();
        return await Assert.ThrowsAsync<ApiException>(() => download);
    }

    private long PartLength() => Directory.GetFiles(_folder.Path, "*.part").Sum(static path => new FileInfo(path).Length);

    private byte[] PartBegin()
    {
        using var file = new FileStream(Target + ".part", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] begin = new byte[8];
        return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length ? begin : [];
    }

    private void AssertIsWhole()
    {
        Assert.Equal(["file.bin"], Files);
        Assert.Equal(SHA256.HashData(_service.Content), SHA256.HashData(File.ReadAllBytes(Target)));
    }
}
