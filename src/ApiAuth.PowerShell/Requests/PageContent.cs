using ApiAuth.Http;
using ApiAuth.Http.Paging;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Takes a parsed page apart.</summary>
/// <param name="Items">Those of the list, or the answer itself where it holds none.</param>
/// <param name="Facts">What it says of itself and of the next.</param>
/// <param name="IsList">Whether it holds a list.</param>
internal sealed record PageContent(List<object?> Items, Page Facts, bool IsList)
{
    public static PageContent Of(ApiResponse answer, object? root, PageScheme scheme)
    {
        object?[]? list = List(root, scheme);
        List<object?> items = list is null ? root is null ? [] : [root] : [.. list];
        return new PageContent(items, Describe(answer, root, items, scheme), list is not null);
    }

    private static Page Describe(ApiResponse answer, object? root, List<object?> items, PageScheme scheme) =>
        new(answer.RequestUri, items.Count, Fingerprint.Of(items))
        {
            Link = answer.NextLink,
            Next = ObjectPath.Text(ObjectPath.Find(root, scheme.Next)),
            Total = ObjectPath.Number(ObjectPath.Find(root, scheme.Total)),
            More = ObjectPath.Truth(ObjectPath.Find(root, scheme.More)),
        };

    private static object?[]? List(object? root, PageScheme scheme)
    {
        if (scheme.Items is not null && ObjectPath.Find(root, scheme.Items) is object?[] named)
        {
            return named;
        }

        if (root is object?[] array)
        {
            return array;
        }

        var lists = scheme.Items is null ? ObjectPath.Values(root).OfType<object?[]>().Take(2).ToList() : [];
        return lists.Count == 1 ? lists[0] : null;
    }
}
