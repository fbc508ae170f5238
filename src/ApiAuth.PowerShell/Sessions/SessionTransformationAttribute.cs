using System.Collections;
using System.Management.Automation;

namespace ApiAuth.PowerShell.Sessions;

/// <summary>Lets a parameter take a session or its name. What is neither is left for the binder to refuse.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => List(inputData) is { } list
        ? list.Cast<object?>().Select(static item => SessionReference.From(item) ?? item).ToArray()
        : SessionReference.From(inputData) ?? inputData;

    private static IList? List(object? input) => (input is PSObject wrapped ? wrapped.BaseObject : input) as IList;
}
