using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;

namespace ApiAuth.Emulator.Tests.SolutionsByText;

/// <summary>The PHP example of the documentation, which is its first user's way in, run by PHP itself.</summary>
public sealed class PhpSampleTests : SbtTest
{
    private const string DocumentedAddress = "https://ui.solutionsbytext.com";

    /// <summary>Word for word.</summary>
    private const string Sample =
        """
        <?php $client = new SoapClient("https://ui.solutionsbytext.com/Sbt.App.SetUp/WSServices/LoginAPIService.svc?wsdl"); $param = array( 'loginRequest' => array( 'APIKey' => 'APIKey-Text' ) ); $response = $client->__soapCall('AuthenticateAPIKey', array($param)); if($response->AuthenticateAPIKeyResult->Result){ echo $response->AuthenticateAPIKeyResult->Message; echo $response->AuthenticateAPIKeyResult->SecurityToken; } else { echo $response->AuthenticateAPIKeyResult->Message; } ?>
        """;

    [Fact]
    public async Task The_documented_code_prints_the_message_and_a_token_that_is_good()
    {
        string output = await RunSampleAsync("sbt-key-never");

        const string Message = "Successfully generated securitytoken";
        Assert.StartsWith(Message, output, StringComparison.Ordinal);
        Assert.Equal(1400, await CodeAsync(output[Message.Length..].Trim()));
        XDocument request = XDocument.Parse(Emulator.Log.Find(new() { Operation = "login" })[0].Body);
        Assert.Equal("sbt-key-never", request.Descendants().Single(element => element.Name.LocalName == "APIKey").Value);
    }

    [Fact]
    public async Task The_documented_code_prints_the_message_of_a_failure() =>
        Assert.Equal("Security token generation failed", (await RunSampleAsync("unknown")).Trim());

    private async Task<string> RunSampleAsync(string key)
    {
        await SkipWithoutSoapAsync();
        string code = Sample
            .Replace(DocumentedAddress, Emulator.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("APIKey-Text", key, StringComparison.Ordinal);
        return await PhpAsync(code, "-d", "soap.wsdl_cache_enabled=0") ?? throw new InvalidOperationException("php has gone.");
    }

    private static async Task SkipWithoutSoapAsync()
    {
        string? modules = await PhpAsync("", "-m");
        Assert.SkipWhen(modules is null, "php is not installed.");
        Assert.SkipUnless(modules!.Split('\n').Contains("soap"), "php has no soap extension.");
    }

    /// <summary>What php prints, given the code at its standard input; null if there is no php.</summary>
    private static async Task<string?> PhpAsync(string code, params string[] arguments)
    {
        ProcessStartInfo start = new("php", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            await process.StandardInput.WriteAsync(code);
            process.StandardInput.Close();
            string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
