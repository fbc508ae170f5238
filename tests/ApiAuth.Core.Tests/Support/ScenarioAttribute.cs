using Xunit.v3;

namespace ApiAuth.Core.Tests.Support;

/// <summary>Names the scenario of SCENARIOS.md that a test shows to be survived.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ScenarioAttribute(int number) : Attribute, ITraitAttribute
{
    public int Number => number;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Scenario", $"{number}")];
}
