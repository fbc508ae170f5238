namespace ApiAuth.Emulator.FourWayShop;

/// <summary>The documents that can be changed.</summary>
internal sealed class Brands
{
    private const int Initial = 60;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Brand> _brands = new(StringComparer.Ordinal);

    public Brands() => Reset();

    public IReadOnlyList<Brand> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _brands.Values];
            }
        }
    }

    public Brand? Find(string code)
    {
        lock (_gate)
        {
            return _brands.GetValueOrDefault(code);
        }
    }

    /// <summary>Null where the code is taken.</summary>
    public Brand? TryAdd(Brand brand)
    {
        lock (_gate)
        {
            return _brands.TryAdd(brand.Code, brand) ? brand : null;
        }
    }

    /// <summary>Null where there is none of that code.</summary>
    public Brand? Change(string code, string description)
    {
        lock (_gate)
        {
            return _brands.ContainsKey(code) ? _brands[code] = new Brand(code, description) : null;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _brands.Clear();
            for (int number = 1; number <= Initial; number++)
            {
                string code = $"B{number.ToString("D3", CultureInfo.InvariantCulture)}";
                _brands.Add(code, new Brand(code, $"Brand {number}"));
            }
        }
    }
}
