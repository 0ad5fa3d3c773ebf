using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>An operation of the API. It determines what a failure means and which failures may be retried.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, with a placeholder for a key's hash.</param>
/// <param name="PastTense">What a successful call has done to the key, as in "created".</param>
internal sealed record Operation(HttpMethod Method, string Path, string PastTense)
{
    public static readonly Operation Create = new(HttpMethod.Post, "/keys", "created");
    public static readonly Operation List = new(HttpMethod.Get, "/keys", "read");
    public static readonly Operation Get = new(HttpMethod.Get, "/keys/{hash}", "read");
    public static readonly Operation GetCurrent = new(HttpMethod.Get, "/key", "read");
    public static readonly Operation Update = new(HttpMethod.Patch, "/keys/{hash}", "changed");
    public static readonly Operation Delete = new(HttpMethod.Delete, "/keys/{hash}", "deleted");

    public static readonly Operation ListWorkspaces = new(HttpMethod.Get, "/workspaces", "read");
    public static readonly Operation ListGuardrailAssignments = new(HttpMethod.Get, "/guardrails/assignments/keys", "read");
    public static readonly Operation GetPolicyAssignment = new(HttpMethod.Get, "/guardrails/policies/assignments/api-keys/{hash}", "read");
    public static readonly Operation ListProviderKeys = new(HttpMethod.Get, "/byok", "read");
    public static readonly Operation ListDestinations = new(HttpMethod.Get, "/observability/destinations", "read");
    public static readonly Operation AssignGuardrail = new(HttpMethod.Post, "/guardrails/{id}/assignments/keys", "bound");
    public static readonly Operation AssignPolicy = new(HttpMethod.Put, "/guardrails/policies/assignments/api-keys/{hash}", "bound");

    public bool IsRead => Method == HttpMethod.Get;
}

/// <summary>One call: an operation with its address, credential and body.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Address">The address to send to.</param>
/// <param name="KeySource">The source of the management key.</param>
internal sealed record ApiCall(Operation Operation, Uri Address, ManagementKeySource KeySource)
{
    /// <summary>The key that authenticates the call instead of the management key; null for most calls.</summary>
    public ApiKey? ApiKey { get; init; }

    /// <summary>Reads a response that is a large list; null for calls that do not return one.</summary>
    public ListReader? List { get; init; }

    /// <summary>The bearer token of the current attempt.</summary>
    public Secret Bearer { get; private init; } = KeySource.FixedKey!; // if a function returns the keys, null until WithCurrentKey

    /// <summary>The hash of the key that is read, updated or deleted; null for other calls.</summary>
    public string? Hash { get; init; }

    /// <summary>The key to create; null for other calls.</summary>
    public KeyRequest? Request { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the call waits and tries again after a 429. If false, the caller does.</summary>
    public bool RetriesRateLimits { get; init; } = true;

    /// <summary>The secrets that no message may contain: those that the call sends, and the previous management keys.</summary>
    public Secret[] Secrets
    {
        get
        {
            var keys = KeySource.KnownKeys;
            keys = keys is [var newest, ..] && ReferenceEquals(newest, Bearer) ? keys // for the gate "create over loopback": comparing secrets is slow
                : keys.Contains(Bearer) ? keys
                : [Bearer, .. keys];
            return Request?.ExternalApiKey is { } external ? [.. keys, external] : keys;
        }
    }

    public bool IsCreation => ReferenceEquals(Operation, Operation.Create);

    public bool IsDeletion => ReferenceEquals(Operation, Operation.Delete);

    public bool IsRead => Operation.IsRead;

    /// <summary>Returns the call with the credential of the next attempt.</summary>
    /// <exception cref="ArgumentException">The hash contains a management key that was not known before.</exception>
    public ApiCall WithCurrentKey()
    {
        var bearer = ApiKey ?? KeySource.GetCurrent();
        if (ReferenceEquals(bearer, Bearer))
        {
            return this;
        }

        if (Hash is not null)
        {
            KeyAddress.EnsureValid(Hash, KeySource.KnownKeys);
        }

        return this with { Bearer = bearer };
    }

    /// <summary>Creates the content of one attempt; null for a read. A deletion has empty content, which shows whether sending began.</summary>
    public CallContent? CreateContent(CancellationToken lifetime) =>
        IsCreation ? new(Body, Address, lifetime) : IsRead ? null : new(Body);
}
