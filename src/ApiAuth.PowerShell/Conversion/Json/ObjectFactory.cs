using System.Collections;
using System.Linq.Expressions;
using System.Management.Automation;

namespace ApiAuth.PowerShell.Conversion.Json;

/// <summary>Makes the objects that JSON becomes, through constructors that the reference assembly does not know.</summary>
internal static class ObjectFactory
{
    private static readonly Func<int, PSObject> NewObject = Compile<PSObject>(typeof(PSObject));

    // A Hashtable that keeps the order of its members, as ConvertFrom-Json -AsHashtable gives it.
    private static readonly Func<int, Hashtable> NewTable =
        Compile<Hashtable>(typeof(PSObject).Assembly.GetType("System.Management.Automation.OrderedHashtable", throwOnError: true)!);

    /// <param name="capacity">How many members it will have.</param>
    public static PSObject CreateObject(int capacity) => NewObject(capacity);

    /// <param name="capacity">How many members it will have.</param>
    public static Hashtable CreateTable(int capacity) => NewTable(capacity);

    private static Func<int, T> Compile<T>(Type type)
    {
        var capacity = Expression.Parameter(typeof(int));
        var constructor = type.GetConstructor([typeof(int)])!;
        return Expression.Lambda<Func<int, T>>(Expression.New(constructor, capacity), capacity).Compile();
    }
}
