using System.Text.Json.Serialization;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules.Json;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>An immutable description of a key to create (the body of <c>POST /api/v1/keys</c>). Every step returns a new request, so
/// use what it returns. A step takes anything; what is wrong with a request is found by <see cref="Validate"/>, and nothing
/// invalid is sent. Requests are compared by their settings.</summary>
[JsonConverter(typeof(KeyRequestJsonConverter))]
public sealed partial record KeyRequest
{
    private KeyRequest()
    {
    }

    /// <summary>A template: breaks ORK1001 until <see cref="WithName"/>, so that no key is called after its tier by mistake.</summary>
    public static KeyRequest Unnamed { get; } = new();

    /// <summary>The key's name (<c>name</c>), shown in lists; not unique. Empty for <see cref="Unnamed"/>.</summary>
    public string Name { get; private init; } = "";

    /// <summary>How much the key may spend, in US dollars (<c>limit</c>). Null: unlimited. 0: it can never spend.</summary>
    public decimal? LimitUsd { get; private init; }

    /// <summary>How often the limit refills (<c>limit_reset</c>), at midnight UTC.</summary>
    public LimitReset LimitReset { get; private init; }

    /// <summary>Whether spending through the account's own provider keys counts (<c>include_byok_in_limit</c>). Null: not said, the API decides.</summary>
    public bool? IncludeByokInLimit { get; private init; }

    /// <summary>When the key stops working (<c>expires_at</c>), always UTC. Null: it does not expire.</summary>
    public DateTimeOffset? Expiration { get; private init; }

    /// <summary>The workspace that the key belongs to (<c>workspace_id</c>). Null: the default workspace.</summary>
    public Guid? WorkspaceId { get; private init; }

    /// <summary>The user the key is created for (<c>creator_user_id</c>). Null: not said, the API decides.</summary>
    public string? CreatorUserId { get; private init; }

    /// <summary>Begins a request for a key with this name.</summary>
    /// <param name="name">Any text, null too: what is wrong with it is ORK1001 to ORK1003, found by validation with all else.</param>
    /// <returns>A request with this name and nothing else set.</returns>
    public static KeyRequest Named(string name) => Unnamed.WithName(name);

    /// <summary>A request for a key like one that exists: the same name, limit, reset, BYOK, workspace, creator and expiry.</summary>
    /// <param name="key">What the API tells of the key.</param>
    /// <returns>A request that creates another such key.</returns>
    public static KeyRequest CopyOf(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new KeyRequest
        {
            Name = key.Name,
            LimitUsd = key.LimitUsd is { } limit ? DecimalText.Normalize(limit) : null,
            LimitReset = key.LimitReset,
            IncludeByokInLimit = key.IncludeByokInLimit,
            Expiration = key.ExpiresAt?.ToUniversalTime(),
            WorkspaceId = key.WorkspaceId,
            CreatorUserId = key.CreatorUserId,
        };
    }

    /// <summary>Finds every broken rule at once; nothing is sent. Warnings are in <c>Errors</c> too, and leave the result valid.</summary>
    /// <param name="timeProvider">Tells whether the expiry has passed; null: the system's clock.</param>
    /// <returns>FluentValidation's result; each failure's <c>ErrorCode</c> is the rule's id.</returns>
    public ValidationResult Validate(TimeProvider? timeProvider = null) => KeyRequestValidator.Shared.ValidateAll(this, timeProvider);

    /// <summary>This request, if it may be sent.</summary>
    /// <param name="timeProvider">Tells whether the expiry has passed; null: the system's clock.</param>
    /// <returns>This request.</returns>
    /// <exception cref="InvalidKeyRequestException">It breaks rules of severity Error; the exception lists all of them.</exception>
    public KeyRequest EnsureValid(TimeProvider? timeProvider = null)
    {
        Validate(timeProvider).ThrowIfInvalid();
        return this;
    }
}
