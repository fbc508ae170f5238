namespace ApiAuth;

/// <summary>The public hosts of Solutions by Text.</summary>
public enum SbtEnvironment
{
    /// <summary><c>https://ui.solutionsbytext.com</c>.</summary>
    Production,

    /// <summary><c>https://test.solutionsbytext.com</c>.</summary>
    Staging,
}
