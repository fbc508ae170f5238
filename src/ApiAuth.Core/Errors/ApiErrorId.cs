namespace ApiAuth;

/// <summary>The stable identifiers of failures; a <c>FullyQualifiedErrorId</c> begins with one of them.</summary>
/// <remarks>Each has a text of the same name in <c>Remedies.resx</c>: what to do about it.</remarks>
public static class ApiErrorId
{
    /// <summary>The service refused the credentials. They are not sent again until they change.</summary>
    public const string LoginRejected = nameof(LoginRejected);

    /// <summary>The login could not be completed, though the credentials were not refused.</summary>
    public const string LoginFailed = nameof(LoginFailed);

    /// <summary>The service refused the token, and a new one was not to be had or was refused too.</summary>
    public const string TokenRejected = nameof(TokenRejected);

    /// <summary>The login is good, but may not do this.</summary>
    public const string PermissionDenied = nameof(PermissionDenied);

    /// <summary>The service asked to slow down, and waiting longer would have gone beyond the time allowed.</summary>
    public const string RateLimited = nameof(RateLimited);

    /// <summary>The service answered with a status that means failure.</summary>
    public const string RequestFailed = nameof(RequestFailed);

    /// <summary>The service answered with success as its status and a failure in its body.</summary>
    public const string VendorError = nameof(VendorError);

    /// <summary>The service answered with a SOAP fault.</summary>
    public const string SoapFault = nameof(SoapFault);

    /// <summary>The answer is not what it claims to be: cut short, of another format, or with members missing or doubled.</summary>
    public const string InvalidResponse = nameof(InvalidResponse);

    /// <summary>The answer is larger than is read into memory.</summary>
    public const string ResponseTooLarge = nameof(ResponseTooLarge);

    /// <summary>The answer did not come within the time allowed.</summary>
    public const string Timeout = nameof(Timeout);

    /// <summary>No connection, or one that broke.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>The address is plain http, and a credential would travel readable to all.</summary>
    public const string UnencryptedAuthentication = nameof(UnencryptedAuthentication);

    /// <summary>The service redirected to another origin.</summary>
    public const string CrossOriginRedirect = nameof(CrossOriginRedirect);

    /// <summary>The address asked for is not of the session's origin.</summary>
    public const string CrossOriginRequest = nameof(CrossOriginRequest);

    /// <summary>No session was named, there is no default, and there is not exactly one.</summary>
    public const string NoDefaultSession = nameof(NoDefaultSession);

    /// <summary>No session has that name.</summary>
    public const string SessionNotFound = nameof(SessionNotFound);

    /// <summary>The session was disconnected.</summary>
    public const string SessionDisconnected = nameof(SessionDisconnected);

    /// <summary>The session is a copy that came from another process.</summary>
    public const string SessionDeserialized = nameof(SessionDeserialized);

    /// <summary>Another client uses a key whose every new token ends the one before.</summary>
    public const string AmbiguousLogin = nameof(AmbiguousLogin);

    /// <summary>What was to be imported is no exported session, is damaged, or was protected otherwise.</summary>
    public const string InvalidSessionFile = nameof(InvalidSessionFile);

    /// <summary>A token cache was asked for, and the system offers no protection for it.</summary>
    public const string TokenCacheUnavailable = nameof(TokenCacheUnavailable);
}
