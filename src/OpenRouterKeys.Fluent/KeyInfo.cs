using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>A key's metadata, without its secret. A property has its default value if the response does not contain it, or contains null
/// or a value of an unexpected type.</summary>
/// <remarks>System.Text.Json writes and reads the C# properties, with the naming policy of your options. Which settings the response lacked is not
/// written. <see cref="WriteJson"/> writes the API's own form.</remarks>
public sealed record KeyInfo
{
    /// <summary>The key's id, which all other calls need (<c>hash</c>). It is opaque and not a secret. Empty for the current key
    /// (<c>GET /key</c>), and if the response to a creation contained no hash or contained the secret in its place.</summary>
    public required string Hash { get; init; }

    /// <summary>The key's name (<c>name</c>).</summary>
    public string Name
    {
        get;
        init => (field, UnknownSettings) = (value ?? "", UnknownSettings.Without(KeySettings.Name)); // a source-generated context sets null for a missing property
    } = "";

    /// <summary>The masked secret (<c>label</c>), such as <c>sk-or-v1-abc...xyz</c>.</summary>
    public string Label { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the key is disabled (<c>disabled</c>).</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The spending limit in US dollars (<c>limit</c>). Null: unlimited.</summary>
    public decimal? LimitUsd
    {
        get;
        init => (field, UnknownSettings) = (value, UnknownSettings.Without(KeySettings.Limit));
    }

    /// <summary>The remaining limit in US dollars (<c>limit_remaining</c>); it can be negative. Null: unlimited, or unknown.</summary>
    public decimal? LimitRemainingUsd { get; init; }

    /// <summary>How often the spending limit resets (<c>limit_reset</c>), at midnight UTC.</summary>
    public LimitReset LimitReset
    {
        get;
        init => (field, UnknownSettings) = (value, UnknownSettings.Without(KeySettings.LimitReset));
    }

    /// <summary>Whether spending through the account's own provider keys (BYOK) counts towards the limit (<c>include_byok_in_limit</c>).</summary>
    public bool IncludeByokInLimit
    {
        get;
        init => (field, UnknownSettings) = (value, UnknownSettings.Without(KeySettings.IncludeByokInLimit));
    }

    /// <summary>The amounts spent through OpenRouter, in US dollars (<c>usage</c>, <c>usage_daily</c>, …).</summary>
    public KeyUsage Usage { get; init; }

    /// <summary>The amounts spent through the account's own provider keys, in US dollars (<c>byok_usage</c>, <c>byok_usage_daily</c>, …).</summary>
    public KeyUsage ByokUsage { get; init; }

    /// <summary>When the key was created (<c>created_at</c>), in UTC. Null: unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the key was last updated (<c>updated_at</c>), in UTC. Null: never, or unknown.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the key expires (<c>expires_at</c>), in UTC. Null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the key was last used (<c>last_used_at</c>), in UTC. Null: no use has been recorded since the end of 2025, or unknown. If
    /// <see cref="Usage"/> or <see cref="ByokUsage"/> is above 0, the key was last used before then.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The id of the key's workspace (<c>workspace_id</c>). Null: unknown.</summary>
    public Guid? WorkspaceId { get; init; }

    /// <summary>The id of the user for whom the key was created (<c>creator_user_id</c>). Null: unknown.</summary>
    public string? CreatorUserId { get; init; }

    /// <summary>Your own id for the customer that the key is for (<c>external_user</c>). Null: none, or unknown.</summary>
    public string? ExternalUser { get; init; }

    /// <summary>The response's properties that have no C# property or a value of an unexpected type, by their JSON names. They never contain
    /// a secret. They are compared by content.</summary>
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties { get; init => field = PropertyBag.CopyOf(value); } = PropertyBag.Empty;

    /// <summary>The settings that the response lacks or that could not be read. Setting one of the required settings removes it.</summary>
    internal UnknownSettings UnknownSettings { get; init; }

    /// <summary>Writes the API's own JSON form, as a list contains it, including <see cref="AdditionalProperties"/>. A property without a value
    /// is null; a setting that the response lacked is omitted.</summary>
    /// <param name="utf8Json">The buffer to write to, in UTF-8.</param>
    public void WriteJson(IBufferWriter<byte> utf8Json)
    {
        ArgumentNullException.ThrowIfNull(utf8Json);
        using var writer = new Utf8JsonWriter(utf8Json);
        KeyInfoWriter.Write(this, writer);
    }
}
