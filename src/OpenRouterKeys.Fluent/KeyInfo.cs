using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>What the API tells of a key, its secret apart. Members that an answer lacks, or has as null, keep their defaults.</summary>
public sealed record KeyInfo
{
    /// <summary>The key's id for the other calls (<c>hash</c>). Opaque; empty where a creation's answer did not tell it, or told the secret instead.</summary>
    public required string Hash { get; init; }

    /// <summary>The key's name (<c>name</c>).</summary>
    public string Name { get; init; } = "";

    /// <summary>The key's mask (<c>label</c>), as in <c>sk-or-v1-abc...xyz</c>.</summary>
    public string Label { get; init; } = "";

    /// <summary>Whether the key is switched off (<c>disabled</c>).</summary>
    public bool IsDisabled { get; init; }

    /// <summary>How much the key may spend, in US dollars (<c>limit</c>). Null: unlimited.</summary>
    public decimal? LimitUsd { get; init; }

    /// <summary>How much of the limit is left, in US dollars (<c>limit_remaining</c>); may be negative. Null: not told.</summary>
    public decimal? LimitRemainingUsd { get; init; }

    /// <summary>How often the limit refills (<c>limit_reset</c>), at midnight UTC.</summary>
    public LimitReset LimitReset { get; init; }

    /// <summary>Whether spending through the account's own provider keys counts towards the limit (<c>include_byok_in_limit</c>).</summary>
    public bool IncludeByokInLimit { get; init; }

    /// <summary>What was spent through OpenRouter, in US dollars (<c>usage</c>, <c>usage_daily</c>, …).</summary>
    public KeyUsage Usage { get; init; }

    /// <summary>What was spent through the account's own provider keys, in US dollars (<c>byok_usage</c>, <c>byok_usage_daily</c>, …).</summary>
    public KeyUsage ByokUsage { get; init; }

    /// <summary>When the key was made (<c>created_at</c>), in UTC. Null: not told.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the key was last changed (<c>updated_at</c>), in UTC. Null: never, or not told.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the key stops working (<c>expires_at</c>), in UTC. Null: it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The workspace that the key belongs to (<c>workspace_id</c>). Null: not told.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>The user the key was created for (<c>creator_user_id</c>). Null: not told.</summary>
    public string? CreatorUserId { get; init; }

    /// <summary>Members of the answer that have no property here, and those whose value had an unexpected type, by their wire names.
    /// Never a secret. Compared by content.</summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; init => field = PropertyBag.Of(value); } = PropertyBag.None;
}
