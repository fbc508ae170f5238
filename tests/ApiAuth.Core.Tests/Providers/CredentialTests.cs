using ApiAuth.Core.Tests.Support;
using ApiAuth.Emulator;
using ApiAuth.Errors;
using ApiAuth.Http;
using ApiAuth.Http.Bodies;
using ApiAuth.Providers;
using ApiAuth.Providers.SoftExpert;
using ApiAuth.Tokens;

namespace ApiAuth.Core.Tests.Providers;

public sealed class CredentialTests
{
    [Theory]
    [Scenario(38)]
    [InlineData(" c4nary")]
    [InlineData("c4nary ")]
    [InlineData("c4nary\n")]
    [InlineData("c4nary\r\n")]
    [InlineData("\tc4nary")]
    [InlineData("c4nary two")]
    [InlineData("c4nary\u00e9")]
    [InlineData("c4nary\0y")]
    [InlineData("c4nary,b")]
    public void A_key_that_a_header_would_change_is_refused_before_it_is_sent(string key)
    {
        var failure = Assert.Throws<InvalidInputException>(() => new SoftExpertProvider(ApiCredential.FromKey(key)));

        Assert.Equal("ApiKey", failure.ParamName);
        Assert.DoesNotContain("c4nary", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [Scenario(38)]
    [InlineData(" key")]
    [InlineData("key\n")]
    [InlineData("k\ny")]
    public void A_key_with_what_surrounded_it_in_a_file_is_refused(string key) =>
        Assert.Equal("ApiKey", Assert.Throws<InvalidInputException>(() => TestSession.SolutionsByText(key: key)).ParamName);

    [Theory]
    [Scenario(39)]
    [InlineData("FourWayShop")]
    [InlineData("Elvis")]
    [InlineData("ElvisWeb")]
    [InlineData("SoftExpert")]
    public async Task A_password_of_any_characters_arrives_byte_for_byte(string service)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        ApiProvider provider = service switch
        {
            "FourWayShop" => TestSession.FourWayShop(user: TestSession.UnicodeUser, password: TestSession.UnicodePassword),
            "Elvis" => TestSession.Elvis(user: TestSession.UnicodeUser, password: TestSession.UnicodePassword),
            "ElvisWeb" => TestSession.Elvis(ElvisLoginMethod.Web, TestSession.UnicodeUser, TestSession.UnicodePassword),
            _ => new SoftExpertProvider(ApiCredential.FromPassword(TestSession.UnicodeUser, TestSession.UnicodePassword)),
        };

        using var session = await TestSession.ConnectedAsync(emulator, provider);
        if (service == "SoftExpert")
        {
            await session.ReadAsync("v1/dataset-integration/employees");
        }

        Assert.Equal(SessionState.Connected, session.State);
    }

    [Fact]
    [Scenario(39)]
    public async Task A_key_of_any_characters_is_written_into_SOAP_as_it_is()
    {
        string? received = null;
        await using var server = await TestServer.StartAsync();
        server.OnRequest = async context =>
        {
            using var reader = System.Xml.XmlReader.Create(context.Request.Body, new System.Xml.XmlReaderSettings { Async = true });
            while (await reader.ReadAsync())
            {
                if (reader.LocalName == "APIKey" && reader.NodeType == System.Xml.XmlNodeType.Element)
                {
                    received = await reader.ReadElementContentAsStringAsync();
                }
            }

            await TestServer.JsonAsync(context, "");
        };

        await Assert.ThrowsAsync<ApiException>(() => TestSession.ConnectedAsync(
            server.Address, TestSession.SolutionsByText(protocol: SbtProtocol.Soap, key: TestSession.UnicodePassword)));

        Assert.Equal(TestSession.UnicodePassword, received);
    }

    [Fact]
    [Scenario(39)]
    public void A_form_keeps_every_character()
    {
        var body = BytesBody.FromForm([new("a", "1+1=2 & ü𝄞")]);

        Assert.Equal("a=1%2B1%3D2+%26+%C3%BC%F0%9D%84%9E", System.Text.Encoding.UTF8.GetString(body.Bytes.Span));
    }

    [Theory]
    [InlineData("Name: x\r\ny")]
    [InlineData("Name: x\ry")]
    [InlineData("Name: x\ny")]
    [InlineData("Name: x\0y")]
    [InlineData("X-\0:y")]
    [InlineData("X-\n:y")]
    public async Task A_header_that_would_become_two_is_refused(string header)
    {
        await using var server = await TestServer.StartAsync();
        using var session = await TestSession.ConnectedAsync(server.Address, TestSession.FourWayShop());
        string[] pair = header.Split(':');

        await Assert.ThrowsAsync<InvalidInputException>(() => session.SendAsync(
            new ApiRequest("x") { Headers = [new(pair[0], pair[1])] }, TestContext.Current.CancellationToken));
        Assert.Equal(0, server.Requests);
    }
}
