using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Security;
using System.Xml;
using ApiAuth.Errors;

namespace ApiAuth.PowerShell.Conversion;

/// <summary>Values as PowerShell hands them over.</summary>
internal static class PSValues
{
    /// <summary>Without the wrapper that PowerShell may have put around it; an object that is nothing but properties stays one.</summary>
    public static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The elements of a list; anything else is one value.</summary>
    public static IEnumerable<object?> Each(object? value) => Unwrap(value) switch
    {
        string or byte[] or IDictionary or XmlNode or null => [value],
        IEnumerable list => list.Cast<object?>(),
        _ => [value],
    };

    /// <summary>The members of a dictionary or of an object that is nothing but properties, in their order; null for anything else.</summary>
    /// <param name="value">What may have members.</param>
    /// <param name="parameter">What it was given to.</param>
    /// <exception cref="ArgumentException">A property can't be read.</exception>
    public static IDictionary? Members(object? value, string parameter)
    {
        switch (Unwrap(value))
        {
            case IDictionary dictionary:
                return dictionary;
            case PSObject item:
                var members = new OrderedDictionary();
                foreach (var property in item.Properties)
                {
                    members.Add(property.Name, Read(property, parameter));
                }

                return members;
            default:
                return null;
        }
    }

    /// <exception cref="ArgumentException">Its getter failed.</exception>
    public static object? Read(PSPropertyInfo property, string parameter)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            throw InvalidInput.For(parameter, $"'{property.Name}' can't be read: {exception.GetBaseException().Message}");
        }
    }

    /// <summary>What is said of a SecureString or a credential that stands where it would be sent.</summary>
    /// <param name="value">One of the two.</param>
    /// <param name="parameter">What it was given to.</param>
    /// <param name="name">Of the member that it is; null where it is none.</param>
    public static Exception Refused(object? value, string parameter, string? name)
    {
        string what = name is null ? "It" : $"'{name}'";
        return InvalidInput.For(parameter, Unwrap(value) is SecureString
            ? $"{what} is a SecureString; say that it may be sent by converting it with ConvertFrom-SecureString -AsPlainText."
            : $"{what} is a credential; put the user name and the password there as the service wants them.");
    }
}
