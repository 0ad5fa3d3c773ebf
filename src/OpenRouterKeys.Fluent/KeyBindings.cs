namespace OpenRouterKeys.Fluent;

/// <summary>The restrictions and permissions that OpenRouter binds to a key's hash. They do not move to another key by themselves. They are compared by
/// content.</summary>
public sealed record KeyBindings
{
    /// <summary>No bindings.</summary>
    public static KeyBindings None { get; } = new();

    /// <summary>The id of the guardrail that is assigned to the key; null: none. A workspace's default guardrail applies without an assignment.</summary>
    public string? GuardrailId { get; init; }

    /// <summary>The policies that are assigned to the key itself. A workspace's default policies apply without an assignment.</summary>
    public IReadOnlyList<PolicyBinding> Policies { get; init; } = [];

    /// <summary>The policy types whose workspace default does not apply to the key (<c>opted_out</c>). They are reported and never transferred, so
    /// a new key is restricted more, not less.</summary>
    public IReadOnlyList<string> OptedOut { get; init; } = [];

    /// <summary>The ids of the provider credentials (BYOK) whose list of allowed keys contains the key. They are reported, and this library never
    /// changes them.</summary>
    public IReadOnlyList<string> ProviderKeyIds { get; init; } = [];

    /// <summary>The ids of the observability destinations whose list of keys contains the key. They are reported, and this library never changes
    /// them.</summary>
    public IReadOnlyList<string> DestinationIds { get; init; } = [];

    /// <summary>The kinds of bindings that could not be read, with the reason, as in <c>budget policies: 403</c>.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(KeyBindings? other) =>
        other is not null
        && GuardrailId == other.GuardrailId
        && Policies.SequenceEqual(other.Policies)
        && OptedOut.SequenceEqual(other.OptedOut)
        && ProviderKeyIds.SequenceEqual(other.ProviderKeyIds)
        && DestinationIds.SequenceEqual(other.DestinationIds)
        && Unreadable.SequenceEqual(other.Unreadable);

    /// <inheritdoc />
    public override int GetHashCode() =>
        HashCode.Combine(GuardrailId, Policies.Count, OptedOut.Count, ProviderKeyIds.Count, DestinationIds.Count, Unreadable.Count);
}

/// <summary>A policy that is assigned to a key.</summary>
/// <param name="PolicyType">The type of the policy (<c>policy_type</c>), as in <c>budget</c>.</param>
/// <param name="PolicyId">The id of the policy (<c>policy_id</c>).</param>
public sealed record PolicyBinding(string PolicyType, string PolicyId);
