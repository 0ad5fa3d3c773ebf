using System.Collections.ObjectModel;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>Members of an answer that no property holds, compared by content, so that records that hold them compare as records do.</summary>
internal sealed class ExtraMembers : ReadOnlyDictionary<string, JsonElement>
{
    public static readonly ExtraMembers None = new(new Dictionary<string, JsonElement>(StringComparer.Ordinal));

    private ExtraMembers(IDictionary<string, JsonElement> members)
        : base(members)
    {
    }

    /// <summary>A copy that no document's disposal and no later change can touch.</summary>
    public static ExtraMembers Of(IReadOnlyDictionary<string, JsonElement>? members) => members switch
    {
        null or { Count: 0 } => None,
        ExtraMembers own => own,
        _ => new(members.ToDictionary(member => member.Key, member => member.Value.Clone(), StringComparer.Ordinal)),
    };

    public override bool Equals(object? obj) =>
        obj is ExtraMembers other
        && Count == other.Count
        && this.All(member => other.TryGetValue(member.Key, out var value) && JsonElement.DeepEquals(member.Value, value));

    public override int GetHashCode() => Keys.Aggregate(Count, (hash, name) => hash ^ string.GetHashCode(name, StringComparison.Ordinal));

    public override string ToString() => $"[{string.Join(", ", Keys.Order(StringComparer.Ordinal))}]";
}
