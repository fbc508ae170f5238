namespace ApiAuth;

/// <summary>How requests to 4WS Suite carry their login.</summary>
public enum FourWayShopAuthenticationMode
{
    /// <summary>The token in the Authorization header; it runs out and is renewed by a new login.</summary>
    Bearer,

    /// <summary>The cookies of the login, which the server renews as they are used and drops when they are idle.</summary>
    Cookie,
}
