namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>What a <see cref="KeyInfo"/> tells, property by property, so that a property added to it cannot be forgotten here.</summary>
internal static class KeyFacts
{
    public static IReadOnlyDictionary<string, object?> Of(KeyInfo key) => typeof(KeyInfo).GetProperties()
        .Where(property => property.Name != nameof(KeyInfo.AdditionalProperties))
        .SelectMany(property => property.GetValue(key) is KeyUsage usage ? Of(property.Name, usage) : [KeyValuePair.Create(property.Name, property.GetValue(key))])
        .ToDictionary();

    public static string[] Differences(KeyInfo one, KeyInfo other)
    {
        var others = Of(other);
        return [.. Of(one).Where(fact => !Equals(fact.Value, others[fact.Key])).Select(fact => fact.Key)];
    }

    private static IEnumerable<KeyValuePair<string, object?>> Of(string name, KeyUsage usage) =>
        typeof(KeyUsage).GetProperties().Select(property => KeyValuePair.Create($"{name}.{property.Name}", property.GetValue(usage)));
}
