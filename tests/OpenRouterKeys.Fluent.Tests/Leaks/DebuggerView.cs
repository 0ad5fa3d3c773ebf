using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The texts that a debugger displays for an expanded value: its <c>DebuggerDisplay</c>, its type proxy, and its members down to a
/// maximum depth. Private members are included for the library's types only.</summary>
internal static partial class DebuggerView
{
    private const int MaxDepth = 7;
    private const int MaxItems = 50;
    private const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> TextsOf(object? value) => TextsOf(value, MaxDepth, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static IEnumerable<string> TextsOf(object? value, int depth, HashSet<object> seen)
    {
        if (value is null || depth == 0 || !(value is string || seen.Add(value)))
        {
            return [];
        }

        var type = value.GetType();
        string[] texts = [Text(() => value), .. DebuggerDisplays(value)];
        if (type.IsPrimitive || value is string or decimal or Delegate or Task or MemberInfo or Assembly or Module)
        {
            return texts;
        }

        var expanded = type.GetCustomAttribute<DebuggerTypeProxyAttribute>() is { } proxy ? Proxy(proxy, value) ?? value : value;
        var items = value is IEnumerable list ? list.Cast<object?>().Take(MaxItems) : [];
        return texts.Concat(Members(expanded).Concat(items).SelectMany(member => TextsOf(member, depth - 1, seen)));
    }

    private static IEnumerable<string> DebuggerDisplays(object value) =>
        from attribute in value.GetType().GetCustomAttributes<DebuggerDisplayAttribute>(inherit: true)
        from Match expression in Expression.Matches(attribute.Value ?? "")
        select Text(() => Evaluate(expression.Groups["member"].Value, value));

    private static object? Evaluate(string member, object value)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var type = value.GetType();
        return type.GetMethod(member, Any, []) is { } method ? method.Invoke(value, null)
            : type.GetProperty(member, Any) is { } property ? property.GetValue(value)
            : type.GetField(member, Any)?.GetValue(value);
    }

    private static object? Proxy(DebuggerTypeProxyAttribute attribute, object value)
    {
        var type = Type.GetType(attribute.ProxyTypeName)!;
        type = type.IsGenericTypeDefinition ? type.MakeGenericType(value.GetType().GetGenericArguments()) : type;
        try
        {
            return Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [value], null);
        }
        catch (MissingMethodException)
        {
            return null;
        }
    }

    private static IEnumerable<object?> Members(object value)
    {
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            var flags = type.Assembly == typeof(Secret).Assembly ? Public | BindingFlags.NonPublic : Public;
            foreach (var property in type.GetProperties(flags).Where(property => IsDisplayed(property) && property.GetIndexParameters().Length == 0))
            {
                yield return Read(() => property.GetValue(value));
            }

            foreach (var field in type.GetFields(flags).Where(IsDisplayed))
            {
                yield return Read(() => field.GetValue(value));
            }
        }
    }

    private static bool IsDisplayed(MemberInfo member) =>
        member.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never
        && member.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null;

    private static string Text(Func<object?> read) => Read(() => read()?.ToString()) as string ?? "";

    private static object? Read(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) // a debugger displays the exception of a property that throws
        {
            return exception.ToString();
        }
    }

    // For example {Member} or {Member(),nq}
    [GeneratedRegex(@"\{(?<member>\w+)(\(\))?(,\w+)?\}")]
    private static partial Regex Expression { get; }
}
