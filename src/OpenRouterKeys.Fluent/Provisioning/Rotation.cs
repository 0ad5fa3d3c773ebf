using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Replaces a key with a new one that has the same settings and bindings. A working key exists at all times, and the new key's secret is handed
/// out only when the new key is restricted as the old one is.</summary>
internal sealed class Rotation(IOpenRouterKeysClient client, RotateOptions options, CancellationToken cancellationToken)
{
    public async Task<RotatedKey> RotateAsync(string hash, Func<CreatedKey, CancellationToken, Task> store)
    {
        var oldKey = await client.GetAsync(hash, cancellationToken).ConfigureAwait(false);
        var request = CreateRequest(oldKey);
        var bindings = KeyBindings.None;
        if (options.Bindings != BindingTransfer.None)
        {
            bindings = await ReadBindingsAsync(oldKey).ConfigureAwait(false);

            // If the key was deleted meanwhile, it has no bindings anymore, and the new key would have none. It may also have been disabled.
            var current = await client.GetAsync(hash, cancellationToken).ConfigureAwait(false);
            oldKey = oldKey with { IsDisabled = oldKey.IsDisabled || current.IsDisabled };
        }

        var created = CreateAndStore.WithName(await client.CreateAsync(request, cancellationToken).ConfigureAwait(false), request);
        var bound = await BindOrDeleteAsync(oldKey, created, request.WorkspaceId, bindings).ConfigureAwait(false);
        await CreateAndStore.StoreOrDeleteAsync(client, created, store, cancellationToken).ConfigureAwait(false);
        var notTransferred = DescribeNotTransferred(bindings);
        try
        {
            // The new key is in use, so cancellation must not leave the old one working.
            await RetireAsync(hash).ConfigureAwait(false);
        }
        catch (NoSuchKeyException)
        {
            // Another caller has deleted it.
        }
        catch (Exception exception) // any other exception would hide that two keys exist
        {
            var cause = SafeException.FromCallerCode(exception, created.Key);
            throw new OldKeyNotRetiredException($"The new key was stored, but the old key may still work: {cause.Message}", cause)
            {
                OldKey = oldKey,
                NewKey = created.Info,
                NotTransferred = notTransferred,
            };
        }

        return new() { NewKey = created, OldKey = oldKey, Bindings = bound, NotTransferred = notTransferred };
    }

    /// <summary>Creates a request with the same settings. If the old key expires, the new one has the same lifetime.</summary>
    private KeyRequest CreateRequest(KeyInfo oldKey)
    {
        if (UnknownSettings.FindIn(oldKey, KeySettings.ExpiresAt) is { } unknown)
        {
            throw CannotCopy(unknown); // otherwise the new key might have no limit although the old key has one
        }

        if (oldKey.AdditionalProperties.ContainsKey(ApiNames.Disabled))
        {
            throw CannotCopy(ApiNames.Disabled); // otherwise the new key of a disabled key might be enabled
        }

        var (policy, timeProvider) = (OpenRouterKeysClient.PolicyOf(client), OpenRouterKeysClient.TimeProviderOf(client));
        var request = KeyRequest.CopyKnownSettings(oldKey with { ExpiresAt = null });
        var isLifetimeUnknown = UnknownSettings.Contains(oldKey, KeySettings.ExpiresAt);
        if (oldKey.ExpiresAt is { } expiration)
        {
            isLifetimeUnknown = !(oldKey.CreatedAt < expiration);
            request = isLifetimeUnknown ? request : request.ExpiresIn(CopyLifetime(expiration - oldKey.CreatedAt!.Value, policy), timeProvider);
        }

        if (options.Configure is { } configure)
        {
            request = configure(request)
                ?? throw new ArgumentException($"{nameof(RotateOptions)}.{nameof(RotateOptions.Configure)} returned null. Return the request. Nothing was created.");
        }

        return isLifetimeUnknown && request.Expiration is null
            ? throw CannotCopy("lifetime")
            : request.EnsureValid(policy, timeProvider);
    }

    // A key that was created with the policy's maximum may seem to live longer, because the API's clock is late or without fractions of a second.
    private static TimeSpan CopyLifetime(TimeSpan lifetime, KeyPolicy? policy) =>
        policy?.MaxLifetimeDays is { } days && PolicyRules.CheckLifetime(policy, lifetime) is not null && PolicyRules.CheckLifetime(policy, lifetime - KeyCheck.LifetimeTolerance) is null
            ? TimeSpan.FromDays(days)
            : lifetime;

    private static OpenRouterUnavailableException CannotCopy(string setting) => new(
        $"The old key's '{setting}' is missing from the API's response or could not be read, so it cannot be copied. Nothing was changed. "
        + (setting == "lifetime" ? "Set the new key's expiration with RotateOptions.Configure." : "Create the new key with your own request."));

    private async Task<KeyBindings> ReadBindingsAsync(KeyInfo oldKey)
    {
        var bindings = await client.GetBindingsAsync(oldKey, cancellationToken).ConfigureAwait(false)
            ?? throw new OpenRouterUnavailableException("The client returned no bindings for the old key, so they cannot be transferred. Nothing was changed.");
        if (bindings.Unreadable.Count == 0)
        {
            return bindings;
        }

        if (options.Bindings == BindingTransfer.All)
        {
            throw new KeyNotBoundException(
                $"The management key may not read everything that is bound to the old key ({string.Join("; ", bindings.Unreadable)}), so no new key was created. "
                + "Use a management key that may read it.")
            {
                OldKey = oldKey,
                IsDeleted = false,
                Missing = new() { Unreadable = bindings.Unreadable },
            };
        }

        OpenRouterKeysClient.LogUnreadableBindings(client, oldKey, bindings);
        return bindings;
    }

    private async Task<KeyBindings> BindOrDeleteAsync(KeyInfo oldKey, CreatedKey created, Guid? workspaceId, KeyBindings bindings)
    {
        var missing = new KeyBindings { GuardrailId = bindings.GuardrailId, Policies = bindings.Policies };
        try
        {
            if (oldKey.IsDisabled)
            {
                await DisableAsync(created.Info.Hash, cancellationToken).ConfigureAwait(false);
            }

            var bound = KeyBindings.None;
            if (missing != KeyBindings.None)
            {
                var newKey = created.Info with { WorkspaceId = created.Info.WorkspaceId ?? workspaceId }; // a response may lack it
                bound = await client.BindAsync(newKey, missing, cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidOperationException("The client returned no bindings for the new key.");
                missing = FindMissing(missing, bound);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return missing == KeyBindings.None ? bound : throw new InvalidOperationException($"It lacks {Describe(missing)}.");
        }
        catch (Exception exception) // whatever happened, the key must be deleted or reported
        {
            var problem = await CreateAndStore.TryDeleteAsync(client, created).ConfigureAwait(false);
            if (problem is null && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }

            var cause = SafeException.FromCallerCode(exception, created.Key);
            var state = problem is null ? "The new key was deleted." : $"The new key may still exist: {problem} Delete it.";
            throw new KeyNotBoundException($"The new key could not be restricted as the old one is. {cause.Message} {state} The old key is unchanged.", cause)
            {
                OldKey = oldKey,
                NewKey = created.Info,
                IsDeleted = problem is null,
                Missing = missing,
            };
        }
    }

    private Task RetireAsync(string hash) =>
        options.DeleteOldKey ? client.DeleteAsync(hash, CancellationToken.None) : DisableAsync(hash, CancellationToken.None);

    private async Task DisableAsync(string hash, CancellationToken token)
    {
        if (await client.UpdateAsync(hash, KeyUpdate.Empty.Disable(), token).ConfigureAwait(false) is not { IsDisabled: true })
        {
            throw new InvalidOperationException(
                "The API accepted the update, but its response does not show that the key is disabled. Disable or delete the key by its hash.");
        }
    }

    // Further restrictions of the new key do not matter.
    private static KeyBindings FindMissing(KeyBindings wanted, KeyBindings bound) => new()
    {
        GuardrailId = bound.GuardrailId == wanted.GuardrailId ? null : wanted.GuardrailId,
        Policies = [.. wanted.Policies.Except(bound.Policies)],
    };

    private static string Describe(KeyBindings missing) => string.Join(", ", [
        .. missing.GuardrailId is { } guardrail ? [$"guardrail {guardrail}"] : Array.Empty<string>(),
        .. missing.Policies.Select(policy => $"{policy.PolicyType} policy {policy.PolicyId}")]);

    private static IReadOnlyList<string> DescribeNotTransferred(KeyBindings bindings) =>
    [
        .. bindings.OptedOut.Select(type => $"The old key is opted out of the workspace's default {type} policies, and the new key is not. Opt it out if it should be."),
        .. bindings.ProviderKeyIds.Select(id => $"Provider credential {id}: replace the old key's hash with the new key's in its list of allowed keys."),
        .. bindings.DestinationIds.Select(id => $"Observability destination {id}: replace the old key's hash with the new key's in its list of keys."),
        .. bindings.Unreadable.Select(kind => $"Could not be read: {kind}. Compare the new key with the old one manually."),
    ];
}
