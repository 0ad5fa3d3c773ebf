using System.Collections.ObjectModel;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>JSON properties that have no C# property. They are compared by content, so that records that contain them are, too.</summary>
internal sealed class PropertyBag : ReadOnlyDictionary<string, JsonElement>
{
    public static new readonly PropertyBag Empty = new(new Dictionary<string, JsonElement>(StringComparer.Ordinal));

    private PropertyBag(IDictionary<string, JsonElement> properties)
        : base(properties)
    {
    }

    /// <summary>Creates a copy that does not depend on the dictionary or on the values' documents.</summary>
    public static PropertyBag CopyOf(IReadOnlyDictionary<string, JsonElement>? properties) => properties switch
    {
        null or { Count: 0 } => Empty,
        PropertyBag bag => bag,
        _ => new(properties.ToDictionary(property => property.Key, property => property.Value.Clone(), StringComparer.Ordinal)),
    };

    public override bool Equals(object? obj) =>
        obj is PropertyBag other
        && Count == other.Count
        && this.All(property => other.TryGetValue(property.Key, out var value) && JsonElement.DeepEquals(property.Value, value));

    public override int GetHashCode() => Keys.Aggregate(Count, (hash, name) => hash ^ string.GetHashCode(name, StringComparison.Ordinal));

    public override string ToString() => $"[{string.Join(", ", Keys.Order(StringComparer.Ordinal))}]";
}
