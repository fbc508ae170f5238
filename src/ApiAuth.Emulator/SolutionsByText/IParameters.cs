namespace ApiAuth.Emulator.SolutionsByText;

/// <summary>The parameters of a call, wherever they travel: query, JSON body or SOAP element.</summary>
internal interface IParameters
{
    string? Text(string name);

    /// <summary>How many elements a list has; 0 where it is absent.</summary>
    int Count(string list);
}
