using ApiAuth.Http;

namespace ApiAuth.Core.Tests.Support;

internal static class SessionExtensions
{
    /// <summary>Sends and reads the whole answer.</summary>
    public static async Task<string> ReadAsync(this ApiSession session, ApiRequest request)
    {
        using var answer = await session.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.ReadAsync();
    }

    public static Task<string> ReadAsync(this ApiSession session, string address) => session.ReadAsync(new ApiRequest(address));

    public static async Task<string> ReadAsync(this ApiResponse answer)
    {
        using var reader = new StreamReader(answer.Body);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static Task<ApiException> FailsAsync(this ApiSession session, ApiRequest request) =>
        Assert.ThrowsAsync<ApiException>(() => session.ReadAsync(request));

    public static Task<ApiException> FailsAsync(this ApiSession session, string address) => session.FailsAsync(new ApiRequest(address));
}
