namespace ApiAuth.Emulator.SolutionsByText;

internal sealed class QueryParameters(IQueryCollection query) : IParameters
{
    public string? Text(string name) => query[name];

    public int Count(string list) => query[list].Count;
}
