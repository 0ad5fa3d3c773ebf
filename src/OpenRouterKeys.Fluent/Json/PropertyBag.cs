using System.Collections.ObjectModel;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Members of an answer that no property holds, compared by content, so that records that hold them compare as records do.</summary>
internal sealed class PropertyBag : ReadOnlyDictionary<string, JsonElement>
{
    public static readonly PropertyBag None = new(new Dictionary<string, JsonElement>(StringComparer.Ordinal));

    private PropertyBag(IDictionary<string, JsonElement> members)
        : base(members)
    {
    }

    /// <summary>A copy that no document's disposal and no later change can touch.</summary>
    public static PropertyBag Of(IReadOnlyDictionary<string, JsonElement>? members) => members switch
    {
        null or { Count: 0 } => None,
        PropertyBag own => own,
        _ => new(members.ToDictionary(member => member.Key, member => member.Value.Clone(), StringComparer.Ordinal)),
    };

    public override bool Equals(object? obj) =>
        obj is PropertyBag other
        && Count == other.Count
        && this.All(member => other.TryGetValue(member.Key, out var value) && JsonElement.DeepEquals(member.Value, value));

    public override int GetHashCode() => Keys.Aggregate(Count, (hash, name) => hash ^ string.GetHashCode(name, StringComparison.Ordinal));

    public override string ToString() => $"[{string.Join(", ", Keys.Order(StringComparer.Ordinal))}]";
}
