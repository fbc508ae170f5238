using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Emulator.Elvis;
using ApiAuth.Emulator.Faults;
using ApiAuth.Emulator.Hosting;
using ApiAuth.Emulator.Log;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Http.Downloads;

namespace ApiAuth.Core.Tests.Providers;

/// <summary>Errors in both forms that the server can be set to, as HTTP 200 with an errorcode or as the status, for JSON and for files.</summary>
public sealed class ElvisVerdictTests : IAsyncLifetime
{
    private const string Profile = "/services/profile";
    private const string BigFile = "/file/big";

    private readonly TemporaryFolder _folder = new();
    private EmulatorServer _emulator = null!;
    private ApiSession _session = null!;

    public static TheoryData<bool, string> Forms => new() { { true, Profile }, { false, Profile }, { true, BigFile }, { false, BigFile } };

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        _session = await TestSession.ConnectedAsync(_emulator, TestSession.Elvis());
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [Scenario(56)]
    [MemberData(nameof(Forms))]
    public async Task A_token_that_has_ended_costs_one_login_and_one_replay(bool errorsAsJson, string path)
    {
        _emulator.State.Settings = new EmulatorSettings { Elvis = new ElvisSettings { ErrorsAsJson = errorsAsJson } };
        _emulator.State.EndTokens(TokenEnd.Expired);

        byte[] content = await TakeAsync(path);

        Assert.Equal(path == BigFile ? 1000 : content.Length, content.Length);
        Assert.DoesNotContain("errorcode", System.Text.Encoding.UTF8.GetString(content), StringComparison.Ordinal);
        Assert.Equal((2, 2), (Count("/services/apilogin"), Count(path)));
        Assert.Equal(errorsAsJson ? [200, 200] : [401, 200], _emulator.Log.Find(new() { Path = path }).Select(static request => request.Status));
    }

    [Theory]
    [Scenario(56)]
    [MemberData(nameof(Forms))]
    public async Task A_lack_of_permission_is_an_error_and_no_login(bool errorsAsJson, string path)
    {
        Play(errorsAsJson, 403, path);

        var failure = await Assert.ThrowsAsync<ApiException>(() => TakeAsync(path));

        Assert.Equal(ApiErrorId.PermissionDenied, failure.ErrorId);
        Assert.Equal(errorsAsJson ? "403" : null, failure.VendorCode);
        Assert.Equal((1, 1), (Count("/services/apilogin"), Count(path)));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [Scenario(56)]
    [MemberData(nameof(Forms))]
    public async Task A_request_to_slow_down_is_one_in_either_form(bool errorsAsJson, string path)
    {
        Play(errorsAsJson, 429, path);

        var failure = await Assert.ThrowsAsync<ApiException>(() => TakeAsync(path));

        Assert.Equal(ApiErrorId.RateLimited, failure.ErrorId);
        Assert.Equal((1, 1), (Count("/services/apilogin"), Count(path)));
        Assert.NotEmpty(await TakeAsync(path, retries: 1));
    }

    [Theory]
    [Scenario(56)]
    [InlineData(true, ApiErrorId.VendorError, 200, "404")]
    [InlineData(false, ApiErrorId.RequestFailed, 404, null)]
    public async Task What_is_not_there_is_never_saved_as_the_file(bool errorsAsJson, string errorId, int status, string? code)
    {
        _emulator.State.Settings = new EmulatorSettings { Elvis = new ElvisSettings { ErrorsAsJson = errorsAsJson } };

        var failure = await Assert.ThrowsAsync<ApiException>(() => TakeAsync("/file/none/original/none.jpg"));

        Assert.Equal((errorId, status, code), (failure.ErrorId, failure.StatusCode, failure.VendorCode));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private int Count(string path) => _emulator.Log.Count(new LogFilter { Path = path });

    // An errorcode, or the page that a servlet container shows; once.
    private void Play(bool errorsAsJson, int code, string path) => _emulator.Faults.Add(new Fault
    {
        Kind = FaultKind.RawBody,
        Path = path,
        Status = errorsAsJson ? 200 : code,
        ContentType = errorsAsJson ? "application/json" : "text/html;charset=UTF-8",
        Body = errorsAsJson ? $$"""{"errorcode":{{code}},"message":"no"}""" : $"<html><body><h1>HTTP Status {code} - no</h1></body></html>",
    });

    private async Task<byte[]> TakeAsync(string path, int retries = 0)
    {
        if (path == Profile)
        {
            var request = new ApiRequest(path) { Method = HttpMethod.Post, MaximumRetryCount = retries, RetryInterval = TimeSpan.Zero };
            return System.Text.Encoding.UTF8.GetBytes(await _session.ReadAsync(request));
        }

        var (answer, file) = await new FileDownload(_session, _folder["x"], resume: false, new TransferMeter()).RunAsync(
            new ApiRequest(path + "?bytes=1000") { MaximumRetryCount = retries, RetryInterval = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        answer.Dispose();
        return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
    }
}
