using ApiAuth.Http;
using ApiAuth.Http.Paging;

namespace ApiAuth.PowerShell.Requests;

/// <summary>Takes a parsed page apart.</summary>
/// <param name="Items">Those of the list, or the answer itself where it holds none.</param>
/// <param name="Facts">What it says of itself and of the next.</param>
/// <param name="IsList">Whether it holds a list.</param>
internal sealed record PageContent(List<object?> Items, Page Facts, bool IsList)
{
    private const int MostNames = 20;

    /// <exception cref="ApiException">The user named a list that is not there.</exception>
    public static PageContent Of(ApiResponse answer, object? root, PageScheme scheme)
    {
        object?[]? list = List(root, scheme);
        if (list is null && scheme is { IsExplicit: true, Items: { } name } && root is not null)
        {
            throw answer.Invalid($"holds no list '{name}', which -PageBy names as Items; {Members(root)}.")
                .With("Give -PageBy the member that holds the list; dots stand between the names of members within each other.");
        }

        List<object?> items = list is null ? root is null ? [] : [root] : [.. list];
        return new PageContent(items, Describe(answer, root, items, scheme), list is not null);
    }

    /// <summary>Takes away the first items.</summary>
    /// <returns>How many; no more than there are.</returns>
    public int PassOver(long count)
    {
        int passed = (int)Math.Min(count, Items.Count);
        Items.RemoveRange(0, passed);
        return passed;
    }

    private static string Members(object root)
    {
        var names = ObjectPath.Names(root).Take(MostNames + 1).ToList();
        return root is object?[] ? "it is a list itself"
            : names.Count == 0 ? "it has no members"
            : "it has " + string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "");
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
        if (scheme.Items is not null && ObjectPath.TryFind(root, scheme.Items, out object? named) && named is null or object?[])
        {
            return (object?[]?)named ?? [];
        }

        if (scheme is { IsExplicit: true, Items: not null })
        {
            return null;
        }

        if (root is object?[] array)
        {
            return array;
        }

        var lists = scheme.Items is null ? ObjectPath.Members(root).Select(static member => member.Value).OfType<object?[]>().Take(2).ToList() : [];
        return lists.Count == 1 ? lists[0] : null;
    }
}
