namespace OpenRouterKeys.Fluent.Rules.Configuration;

/// <summary>A section or a value of a .NET configuration, which stores every value as text: of a host's configuration, or of one file at compile time.</summary>
internal abstract class ConfigurationNode
{
    public abstract string Key { get; }

    /// <summary>The text; null for JSON null, for an empty object and for a section.</summary>
    public abstract string? Value { get; }

    public abstract IEnumerable<ConfigurationNode> Children { get; }

    /// <summary>Whether there is neither a text nor a child. A configuration does not distinguish null from an empty object.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Value) && !HasChildren;

    public bool HasChildren
    {
        get
        {
            using var children = Children.GetEnumerator();
            return children.MoveNext();
        }
    }

    /// <summary>Whether the keys are equal. Configuration keys are case-insensitive.</summary>
    public static bool AreEqual(string key, string other) => key.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the child, or null if there is none or it is empty.</summary>
    public ConfigurationNode? Find(string key)
    {
        foreach (var child in Children)
        {
            if (AreEqual(child.Key, key))
            {
                return child.IsEmpty ? null : child;
            }
        }

        return null;
    }
}
