using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>The calls about what is bound to a key's hash: guardrail, policies, provider credentials and observability destinations.</summary>
internal sealed class BindingCalls(CallPipeline pipeline, OpenRouterKeysOptions options, ManagementKeySource managementKey)
{
    private const int PageLength = 100; // the API's maximum
    private const int MaxWritesPerPolicy = 5;
    private static readonly string[] PolicyTypes = ["budget", "model_availability", "moderation", "rate_limit"];

    /// <summary>Lists every workspace that the management key can read.</summary>
    public IAsyncEnumerable<Workspace> ListWorkspacesAsync(CancellationToken cancellationToken) => ListAsync(
        Operation.ListWorkspaces, "workspaces", null, BindingsResponse.ReadWorkspace, workspace => workspace.Id.ToString("D"), cancellationToken);

    /// <summary>Reads everything that is bound to the key. What the management key may not read (403) is listed in
    /// <see cref="KeyBindings.Unreadable"/>.</summary>
    public async Task<KeyBindings> GetAsync(KeyInfo key, CancellationToken cancellationToken)
    {
        var unreadable = new List<string>();
        var guardrail = await ReadAsync("guardrail", () => FindGuardrailAsync(key, cancellationToken)).ConfigureAwait(false);
        var states = new List<(string Type, PolicyState State)>();
        foreach (var type in PolicyTypes)
        {
            var state = await ReadAsync($"{type} policies", () => GetPolicyStateAsync(key, type, cancellationToken), isPolicy: true).ConfigureAwait(false);
            if (state is not null)
            {
                states.Add((type, state));
            }
        }

        var providerKeys = await ReadAsync("provider credentials", () => FindBoundAsync(
            Operation.ListProviderKeys, "byok", ApiNames.AllowedApiKeyHashes, key, cancellationToken)).ConfigureAwait(false);
        var destinations = await ReadAsync("observability destinations", () => FindBoundAsync(
            Operation.ListDestinations, "observability/destinations", ApiNames.ApiKeyHashes, key, cancellationToken)).ConfigureAwait(false);
        return new()
        {
            GuardrailId = guardrail,
            Policies = [.. states.SelectMany(policies => policies.State.PolicyIds.Select(id => new PolicyBinding(policies.Type, id)))],
            OptedOut = [.. states.Where(policies => policies.State.IsOptedOut).Select(policies => policies.Type)],
            ProviderKeyIds = providerKeys ?? [],
            DestinationIds = destinations ?? [],
            Unreadable = unreadable,
        };

        async Task<T?> ReadAsync<T>(string kind, Func<Task<T?>> read, bool isPolicy = false)
            where T : class
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (KeyRequestRejectedException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
            {
                unreadable.Add($"{kind}: 403");
            }
            catch (KeyRequestRejectedException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
            {
                // The account does not have this kind of binding.
            }
            catch (KeyRequestRejectedException exception) when (isPolicy && exception.StatusCode == HttpStatusCode.BadRequest)
            {
                // The account does not have this type of policy, or the API requires the workspace, which the key's response did not contain.
                if (key.WorkspaceId is null)
                {
                    unreadable.Add($"{kind}: 400, perhaps because the key's workspace is unknown");
                }
            }

            return null;
        }
    }

    /// <summary>Binds the guardrail and the policies that the key lacks, and then reads everything that is bound to it.</summary>
    public async Task<KeyBindings> BindAsync(KeyInfo key, KeyBindings bindings, CancellationToken cancellationToken)
    {
        var startedAt = options.TimeProvider.GetUtcNow();
        var isWritten = false;
        try
        {
            if (bindings.GuardrailId is { } guardrail)
            {
                // Before the policies: OpenRouter copies changes of a guardrail to policies, but changes of policies never to the guardrail.
                await TryAsync(() => AssignGuardrailAsync(guardrail)).ConfigureAwait(false);
            }

            foreach (var policy in bindings.Policies)
            {
                for (var writes = 0; writes < MaxWritesPerPolicy && await TryAsync(() => AssignPolicyAsync(policy)).ConfigureAwait(false); writes++)
                {
                }
            }

            return await GetAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (isWritten && exception is (OperationCanceledException or OpenRouterKeysException) and not KeyOutcomeUnknownException)
        {
            throw new KeyOutcomeUnknownException(
                "Whether the key was bound is unknown, because its bindings could not be read afterwards. Read them before trying again.", exception)
            {
                AttemptedAt = startedAt,
                Hash = key.Hash,
            };
        }

        async Task AssignGuardrailAsync(string id)
        {
            if (await FindGuardrailAsync(key, cancellationToken).ConfigureAwait(false) != id)
            {
                var address = options.AddressOf($"guardrails/{Uri.EscapeDataString(id)}/assignments/keys");
                await BindAsync(Operation.AssignGuardrail, address, json =>
                {
                    json.WriteStartArray(ApiNames.KeyHashes);
                    json.WriteStringValue(key.Hash);
                    json.WriteEndArray();
                }).ConfigureAwait(false);
            }
        }

        async Task AssignPolicyAsync(PolicyBinding policy)
        {
            if (await GetPolicyStateAsync(key, policy.PolicyType, cancellationToken).ConfigureAwait(false) is not { } state || state.PolicyIds.Contains(policy.PolicyId))
            {
                return;
            }

            await BindAsync(Operation.AssignPolicy, AddressOfPolicies(key), json =>
            {
                json.WriteBoolean(ApiNames.Assigned, true);
                json.WriteString(ApiNames.PolicyId, policy.PolicyId);
                json.WriteString(ApiNames.PolicyType, policy.PolicyType);
                if (key.WorkspaceId is { } workspace)
                {
                    json.WriteString(ApiNames.WorkspaceId, workspace);
                }

                json.WritePropertyName(ApiNames.ExpectedAssignment);
                state.WriteTo(json);
            }).ConfigureAwait(false);
        }

        async Task BindAsync(Operation operation, Uri address, Action<Utf8JsonWriter> writeProperties)
        {
            try
            {
                await WriteAsync(operation, address, key, writeProperties, cancellationToken).ConfigureAwait(false);
                isWritten = true;
            }
            catch (KeyOutcomeUnknownException)
            {
                isWritten = true; // perhaps
                throw;
            }
        }
    }

    /// <returns>Whether to read the state again and decide again, because it had changed (409).</returns>
    private static async Task<bool> TryAsync(Func<Task> bind)
    {
        try
        {
            await bind().ConfigureAwait(false);
            return false;
        }
        catch (KeyOutcomeUnknownException exception) when (exception.InnerException is not OperationCanceledException)
        {
            return exception.StatusCode == HttpStatusCode.Conflict; // otherwise it was retried, and reading the bindings will show what was bound
        }
        catch (OpenRouterKeysException exception) when (exception is not KeyOutcomeUnknownException)
        {
            return false; // nothing was bound, as reading the bindings will show
        }
    }

    private static string Query(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private async Task<string?> FindGuardrailAsync(KeyInfo key, CancellationToken cancellationToken) => (await ListAsync(
        Operation.ListGuardrailAssignments,
        "guardrails/assignments/keys",
        null,
        BindingsResponse.ReadAssignment,
        assignment => $"{assignment.Id} {assignment.Hashes[0]}",
        cancellationToken).FirstOrDefaultAsync(assignment => assignment.Hashes[0] == key.Hash, cancellationToken).ConfigureAwait(false))?.Id;

    private async Task<string[]?> FindBoundAsync(Operation operation, string path, string hashesProperty, KeyInfo key, CancellationToken cancellationToken) =>
        await ListAsync(operation, path, key.WorkspaceId, (row, guard) => BindingsResponse.ReadBoundKeys(row, hashesProperty, guard), bound => bound.Id, cancellationToken)
            .Where(bound => bound.Hashes.Contains(key.Hash)).Select(bound => bound.Id).ToArrayAsync(cancellationToken).ConfigureAwait(false);

    private Task<PolicyState?> GetPolicyStateAsync(KeyInfo key, string type, CancellationToken cancellationToken)
    {
        var workspace = Query(ApiNames.WorkspaceId, key.WorkspaceId?.ToString("D"));
        var address = new Uri($"{AddressOfPolicies(key).AbsoluteUri}?{ApiNames.PolicyType}={Uri.EscapeDataString(type)}{workspace}");
        return pipeline.SendAsync<PolicyState>(
            new ApiCall(Operation.GetPolicyAssignment, address, managementKey) { Hash = key.Hash },
            static (body, call) => (BindingsResponse.ReadPolicyState(body, new(null, call.Secrets)), null),
            cancellationToken);
    }

    private Uri AddressOfPolicies(KeyInfo key) => options.AddressOf($"guardrails/policies/assignments/api-keys/{Uri.EscapeDataString(key.Hash)}");

    // The response is not read: reading the bindings shows what was bound.
    private async Task WriteAsync(Operation operation, Uri address, KeyInfo key, Action<Utf8JsonWriter> writeProperties, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        var json = new Utf8JsonWriter(body);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            writeProperties(json);
            json.WriteEndObject();
        }

        var call = new ApiCall(operation, address, managementKey) { Hash = key.Hash, Body = body.WrittenMemory };
        await pipeline.SendAsync<object>(call, static (_, call) => (call, null), cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<T> ListAsync<T>(
        Operation operation,
        string path,
        Guid? workspaceId,
        Func<JsonElement, SecretGuard, T?> readRow,
        Func<T, string> identity,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var list = new ListReader<T>((item, secrets) => readRow(JsonElement.Parse(item.Span), new(null, secrets)));
        for (var pages = OverlappingPages.For(identity); !pages.IsAtEnd;)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{ApiNames.Offset}={pages.Offset}&{ApiNames.PageLimit}={PageLength}");
            var address = options.AddressOf($"{path}?{query}{Query(ApiNames.WorkspaceId, workspaceId?.ToString("D"))}");
            var call = new ApiCall(operation, address, managementKey) { List = list };
            var page = await ReadPageAsync(call, isFirst: pages.Offset == 0).ConfigureAwait(false);

            // After a full page, the length is not trusted: a row that was added while the page was read moves another one to the next page.
            foreach (var row in pages.Add(page.Rows, page.Rows.Count < PageLength ? page.TotalCount : null))
            {
                yield return row;
            }
        }

        async Task<ListPage<T>> ReadPageAsync(ApiCall call, bool isFirst)
        {
            try
            {
                return (await pipeline.SendAsync<ListPage<T>>(call, (body, call) => (ReadPage(body, call), null), cancellationToken).ConfigureAwait(false))!; // only a deletion returns null
            }
            catch (KeyRequestRejectedException exception) when (!isFirst && exception.StatusCode == HttpStatusCode.NotFound)
            {
                // It does not mean that the account has no such list.
                throw new OpenRouterUnavailableException("The API returned 404 for a later page of a list, so the list is incomplete; nothing was changed. It is safe to try again.", exception)
                {
                    StatusCode = exception.StatusCode,
                };
            }
        }

        ListPage<T>? ReadPage(ReadOnlyMemory<byte> body, ApiCall call) =>
            !list.IsUsed ? BindingsResponse.ReadPage(body, new(null, call.Secrets), readRow)
            : list.Items is { } items ? new(items, null) // without the list's length, it is read until no new row follows
            : null;
    }
}
