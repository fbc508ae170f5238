using System.Text;

namespace ApiAuth.Emulator.Hosting;

/// <summary>A user name and password as `base64(userName:password)` in UTF-8 carries them.</summary>
internal sealed record BasicCredential(string UserName, string Password)
{
    /// <summary>Null where the text is not base64, not UTF-8 or has no colon.</summary>
    public static BasicCredential? Decode(string base64)
    {
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(base64.Trim()));
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : new BasicCredential(text[..colon], text[(colon + 1)..]);
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
