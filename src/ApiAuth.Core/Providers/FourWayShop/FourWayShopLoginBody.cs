using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiAuth.Errors;
using ApiAuth.Http.Bodies;
using ApiAuth.Tokens;

namespace ApiAuth.Providers.FourWayShop;

/// <summary>The JSON that the login is asked with.</summary>
internal static partial class FourWayShopLoginBody
{
    /// <summary>Stands for the user name, anywhere in a text.</summary>
    public const string UserName = "{UserName}";

    /// <summary>Stands for the password, anywhere in a text.</summary>
    public const string Password = "{Password}";

    /// <exception cref="ArgumentException">A member is of a type that JSON has no form for.</exception>
    public static BytesBody Create(FourWayShopOptions options, ApiCredential credential)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in options.LoginBody ?? Documented(options))
            {
                Write(writer, name, value, credential);
            }

            writer.WriteEndObject();
        }

        return new BytesBody(buffer.ToArray(), BytesBody.Json);
    }

    private static Dictionary<string, object?> Documented(FourWayShopOptions options)
    {
        var members = new Dictionary<string, object?> { ["username"] = UserName, ["password"] = Password };
        if (options.CompanyId is not null)
        {
            members["companyId"] = options.CompanyId;
        }

        if (options.SiteId is not null)
        {
            members["siteId"] = options.SiteId;
        }

        return members;
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value, ApiCredential credential)
    {
        switch (value)
        {
            case null:
                writer.WriteNull(name);
                break;
            case Secret secret:
                writer.WriteString(name, secret.Reveal());
                break;
            case string text:
                writer.WriteString(name, Placeholders().Replace(text, place => place.Value == UserName ? credential.UserName! : credential.Secret.Reveal()));
                break;
            case bool flag:
                writer.WriteBoolean(name, flag);
                break;
            case int or long or short or byte:
                writer.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw InvalidInput.For("LoginBody", $"The member '{name}' is a {value.GetType().Name}; a text, a whole number, true, false or null can be sent.");
        }
    }

    // In one pass, since what is put in may itself look like one.
    [GeneratedRegex(@"\{UserName\}|\{Password\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholders();
}
