using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>A rotation never produces a key with more permissions than the old one.</summary>
public sealed class RotationBindingTests : SimulatorTestBase
{
    private static readonly KeyBindings Restrictions = new()
    {
        GuardrailId = "cccccccc-3333-4ccc-8ccc-ccccccccccc3",
        Policies = [new("budget", "aaaaaaaa-1111-4aaa-8aaa-aaaaaaaaaaa1"), new("moderation", "bbbbbbbb-2222-4bbb-8bbb-bbbbbbbbbbb2")],
    };

    public static TheoryData<SimulatedFault> Faults =>
    [
        SimulatedFault.Reject(HttpStatusCode.BadRequest),
        SimulatedFault.Reject(HttpStatusCode.Forbidden),
        SimulatedFault.Reject(HttpStatusCode.NotFound),
        SimulatedFault.Reject(HttpStatusCode.Conflict),
        SimulatedFault.Reject(HttpStatusCode.TooManyRequests),
        SimulatedFault.Reject(HttpStatusCode.InternalServerError),
        SimulatedFault.Reject(HttpStatusCode.BadGateway).AfterProcessing(),
        SimulatedFault.DropRequest(),
        SimulatedFault.DropResponse(),
        SimulatedFault.TruncateResponse(10),
        SimulatedFault.RespondWith("{}", HttpStatusCode.OK),
        SimulatedFault.RespondWith("{}", HttpStatusCode.OK).AfterProcessing(),
    ];

    [Fact]
    public async Task New_key_is_bound_before_its_secret_is_stored()
    {
        AddOld(Restrictions);
        KeyBindings? boundWhenStored = null;
        var rotated = await Client.RotateAsync("old", async (created, token) => boundWhenStored = await Client.GetBindingsAsync(created.Info, token), cancellationToken: Token);

        Assert.Equal(Restrictions, boundWhenStored);
        Assert.Equal(Restrictions, rotated.Bindings);
        Assert.Empty(rotated.NotTransferred);
        Assert.Equal("old", rotated.OldKey.Hash);
    }

    [Fact]
    public async Task New_key_is_bound_if_its_response_lacks_the_workspace()
    {
        AddOld(Restrictions);
        var client = new InterceptingClient(Client) { ChangeCreated = created => created with { Info = created.Info with { WorkspaceId = null } } };

        Assert.Equal(Restrictions, (await client.RotateAsync("old", StoreAsync, cancellationToken: Token)).Bindings);
    }

    [Fact]
    public async Task Rotation_without_bindings_costs_at_most_16_reads_and_2_writes()
    {
        AddOld(KeyBindings.None);
        await Client.RotateAsync("old", StoreAsync, cancellationToken: Token);

        Assert.InRange(OpenRouter.Requests.Count(request => request.Method == "GET"), 1, 16);
        Assert.Equal(["POST", "PATCH"], OpenRouter.Requests.Select(request => request.Method).Where(method => method != "GET"));
    }

    [Fact]
    public async Task Lists_that_contain_the_old_key_and_unreadable_kinds_are_reported()
    {
        AddOld(new()
        {
            OptedOut = ["rate_limit"],
            ProviderKeyIds = ["dddddddd-4444-4ddd-8ddd-ddddddddddd4"],
            DestinationIds = ["eeeeeeee-5555-4eee-8eee-eeeeeeeeeee5"],
            Unreadable = ["budget policies: 403"],
        });
        var rotated = await Client.RotateAsync("old", StoreAsync, cancellationToken: Token);

        Assert.Collection(
            rotated.NotTransferred,
            text => Assert.Contains("rate_limit", text, StringComparison.Ordinal),
            text => Assert.Contains("dddddddd-4444-4ddd-8ddd-ddddddddddd4", text, StringComparison.Ordinal),
            text => Assert.Contains("eeeeeeee-5555-4eee-8eee-eeeeeeeeeee5", text, StringComparison.Ordinal),
            text => Assert.Contains("budget policies: 403", text, StringComparison.Ordinal));
        Assert.DoesNotContain(OpenRouter.Requests, request => request.Method is "PATCH" && !request.Path.Contains("/keys/old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failure_to_disable_old_key_reports_what_was_not_transferred()
    {
        AddOld(new() { ProviderKeyIds = ["dddddddd-4444-4ddd-8ddd-ddddddddddd4"] });
        var exception = await Assert.ThrowsAsync<OldKeyNotRetiredException>(() => Client.RotateAsync(
            "old",
            (_, _) =>
            {
                OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Forbidden));
                return Task.CompletedTask;
            },
            cancellationToken: Token));

        Assert.Single(exception.NotTransferred);
    }

    [Fact]
    public async Task Nothing_is_created_if_all_bindings_are_required_and_one_is_unreadable()
    {
        AddOld(new() { GuardrailId = Restrictions.GuardrailId, Unreadable = ["budget policies: 403"] });
        var exception = await Assert.ThrowsAsync<KeyNotBoundException>(() => Client.RotateAsync("old", StoreAsync, new() { Bindings = BindingTransfer.All }, Token));

        Assert.Null(exception.NewKey);
        Assert.False(exception.IsDeleted);
        Assert.Equal(new() { Unreadable = ["budget policies: 403"] }, exception.Missing);
        Assert.Single(OpenRouter.Keys);
        Assert.DoesNotContain(OpenRouter.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task Bindings_are_neither_read_nor_transferred_on_request()
    {
        AddOld(Restrictions);
        var rotated = await Client.RotateAsync("old", StoreAsync, new() { Bindings = BindingTransfer.None }, Token);

        Assert.Equal(KeyBindings.None, rotated.Bindings);
        Assert.Equal(["GET", "POST", "PATCH"], OpenRouter.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task New_key_that_cannot_be_bound_is_deleted()
    {
        AddOld(Restrictions);
        for (var i = 0; i < 11; i++) // the old key, its 7 bindings, the old key again, the creation, and the new key's guardrail
        {
            OpenRouter.EnqueueFault(SimulatedFault.None);
        }

        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest)); // the assignment of the guardrail
        var exception = await Assert.ThrowsAsync<KeyNotBoundException>(() => Client.RotateAsync("old", StoreAsync, cancellationToken: Token));

        Assert.True(exception.IsDeleted);
        Assert.Equal(Restrictions.GuardrailId, exception.Missing.GuardrailId);
        Assert.Empty(exception.Missing.Policies);
        Assert.Equal(("old", false), (Assert.Single(OpenRouter.Keys).Hash, OpenRouter.Keys[0].IsDisabled));
        Assert.Empty(Stored);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_fault_at_any_call_loosens_or_loses_a_key(SimulatedFault fault)
    {
        for (var call = 0; ; call++)
        {
            await using var openRouter = await OpenRouterSimulator.StartAsync(Token);
            using var client = openRouter.CreateClient(new() { MaxAttempts = 1 });
            openRouter.Add(new() { Hash = "old", Name = "ci-bot", LimitUsd = 5m });
            openRouter.Bind("old", Restrictions);
            for (var i = 0; i < call; i++)
            {
                openRouter.EnqueueFault(SimulatedFault.None);
            }

            openRouter.EnqueueFault(fault);
            CreatedKey? stored = null;
            RotatedKey? rotated = null;
            var exception = await Record.ExceptionAsync(async () => rotated = await client.RotateAsync(
                "old",
                (created, _) =>
                {
                    stored = created;
                    return Task.CompletedTask;
                },
                cancellationToken: Token));
            if (openRouter.Requests.Count <= call)
            {
                Assert.Null(exception);
                return; // the fault was after the last call
            }

            var old = openRouter.Keys.Single(key => key.Hash == "old");
            var others = openRouter.Keys.Where(key => key.Hash != "old").ToList();
            if (stored is not null)
            {
                Assert.Equal(stored.Info.Hash, Assert.Single(others).Hash);
                var isNotFound = fault == SimulatedFault.Reject(HttpStatusCode.NotFound); // to the last call: the old key was deleted already
                Assert.True(exception is OldKeyNotRetiredException || old.IsDisabled || isNotFound, $"call {call}: {exception}");

                // 404, and 400 for a type of policy, mean that the account does not have this kind of binding.
                if (!isNotFound && fault != SimulatedFault.Reject(HttpStatusCode.BadRequest) && rotated is not { NotTransferred.Count: > 0 })
                {
                    Assert.Equal(Restrictions, await client.GetBindingsAsync(others[0], Token));
                }

                Assert.True(rotated is not { NotTransferred.Count: > 0 } || fault == SimulatedFault.Reject(HttpStatusCode.Forbidden));
            }
            else
            {
                Assert.False(old.IsDisabled);
                Assert.NotNull(exception);
                Assert.True(
                    others.Count == 0
                    || (others.Count == 1 && exception is KeyOutcomeUnknownException or KeyNotBoundException { IsDeleted: false }),
                    $"call {call}: {exception}");
            }
        }
    }

    [Fact]
    public async Task Key_that_cannot_be_deleted_is_reported()
    {
        AddOld(Restrictions);
        var client = new InterceptingClient(Client) { OnBind = () => throw new KeyOutcomeUnknownException { AttemptedAt = default }, OnDelete = () => throw new OpenRouterUnavailableException() };
        var exception = await Assert.ThrowsAsync<KeyNotBoundException>(() => client.RotateAsync("old", StoreAsync, cancellationToken: Token));

        Assert.False(exception.IsDeleted);
        Assert.Contains(OpenRouter.Keys, key => key.Hash == exception.NewKey!.Hash);
        Assert.Equal(Restrictions, exception.Missing);
    }

    [Fact]
    public async Task Key_whose_response_lacks_hash_and_name_is_reported_with_its_name()
    {
        AddOld(Restrictions);
        var client = new InterceptingClient(Client) { ChangeCreated = created => created with { Info = new() { Hash = "" } } };
        var exception = await Assert.ThrowsAsync<KeyNotBoundException>(() => client.RotateAsync("old", StoreAsync, cancellationToken: Token));

        Assert.Equal((false, "ci-bot"), (exception.IsDeleted, exception.NewKey!.Name));
    }

    [Fact]
    public async Task Key_disabled_while_its_bindings_are_read_gets_disabled_successor()
    {
        AddOld(KeyBindings.None);
        var client = new InterceptingClient(Client) { OnGetBindingsAsync = () => Client.UpdateAsync("old", update => update.Disable(), Token) };
        var rotated = await client.RotateAsync("old", StoreAsync, cancellationToken: Token);

        Assert.True(rotated.OldKey.IsDisabled);
        Assert.All(OpenRouter.Keys, key => Assert.True(key.IsDisabled));
    }

    [Fact]
    public async Task Cancellation_before_storing_deletes_new_key()
    {
        AddOld(Restrictions);
        using var source = new CancellationTokenSource();
        var client = new InterceptingClient(Client) { OnBind = source.Cancel };
        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => client.RotateAsync("old", StoreAsync, cancellationToken: source.Token));

        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.Equal("old", Assert.Single(OpenRouter.Keys).Hash);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Key_deleted_while_its_bindings_are_read_is_not_rotated()
    {
        AddOld(Restrictions);
        var client = new InterceptingClient(Client) { OnGetBindingsAsync = () => Client.DeleteAsync("old", Token) };

        await Assert.ThrowsAsync<NoSuchKeyException>(() => client.RotateAsync("old", StoreAsync, cancellationToken: Token));
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Null_bindings_of_a_fake_create_nothing()
    {
        AddOld(KeyBindings.None);
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() =>
            new InterceptingClient(Client) { Bindings = Task.FromResult<KeyBindings>(null!) }.RotateAsync("old", StoreAsync, cancellationToken: Token));
        Assert.Single(OpenRouter.Keys);
    }

    [Fact]
    public async Task Bindings_are_unreadable_for_client_that_does_not_implement_them()
    {
        AddOld(Restrictions);
        var client = new MinimalClient(Client);
        Assert.Single((await client.RotateAsync("old", StoreAsync, cancellationToken: Token)).NotTransferred);

        var exception = await Assert.ThrowsAsync<KeyNotBoundException>(() => client.RotateAsync("old", StoreAsync, new() { Bindings = BindingTransfer.All }, Token));
        Assert.Null(exception.NewKey);
    }

    [Fact]
    public async Task Disabled_key_gets_disabled_successor()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", IsDisabled = true });
        bool? isDisabledWhenStored = null;
        await Client.RotateAsync("old", (created, _) => Task.FromResult(isDisabledWhenStored = OpenRouter.Keys.Single(key => key.Hash == created.Info.Hash).IsDisabled), cancellationToken: Token);

        Assert.True(isDisabledWhenStored);
        Assert.All(OpenRouter.Keys, key => Assert.True(key.IsDisabled));
    }

    [Fact]
    public async Task Successor_that_cannot_be_disabled_is_deleted()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", IsDisabled = true });
        for (var i = 0; i < 10; i++) // the old key, its 7 bindings, the old key again, and the creation
        {
            OpenRouter.EnqueueFault(SimulatedFault.None);
        }

        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        var exception = await Assert.ThrowsAsync<KeyNotBoundException>(() => Client.RotateAsync("old", StoreAsync, cancellationToken: Token));

        Assert.True(exception.IsDeleted);
        Assert.Equal("old", Assert.Single(OpenRouter.Keys).Hash);
        Assert.Empty(Stored);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"expires_at\":5,")]
    public async Task Key_of_unknown_lifetime_is_rotated_only_with_a_new_expiration(string? unreadable)
    {
        var expiration = TimeProvider.System.GetUtcNow().AddDays(30);
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", ExpiresAt = expiration });
        var lifetime = unreadable ?? $"\"expires_at\":\"{expiration:O}\",";
        var response = $$"""{"data":{"hash":"old","name":"ci-bot","limit":5,"limit_reset":null,{{lifetime}}"include_byok_in_limit":false} }""";

        OpenRouter.EnqueueFault(SimulatedFault.RespondWith(response, HttpStatusCode.OK));
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => Client.RotateAsync("old", StoreAsync, cancellationToken: Token));
        Assert.Single(OpenRouter.Requests);

        OpenRouter.EnqueueFault(SimulatedFault.RespondWith(response, HttpStatusCode.OK));
        var rotated = await Client.RotateAsync("old", StoreAsync, new() { Configure = request => request.ExpiresAt(expiration) }, Token);
        Assert.Equal(expiration, rotated.NewKey.Info.ExpiresAt!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(5m, rotated.NewKey.Info.LimitUsd);
    }

    [Fact]
    public async Task Request_of_new_key_can_be_configured()
    {
        AddOld(KeyBindings.None);
        Assert.Equal(9m, (await Client.RotateAsync("old", StoreAsync, new() { Configure = request => request.Limit(9m) }, Token)).NewKey.Info.LimitUsd);
    }

    [Fact]
    public async Task Invalid_or_missing_request_sends_only_the_read()
    {
        AddOld(KeyBindings.None);
        await Assert.ThrowsAsync<InvalidKeyRequestException>(() => Client.RotateAsync("old", StoreAsync, new() { Configure = request => request.Limit(-1m) }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.RotateAsync("old", StoreAsync, new() { Configure = _ => null! }, Token));
        Assert.All(OpenRouter.Requests, request => Assert.Equal("GET", request.Method));
    }

    private void AddOld(KeyBindings bindings)
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", LimitUsd = 5m });
        OpenRouter.Bind("old", bindings);
    }

    private sealed class InterceptingClient(IOpenRouterKeysClient client) : IOpenRouterKeysClient
    {
        public Action OnBind { get; init; } = () => { };

        public Action OnDelete { get; init; } = () => { };

        public Func<Task> OnGetBindingsAsync { get; init; } = () => Task.CompletedTask;

        public Task<KeyBindings>? Bindings { get; init; }

        public Func<CreatedKey, CreatedKey> ChangeCreated { get; init; } = created => created;

        public async Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) =>
            ChangeCreated(await client.CreateAsync(request, cancellationToken));

        public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) => client.ListAsync(filter, cancellationToken);

        public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

        public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, update, cancellationToken);

        public Task DeleteAsync(string hash, CancellationToken cancellationToken = default)
        {
            OnDelete();
            return client.DeleteAsync(hash, cancellationToken);
        }

        public async Task<KeyBindings> GetBindingsAsync(KeyInfo key, CancellationToken cancellationToken = default)
        {
            await OnGetBindingsAsync();
            return await (Bindings ?? client.GetBindingsAsync(key, cancellationToken));
        }

        public Task<KeyBindings> BindAsync(KeyInfo key, KeyBindings bindings, CancellationToken cancellationToken = default)
        {
            OnBind();
            return client.BindAsync(key, bindings, cancellationToken);
        }
    }
}
