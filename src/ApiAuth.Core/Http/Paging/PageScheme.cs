namespace ApiAuth.Http.Paging;

/// <summary>How a service gives a long list in pages. Members are named by their path, with dots between.</summary>
internal sealed record PageScheme(PageKind Kind)
{
    /// <summary>A Link header names the next page.</summary>
    public static readonly PageScheme Link = new(PageKind.Link);

    /// <summary>The request's parameter that says which page; null for links.</summary>
    public string? Parameter { get; init; }

    /// <summary>The request's parameter that says how long a page is; null where there is none.</summary>
    public string? SizeParameter { get; init; }

    /// <summary>Items asked for in each page; null: as the service has it.</summary>
    public int? Size { get; init; }

    /// <summary>The number of the first page.</summary>
    public int FirstNumber { get; init; } = 1;

    /// <summary>The answer's member that holds the items; null: the answer itself, or its only list.</summary>
    public string? Items { get; init; }

    /// <summary>The answer's member that holds the next page's mark or address.</summary>
    public string? Next { get; init; }

    /// <summary>The answer's member that tells how many items there are in all.</summary>
    public string? Total { get; init; }

    /// <summary>The answer's member that tells whether there are further pages.</summary>
    public string? More { get; init; }

    /// <summary>Whether the user described it: then nothing else is looked at.</summary>
    public bool IsExplicit { get; init; }
}
