using System.Text.Json;
using ApiAuth.Emulator.Hosting;

namespace ApiAuth.Emulator.SoftExpert;

/// <summary>Datasets: ids are case-sensitive, nulls come as empty strings, dates as milliseconds since 1970.</summary>
internal static class Datasets
{
    private const int MaximumRows = 10_000;
    private const int Employees = 25;

    private static readonly string[] _departments = ["Quality", "Research", "Sales", "Finance", "Légal"];

    /// <summary>GET is unfiltered; POST has a JSON object whose members are the values to look for.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        if (RowsAskedFor(context) is not { } rowsAskedFor)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "rows is a number that is not negative.");
            return;
        }

        IEnumerable<Dictionary<string, object>>? rows = (string?)context.Request.RouteValues["id"] switch
        {
            "employees" => Enumerable.Range(1, Employees).Select(Row),
            "big" => Enumerable.Range(1, Math.Min(rowsAskedFor, MaximumRows)).Select(Row),
            _ => null,
        };
        if (rows is null)
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "Dataset not found.");
            return;
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (await RequestBody.ReadJsonObjectAsync(context) is not { } wanted)
            {
                await FailAsync(context, StatusCodes.Status400BadRequest, "The body is not a JSON object.");
                return;
            }

            rows = rows.Where(row => wanted.EnumerateObject().All(member => IsEqual(row, member)));
        }

        await Answer.JsonAsync(context, rows);
    }

    private static int? RowsAskedFor(HttpContext context) => (string?)context.Request.Query["rows"] is not { } text
        ? MaximumRows
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) ? rows : null;

    private static Dictionary<string, object> Row(int number) => new()
    {
        ["id"] = number,
        ["name"] = $"Employee {number}",
        ["department"] = _departments[number % _departments.Length],
        ["hired"] = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number).ToUnixTimeMilliseconds(),
        ["left"] = number % 5 == 0 ? new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number).ToUnixTimeMilliseconds() : "",
    };

    private static bool IsEqual(Dictionary<string, object> row, JsonProperty wanted) =>
        row.TryGetValue(wanted.Name, out object? actual)
        && string.Equals(Convert.ToString(actual, CultureInfo.InvariantCulture), wanted.Value.ToString(), StringComparison.Ordinal);

    private static Task FailAsync(HttpContext context, int status, string message) => Answer.JsonAsync(context, new { message, status }, status);
}
