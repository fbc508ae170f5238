using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ApiAuth.Core.Tests.Support;

namespace ApiAuth.Core.Tests;

/// <summary>Keeps SCENARIOS.md true.</summary>
public sealed partial class ScenarioTableTests
{
    private const int Scenarios = 72;

    [Fact]
    public void Every_scenario_has_one_row() =>
        Assert.Equal(Enumerable.Range(1, Scenarios), Rows().Select(static row => row.Number));

    [Fact]
    public void Every_row_names_a_test_or_says_why_there_is_none() =>
        Assert.All(Rows(), static row => Assert.True(row.Tests.Length > 0 || row.Text.Contains("does not apply", StringComparison.Ordinal), row.Text));

    [Fact]
    public void Every_test_that_a_row_names_exists_and_names_the_scenario() => Assert.Empty(
        Rows().SelectMany(static row => row.Tests.Select(test => (row.Number, test))).Except(Tests()));

    [Fact]
    public void Every_test_that_names_a_scenario_is_in_its_row() => Assert.Empty(
        Tests().Except(Rows().SelectMany(static row => row.Tests.Select(test => (row.Number, test)))));

    private static IEnumerable<(int Number, string Test)> Tests() =>
        from type in Assembly.GetExecutingAssembly().GetTypes()
        from method in type.GetMethods()
        from scenario in method.GetCustomAttributes<ScenarioAttribute>()
        select (scenario.Number, $"{type.Name}.{method.Name}");

    private static Row[] Rows()
    {
        string table = Path.Combine(AppContext.BaseDirectory, "SCENARIOS.md");
        return
        [
            .. from line in File.ReadLines(table)
               let cells = RowPattern().Match(line)
               where cells.Success
               select new Row(
                   int.Parse(cells.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
                   [.. TestPattern().Matches(cells.Groups["tests"].Value).Select(static test => test.Groups["name"].Value)],
                   line),
        ];
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \| (?<tests>.*?) \| (?<text>.+) \|$")]
    private static partial Regex RowPattern();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex TestPattern();

    private sealed record Row(int Number, string[] Tests, string Text);
}
