using System.Collections;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The management key and the external API key of the tests, and an assertion that an exception contains no secret.</summary>
internal static class TestSecrets
{
    public const string ManagementKey = "canary-management-key-4711";

    /// <summary>Of a customer, with characters that JSON escapes.</summary>
    public const string ExternalApiKey = "canary-external-key of \"Zoë\" + 4711";

    private const int MaxDepth = 8;

    /// <summary>Checks the text of the exception and of everything that is reachable through public properties and items.</summary>
    public static void AssertNotIn(Exception exception)
    {
        foreach (var text in GetTexts(exception, 0, []))
        {
            Assert.DoesNotContain(ManagementKey, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("canary-external", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(RawServer.Secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static List<string> GetTexts(object? value, int depth, HashSet<object> visited)
    {
        if (value is null || depth > MaxDepth || !(value is string || visited.Add(value)))
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
            texts.AddRange(items.Cast<object?>().Take(100).SelectMany(item => GetTexts(item, depth + 1, visited)));
        }

        foreach (var property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            texts.AddRange(GetTexts(GetValue(property, value), depth + 1, visited));
        }

        return texts;
    }

    private static object? GetValue(System.Reflection.PropertyInfo property, object instance)
    {
        try
        {
            return property.GetValue(instance);
        }
        catch (System.Reflection.TargetInvocationException)
        {
            return null;
        }
    }
}
