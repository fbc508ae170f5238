namespace ApiAuth.Http.Paging;

/// <summary>Goes from page to page, each once, and notices where a service leads in a circle.</summary>
internal sealed class PageWalk
{
    private readonly ApiRequest _request;
    private readonly PageScheme _scheme;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _position;
    private long _items;
    private ulong? _lastFingerprint;
    private bool _followsLinks;

    /// <param name="request">For the list; where it names a page itself, the walk begins there.</param>
    /// <param name="scheme">How the service gives it in pages.</param>
    /// <param name="skip">Items to pass over, where the service can be told so: see <see cref="CanSkip"/>.</param>
    public PageWalk(ApiRequest request, PageScheme scheme, long skip = 0)
    {
        _scheme = scheme;
        _position = scheme.Kind switch
        {
            PageKind.Offset => (RequestParameters.FindNumber(request, scheme.Parameter!) ?? 0) + skip,
            PageKind.Number => RequestParameters.FindNumber(request, scheme.Parameter!) ?? scheme.FirstNumber,
            _ => 0,
        };
        _items = scheme.Kind == PageKind.Offset ? _position : 0;
        _request = scheme is { SizeParameter: not null, Size: { } size } ? RequestParameters.With(request, scheme.SizeParameter, (long)size) : request;
        First = scheme.Kind is PageKind.Offset && _position > 0 ? At(_position) : _request;
    }

    /// <summary>Whether a walk can begin after any number of items.</summary>
    public static bool CanSkip(PageScheme scheme) => scheme.Kind == PageKind.Offset;

    /// <summary>Whether it can be seen of a page that the service took the request's parameter for what it is: it bears the marks of the service's own pages.</summary>
    public static bool IsPage(PageScheme scheme, Page page) =>
        scheme.IsExplicit || (page.Link is null && (page.More is not null || page.Total is not null));

    public ApiRequest First { get; }

    /// <summary>The request for the page after this one; null after the last.</summary>
    /// <exception cref="ApiException">The service repeats itself, or leads to another origin.</exception>
    public ApiRequest? After(Page page)
    {
        // Links and marks have to be others each time; a number is one that the service may not know.
        if (_scheme.Kind is PageKind.Offset or PageKind.Number && page.Count > 0 && _lastFingerprint == page.Fingerprint)
        {
            throw Repeated("sent the same page twice");
        }

        _lastFingerprint = page.Fingerprint;
        _items += page.Count;
        if (!_scheme.IsExplicit && page.Link is not null)
        {
            _followsLinks = true;
            return Follow(page, page.Link);
        }

        // A list that was given by links ends where there is none.
        if (_followsLinks)
        {
            return null;
        }

        return _scheme.Kind switch
        {
            PageKind.Cursor => string.IsNullOrEmpty(page.Next) ? null : FollowMark(page, page.Next),
            PageKind.Offset => IsLast(page) ? null : At(_position += page.Count),
            PageKind.Number => IsLast(page) ? null : At(++_position),
            _ => page.Link is null ? null : Follow(page, page.Link),
        };
    }

    private static ApiException Repeated(string how) => new(ApiErrorId.InvalidResponse, $"The service {how}; further pages would never end.")
    {
        RecommendedAction = "Check with -PageBy that the service's own parameter is used; a service that does not know it sends its first page again and again.",
    };

    private static bool IsAddress(string next) =>
        next.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || next.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || next.StartsWith('/')
        || next.StartsWith('?');

    private bool IsLast(Page page)
    {
        if (page.Count == 0)
        {
            return page.More == true ? throw Repeated("says that there are more items and sends none") : true;
        }

        // An answer without the marks of the service's own pages is no page, but the whole list.
        return page.More is { } more ? !more
            : page.Total is { } total ? _items >= total
            : !_scheme.IsExplicit || page.Count < _scheme.Size;
    }

    private ApiRequest At(long position) => RequestParameters.With(_request, _scheme.Parameter!, position);

    private ApiRequest FollowMark(Page page, string mark)
    {
        if (_scheme.Parameter is null || IsAddress(mark))
        {
            return Follow(page, mark);
        }

        return _seen.Add(mark) ? RequestParameters.With(_request, _scheme.Parameter, mark) : throw Repeated("gave the mark of a page that was there before");
    }

    // The address is the service's own, query and all; its origin is checked where it is sent.
    private ApiRequest Follow(Page page, string link)
    {
        if (!Uri.TryCreate(page.Address, link, out var next))
        {
            throw new ApiException(ApiErrorId.InvalidResponse, "The service's link to the next page is not an address.");
        }

        string address = next.AbsoluteUri;
        _seen.Add(page.Address.AbsoluteUri);
        return _seen.Add(address)
            ? _request with { Uri = address, Query = [] }
            : throw Repeated("links to a page that was there before");
    }
}
