namespace ApiAuth.Http.Paging;

/// <summary>How a service is told which page is meant.</summary>
internal enum PageKind
{
    /// <summary>Each page names the address of the next (RFC 8288).</summary>
    Link,

    /// <summary>Each page gives a mark that stands for the next.</summary>
    Cursor,

    /// <summary>The number of items before the page.</summary>
    Offset,

    /// <summary>The number of the page.</summary>
    Number,
}
