namespace ApiAuth;

/// <summary>How to log in to Elvis.</summary>
public enum ElvisLoginMethod
{
    /// <summary><c>/services/apilogin</c>: a token in the Authorization header, with a fixed lifetime.</summary>
    Api,

    /// <summary><c>/services/login</c>: a cookie, with an anti-forgery token on what changes state.</summary>
    Web,
}
