using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.FourWayShop;

/// <summary>`/api?cmd=NAME_v1`: the permission that a command needs is its name without the version.</summary>
internal sealed class FourWayShopCommands(EmulatorState state, FourWayShopUsers users, FourWayShopSessions sessions, Brands brands)
{
    private const int Products = 500;

    public static ValueTask<string?> ReadNameAsync(HttpContext context) => ValueTask.FromResult((string?)context.Request.Query["cmd"]);

    public async Task AnswerAsync(HttpContext context)
    {
        if (sessions.Authenticate(context) is not { } session || users.IsBlocked(session.Account))
        {
            await FourWayShopErrors.AccessDeniedAsync(context);
            return;
        }

        string command = context.Request.Query["cmd"].ToString();
        string permission = command.Split('_')[0];
        if (!session.Account.Permissions.Contains(permission))
        {
            await FourWayShopErrors.MissingPermissionAsync(context, permission);
            return;
        }

        await (command switch
        {
            "brand_v1" => AnswerBrandAsync(context),
            "order_v1" => Page.WriteAsync(context, Enumerable.Range(1, state.Settings.FourWayShop.Orders).Select(Order)),
            "product_v1" => Page.WriteAsync(context, Enumerable.Range(1, Products).Select(Product)),
            _ => FourWayShopErrors.NotFoundAsync(context, $"Unknown command '{command}'"),
        });
    }

    private static object Order(int number) => new
    {
        orderId = number,
        orderNumber = $"2026/{number.ToString("D6", CultureInfo.InvariantCulture)}",
        orderDate = new DateOnly(2026, 1, 1).AddDays(number % 365),
        customerCode = $"C{(number % 97).ToString("D4", CultureInfo.InvariantCulture)}",
        totalAmount = number * 1.25m,
        note = number % 10 == 0 ? "Più tardi" : null,
    };

    private static object Product(int number) => new
    {
        productCode = $"P{number.ToString("D5", CultureInfo.InvariantCulture)}",
        description = $"Product {number}",
        price = number * 0.99m,
    };

    private Task AnswerBrandAsync(HttpContext context)
    {
        string? code = context.Request.Query["brandCode"];
        return context.Request.Method switch
        {
            "POST" => AddBrandAsync(context),
            "PATCH" => ChangeBrandAsync(context, code),
            _ when code is null => Page.WriteAsync(context, brands.All),
            _ => WriteBrandAsync(context, brands.Find(code)),
        };
    }

    private async Task AddBrandAsync(HttpContext context)
    {
        if (await RequestBody.ReadJsonAsync<BrandBody>(context) is not { BrandCode: { Length: > 0 } code, Description: { } description })
        {
            await FourWayShopErrors.BadRequestAsync(context, "brandCode and description are required");
            return;
        }

        await (brands.TryAdd(new Brand(code, description)) is { } brand
            ? WriteBrandAsync(context, brand)
            : FourWayShopErrors.BadRequestAsync(context, $"Brand '{code}' exists already"));
    }

    private async Task ChangeBrandAsync(HttpContext context, string? code)
    {
        BrandBody? body = await RequestBody.ReadJsonAsync<BrandBody>(context);
        string? brandCode = code ?? body?.BrandCode;
        string? description = body?.Description;
        await (brandCode is null || description is null
            ? FourWayShopErrors.BadRequestAsync(context, "brandCode and description are required")
            : WriteBrandAsync(context, brands.Change(brandCode, description)));
    }

    private static Task WriteBrandAsync(HttpContext context, Brand? brand) => brand is null
        ? FourWayShopErrors.NotFoundAsync(context, "Brand not found")
        : Answer.JsonAsync(context, new { valueObject = brand });

    private sealed record BrandBody(string? BrandCode, string? Description);
}
