namespace ApiAuth;

/// <summary>How to ask Solutions by Text for a token.</summary>
public enum SbtProtocol
{
    /// <summary>The SOAP service; the key travels in the body.</summary>
    Soap,

    /// <summary>The REST service; the key travels in the address, as the vendor has it.</summary>
    Rest,
}
