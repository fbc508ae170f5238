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
    public void Every_row_names_a_test() => Assert.All(Rows(), static row => Assert.NotEmpty(row.Tests));

    [Fact]
    public void Every_test_that_a_row_names_exists_and_names_the_scenario() => Assert.Empty(
        Rows().SelectMany(static row => row.Tests.Select(test => (row.Number, test))).Except(Tests()));

    [Fact]
    public void Every_test_that_names_a_scenario_is_in_its_row() => Assert.Empty(
        Tests().Except(Rows().SelectMany(static row => row.Tests.Select(test => (row.Number, test)))));

    [Fact]
    public void Every_row_that_names_a_Pester_file_has_its_tag_there_and_every_tag_its_row() => Assert.Equal(
        Rows().SelectMany(static row => PesterPattern().Matches(row.Text).Select(file => (row.Number, File: file.Groups["file"].Value))).Order(),
        Tags().Distinct().Order());

    private static IEnumerable<(int Number, string File)> Tags() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "pester"), "*.Tests.ps1")
        from Match tag in TagPattern().Matches(File.ReadAllText(path))
        select (int.Parse(tag.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), Path.GetFileName(path));

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

    [GeneratedRegex(@"pester/(?<file>[\w.-]+\.Tests\.ps1)")]
    private static partial Regex PesterPattern();

    [GeneratedRegex(@"-Tag Scenario(?<number>\d+)\b")]
    private static partial Regex TagPattern();

    private sealed record Row(int Number, string[] Tests, string Text);
}
