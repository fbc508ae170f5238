namespace ApiAuth.Sessions;

/// <summary>Which session serves where none is named: the host decides how far that reaches, such as one runspace.</summary>
internal interface IDefaultSession
{
    /// <summary>Null where there is none.</summary>
    ApiSession? Current { get; set; }
}
