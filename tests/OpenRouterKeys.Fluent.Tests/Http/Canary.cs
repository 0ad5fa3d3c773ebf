using System.Collections;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Secrets that must turn up nowhere, and where they are looked for in an exception: everywhere a walk gets to.</summary>
internal static class Canary
{
    public const string ManagementKey = "canary-management-key-4711";

    private const int DeepestLevel = 8;

    public static void AssertNotIn(Exception exception)
    {
        foreach (var text in Texts(exception, 0, []))
        {
            Assert.DoesNotContain(ManagementKey, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(RawServer.Secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    // Public properties and items, whatever the type.
    private static List<string> Texts(object? value, int depth, HashSet<object> seen)
    {
        if (value is null || depth > DeepestLevel || !(value is string || seen.Add(value)))
        {
            return [];
        }

        List<string> texts = [value.ToString() ?? ""];
        if (value is string || value.GetType().IsPrimitive || value is Type or System.Reflection.MemberInfo or System.Reflection.Module or System.Reflection.Assembly)
        {
            return texts;
        }

        if (value is IEnumerable items)
        {
            texts.AddRange(items.Cast<object?>().Take(100).SelectMany(item => Texts(item, depth + 1, seen)));
        }

        foreach (var property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            texts.AddRange(Texts(Read(property, value), depth + 1, seen));
        }

        return texts;
    }

    private static object? Read(System.Reflection.PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (System.Reflection.TargetInvocationException)
        {
            return null;
        }
    }
}
