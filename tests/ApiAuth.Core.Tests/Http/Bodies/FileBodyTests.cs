using ApiAuth.Core.Tests.Support;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;

namespace ApiAuth.Core.Tests.Http.Bodies;

public sealed class FileBodyTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestServer _server = null!;
    private ApiSession _session = null!;

    private string Source => _folder["source.bin"];

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllBytesAsync(Source, new byte[1000]);
        _server = await TestServer.StartAsync();
        _session = await TestSession.ConnectedAsync(
            _server.Address, TestSession.FourWayShop(), profile: new ConnectionProfile { MaximumRetryCount = 3 });
    }

    public async ValueTask DisposeAsync()
    {
        _session.Close();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_gone_when_it_is_sent_again_is_named()
    {
        _server.OnRequest = async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            File.Delete(Source);
            await TestServer.JsonAsync(context, "{}", 401);
        };

        var failure = await Assert.ThrowsAsync<FileNotFoundException>(() => _session.ReadAsync(Put(new FileBody(Source, null))));

        Assert.Equal(Source, failure.FileName);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_no_failure_of_the_connection()
    {
        using var stream = new BreakingStream();

        var failure = await Assert.ThrowsAsync<IOException>(() => _session.ReadAsync(Put(new StreamBody(stream, null))));

        Assert.Equal("The disk is gone.", failure.Message);
    }

    [Theory]
    [InlineData("X-Bad")]
    [InlineData("Content-Length")]
    public async Task A_request_that_can_not_be_made_leaves_its_file_closed(string header)
    {
        var request = Put(new FileBody(Source, null)) with { Headers = [new(header, "a\r\nb")] };

        await Assert.ThrowsAsync<InvalidInputException>(() => _session.ReadAsync(request));

        AssertIsClosed();
    }

    [Fact]
    public async Task A_form_that_can_not_be_made_leaves_its_files_closed()
    {
        var form = new FormBody(
        [
            new("a", new FileBody(Source, null), "a"),
            new("b", new FileBody(_folder["missing"], null), "b"),
        ]);

        await Assert.ThrowsAsync<FileNotFoundException>(() => _session.ReadAsync(Put(form)));

        AssertIsClosed();
    }

    [Fact]
    public void The_total_is_known_where_the_length_of_every_part_is()
    {
        using var pipe = new BreakingStream();
        using var memory = new MemoryStream(new byte[10]);

        Assert.Equal(1010, Total(Form(new FileBody(Source, null), new StreamBody(memory, null))));
        Assert.Null(Total(new StreamBody(pipe, null)));
        Assert.Null(Total(new PipeBody(Source, null)));
        Assert.Null(Total(Form(new FileBody(Source, null), new StreamBody(pipe, null), new FileBody(Source, null))));
    }

    private static FormBody Form(params RequestBody[] bodies) => new([.. bodies.Select(static body => new FormPart("part", body))]);

    private static long? Total(RequestBody body)
    {
        var meter = new TransferMeter();
        meter.BeginSending();
        body.CreateContent(meter).Dispose();
        return meter.SentTotal;
    }

    private static ApiRequest Put(RequestBody body) => new("x") { Method = HttpMethod.Put, Body = body, RetryInterval = TimeSpan.Zero };

    private void AssertIsClosed()
    {
        using var file = new FileStream(Source, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(file.CanWrite);
    }

    /// <summary>Gives a few bytes, and then fails.</summary>
    private sealed class BreakingStream : Stream
    {
        private bool _hasGiven;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_hasGiven)
            {
                throw new IOException("The disk is gone.");
            }

            _hasGiven = true;
            return 1;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
