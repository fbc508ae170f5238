using System.Net;
using ApiAuth.Http.Bodies;
using ApiAuth.Tokens;

namespace ApiAuth.Diagnostics;

/// <summary>The secrets that one request carries: the token that the session placed, and what its sender put into it by a name that tells.</summary>
internal static class RequestSecrets
{
    /// <summary>Of a body that is looked at, in bytes.</summary>
    public const int LongestBody = 64 * 1024;

    public static IReadOnlyCollection<string> Of(
        Token? token, Uri target, IReadOnlyList<KeyValuePair<string, string>> headers, RequestBody? body)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        if (token is not null)
        {
            Add(forms, OfToken(token).SelectMany(SecretForms.Of));
        }

        foreach (var (name, value) in headers)
        {
            if (!KeptHeaders.Contains(name))
            {
                Add(forms, SecretForms.Of(value));
                Add(forms, SecretForms.Of(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
            }
        }

        foreach (string value in Redactor.ValuesIn(target.Query))
        {
            Add(forms, SecretForms.Of(Uri.UnescapeDataString(value)));
        }

        AddBody(forms, body);
        return forms;
    }

    public static IEnumerable<string> OfToken(Token token)
    {
        yield return token.Value.Reveal();
        if (token.Companion is { } companion)
        {
            yield return companion.Reveal();
        }

        foreach (string value in token.Cookies.Values)
        {
            yield return value;
        }
    }

    private static void AddBody(HashSet<string> forms, RequestBody? body)
    {
        if (body is FormBody form)
        {
            foreach (var part in form.Parts)
            {
                if (SecretNames.Contains(part.Name) && part.Body is BytesBody { Bytes.Length: <= LongestBody } member)
                {
                    Add(forms, SecretForms.Of(BodyText.Read(member)));
                }

                AddBody(forms, part.Body);
            }
        }
        else if (body is BytesBody { Bytes.Length: <= LongestBody } bytes)
        {
            foreach (string value in Redactor.ValuesIn(BodyText.Read(bytes)))
            {
                Add(forms, SecretForms.Of(value));
                Add(forms, SecretForms.Of(bytes.MediaType == BytesBody.UrlEncoded ? WebUtility.UrlDecode(value) : WebUtility.HtmlDecode(value)));
            }
        }
    }

    private static void Add(HashSet<string> all, IEnumerable<string> forms)
    {
        foreach (string form in forms)
        {
            // The marker stands for a secret; it is none.
            if (form.Length >= SecretForms.ShortestSecret && !form.StartsWith('{'))
            {
                all.Add(form);
            }
        }
    }
}
