using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary><c>GetBindingsAsync</c>, <c>BindAsync</c> and <c>ListWorkspacesAsync</c>.</summary>
public sealed class BindingTests : SimulatorTestBase
{
    private const string Guardrail = "cccccccc-3333-4ccc-8ccc-ccccccccccc3";
    private static readonly Guid Workspace = Guid.Parse("66666666-7777-4888-8999-000000000000");
    private static readonly PolicyBinding Budget = new("budget", "aaaaaaaa-1111-4aaa-8aaa-aaaaaaaaaaa1");
    private static readonly PolicyBinding Moderation = new("moderation", "bbbbbbbb-2222-4bbb-8bbb-bbbbbbbbbbb2");

    private static readonly KeyBindings All = new()
    {
        GuardrailId = Guardrail,
        Policies = [Budget, Moderation],
        OptedOut = ["rate_limit"],
        ProviderKeyIds = ["dddddddd-4444-4ddd-8ddd-ddddddddddd4"],
        DestinationIds = ["eeeeeeee-5555-4eee-8eee-eeeeeeeeeee5"],
    };

    private IEnumerable<string> Writes => OpenRouter.Requests.Where(request => request.Method != "GET").Select(request => request.Method);

    [Fact]
    public async Task Bindings_of_every_kind_are_read()
    {
        var key = Add("h1");
        OpenRouter.Bind("h1", All);

        Assert.Equal(All, await Client.GetBindingsAsync(key, Token));
        Assert.Equal(KeyBindings.None, await Client.GetBindingsAsync(Add("h2"), Token));
    }

    [Fact]
    public async Task Bindings_are_read_in_workspace_of_key()
    {
        var key = Add("h1", Workspace);
        OpenRouter.Bind("h1", All);

        Assert.Equal(All, await Client.GetBindingsAsync(key, Token));
    }

    [Theory]
    [InlineData("guardrails: 403", "guardrail: 403")]
    [InlineData("budget policies: 403", "budget policies: 403")]
    [InlineData("provider credentials: 403", "provider credentials: 403")]
    [InlineData("observability destinations: 403", "observability destinations: 403")]
    public async Task Kind_rejected_with_403_is_unreadable(string kind, string unreadable)
    {
        var key = Add("h1");
        OpenRouter.Bind("h1", new() { Unreadable = [kind] });

        Assert.Equal(new() { Unreadable = [unreadable] }, await Client.GetBindingsAsync(key, Token));
    }

    [Theory]
    [InlineData("guardrails: 404")]
    [InlineData("budget policies: 404")]
    [InlineData("budget policies: 400")]
    [InlineData("provider credentials: 404")]
    [InlineData("observability destinations: 404")]
    public async Task Kind_that_account_does_not_have_is_not_listed(string kind)
    {
        var key = Add("h1");
        OpenRouter.Bind("h1", new() { Unreadable = [kind] });

        Assert.Equal(KeyBindings.None, await Client.GetBindingsAsync(key, Token));
    }

    [Fact]
    public async Task Policy_type_rejected_with_400_is_unreadable_if_workspace_is_unknown()
    {
        var bindings = await Client.GetBindingsAsync(Add("h1") with { WorkspaceId = null }, Token);

        Assert.Contains("budget policies: 400, perhaps because the key's workspace is unknown", bindings.Unreadable);
    }

    [Theory]
    [InlineData("guardrails: 401", typeof(ManagementKeyRejectedException))]
    [InlineData("guardrails: 400", typeof(KeyRequestRejectedException))]
    [InlineData("provider credentials: 500", typeof(OpenRouterUnavailableException))]
    [InlineData("budget policies: 409", typeof(OpenRouterUnavailableException))]
    [InlineData("observability destinations: 429", typeof(RateLimitedException))]
    public async Task Kind_that_cannot_be_read_for_another_reason_throws(string kind, Type exception)
    {
        var key = Add("h1");
        OpenRouter.Bind("h1", new() { Unreadable = [kind] });

        Assert.IsType(exception, await Record.ExceptionAsync(() => Client.GetBindingsAsync(key, Token)));
    }

    [Theory]
    [InlineData(0, """{}""")]
    [InlineData(0, """{"data":null}""")]
    [InlineData(0, """{"data":{}}""")]
    [InlineData(0, """{"data":[{"guardrail_id":"g1"}]}""")]
    [InlineData(0, """{"data":[{"guardrail_id":5,"key_hash":"h1"}]}""")]
    [InlineData(0, """{"data":[{"guardrail_id":"\uD800","key_hash":"h1"}]}""")]
    [InlineData(0, """{"data":[""")]
    [InlineData(1, """{"data":{"opted_out":false,"policy_ids":["p1"]}}""")]
    [InlineData(1, """{"data":{"opted_out":null,"policy_ids":[],"workspace_default_policy_ids":[]}}""")]
    [InlineData(1, """{"data":{"opted_out":false,"policy_ids":[null],"workspace_default_policy_ids":[]}}""")]
    [InlineData(5, """{"data":[{"id":"c1","allowed_api_key_hashes":"h1"}]}""")]
    [InlineData(6, """{"data":[{"api_key_hashes":["h1"]}]}""")]
    public async Task Response_of_unknown_shape_throws(int call, string response)
    {
        var key = Add("h1");
        EnqueueFault(call, SimulatedFault.RespondWith(response, HttpStatusCode.OK));

        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => Client.GetBindingsAsync(key, Token));
    }

    [Fact]
    public async Task Id_that_contains_management_key_is_not_returned()
    {
        var key = Add("h1");
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith(
            $$"""{"data":[{"guardrail_id":"{{OpenRouter.ManagementKey.Reveal()}}","key_hash":"h1"}],"total_count":1}""", HttpStatusCode.OK));

        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => Client.GetBindingsAsync(key, Token));
        Assert.DoesNotContain(OpenRouter.ManagementKey.Reveal(), exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guardrail_is_found_on_any_page()
    {
        for (var i = 0; i < 250; i++)
        {
            var hash = $"h{i}";
            Add(hash);
            OpenRouter.Bind(hash, new() { GuardrailId = Guardrail });
        }

        foreach (var key in OpenRouter.Keys)
        {
            Assert.Equal(Guardrail, (await Client.GetBindingsAsync(key, Token)).GuardrailId);
        }
    }

    [Fact]
    public async Task Lists_without_total_count_are_read_to_their_end()
    {
        var key = Add("h1");
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"guardrail_id":"g1","key_hash":"h2"},{"guardrail_id":"g1","key_hash":"h3"}]}""", HttpStatusCode.OK));
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"guardrail_id":"g1","key_hash":"h3"},{"guardrail_id":"g2","key_hash":"h1"}]}""", HttpStatusCode.OK));

        Assert.Equal("g2", (await Client.GetBindingsAsync(key, Token)).GuardrailId);
    }

    [Fact]
    public async Task List_is_not_ended_by_a_total_count_that_is_too_small()
    {
        var key = Add("h1");
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"guardrail_id":"g1","key_hash":"h2"},{"guardrail_id":"g1","key_hash":"h3"}],"total_count":1}""", HttpStatusCode.OK));
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"guardrail_id":"g1","key_hash":"h3"},{"guardrail_id":"g2","key_hash":"h1"}],"total_count":1}""", HttpStatusCode.OK));

        Assert.Equal("g2", (await Client.GetBindingsAsync(key, Token)).GuardrailId);
    }

    [Fact]
    public async Task Full_page_is_not_ended_by_its_total_count()
    {
        // A row was added after the API had counted them and before it read the page.
        var key = Add("h1");
        var rows = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"guardrail_id":"g1","key_hash":"k{{i}}"}"""));
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith($$"""{"data":[{{rows}}],"total_count":100}""", HttpStatusCode.OK));
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"guardrail_id":"g1","key_hash":"k99"},{"guardrail_id":"g2","key_hash":"h1"}],"total_count":101}""", HttpStatusCode.OK));

        Assert.Equal("g2", (await Client.GetBindingsAsync(key, Token)).GuardrailId);
    }

    [Fact]
    public async Task List_whose_later_page_is_not_found_throws()
    {
        var key = Add("h1");
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"guardrail_id":"g1","key_hash":"h2"},{"guardrail_id":"g1","key_hash":"h3"}],"total_count":3}""", HttpStatusCode.OK));
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.NotFound));

        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => Client.GetBindingsAsync(key, Token));
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task List_of_more_than_1_MiB_is_read()
    {
        var key = Add("h1");
        var rows = Enumerable.Range(0, 99).Select(i => $$"""{"guardrail_id":"g1","key_hash":"k{{i}}","key_name":"{{new string('x', 20_000)}}"}""");
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith($$"""{"data":[{{string.Join(',', rows)}},{"guardrail_id":"g2","key_hash":"h1"}],"total_count":100}""", HttpStatusCode.OK));

        Assert.Equal("g2", (await Client.GetBindingsAsync(key, Token)).GuardrailId);
    }

    [Fact]
    public async Task Key_without_hash_throws()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Client.GetBindingsAsync(new() { Hash = "" }, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.BindAsync(new() { Hash = "" }, All, Token));
    }

    [Fact]
    public async Task Guardrail_and_policies_are_bound_once()
    {
        Add("h1");
        OpenRouter.Bind("h1", All);
        var key = Add("h2");
        var wanted = new KeyBindings { GuardrailId = Guardrail, Policies = [Budget, Moderation] };

        Assert.Equal(wanted, await Client.BindAsync(key, All, Token));
        Assert.Equal(wanted, await Client.BindAsync(key, All, Token));
        Assert.Equal(["POST", "PUT", "PUT"], Writes);
    }

    [Fact]
    public async Task Policy_assignment_repeats_state_that_was_read()
    {
        Add("h1");
        OpenRouter.Bind("h1", new() { Policies = [Budget] });
        await Client.BindAsync(Add("h2"), new() { Policies = [Budget] }, Token);

        var body = System.Text.Json.JsonElement.Parse(OpenRouter.Requests.Single(request => request.Method == "PUT").Body);
        Assert.Equal("""{"opted_out":false,"policy_ids":[],"workspace_default_policy_ids":[]}""", body.GetProperty("expected_assignment").GetRawText());
    }

    [Fact]
    public async Task Policy_assignment_that_changed_meanwhile_is_read_again()
    {
        Add("h1");
        OpenRouter.Bind("h1", new() { Policies = [Budget] });
        EnqueueFault(1, SimulatedFault.Reject(HttpStatusCode.Conflict));

        Assert.Equal([Budget], (await Client.BindAsync(Add("h2"), new() { Policies = [Budget] }, Token)).Policies);
        Assert.Equal(["PUT", "PUT"], Writes);
    }

    [Fact]
    public async Task Policy_assignment_that_always_changes_is_written_5_times()
    {
        Add("h1");
        OpenRouter.Bind("h1", new() { Policies = [Budget] });
        for (var i = 0; i < 5; i++)
        {
            EnqueueFault(1, SimulatedFault.Reject(HttpStatusCode.Conflict));
        }

        Assert.Empty((await Client.BindAsync(Add("h2"), new() { Policies = [Budget] }, Token)).Policies);
        Assert.Equal(5, Writes.Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Dropped_responses_are_resolved_by_reading_again(int write)
    {
        Add("h1");
        OpenRouter.Bind("h1", All);
        EnqueueFault(write, SimulatedFault.DropResponse());

        var bound = await Client.BindAsync(Add("h2"), All, Token);
        Assert.Equal((Guardrail, 2), (bound.GuardrailId, bound.Policies.Count));
    }

    [Fact]
    public async Task Rejected_binding_is_missing_in_result()
    {
        var key = Add("h1");
        Assert.Equal(KeyBindings.None, await Client.BindAsync(key, new() { GuardrailId = Guardrail, Policies = [Budget] }, Token));
    }

    [Fact]
    public async Task Failed_read_after_binding_leaves_outcome_unknown()
    {
        Add("h1");
        OpenRouter.Bind("h1", new() { GuardrailId = Guardrail });
        var key = Add("h2");
        EnqueueFault(2, SimulatedFault.Reject(HttpStatusCode.Unauthorized));

        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.BindAsync(key, new() { GuardrailId = Guardrail }, Token));
        Assert.Equal("h2", exception.Hash);
        Assert.IsType<ManagementKeyRejectedException>(exception.InnerException);
    }

    [Fact]
    public async Task Workspaces_are_listed_on_any_number_of_pages()
    {
        var added = Enumerable.Range(0, 250).Select(i => new Workspace { Id = Guid.NewGuid(), Name = $"Workspace {i}", Slug = $"w{i}" }).ToList();
        added.ForEach(OpenRouter.Add);

        var listed = await Client.ListWorkspacesAsync(Token).ToListAsync(Token);
        Assert.Equal(251, listed.Count); // with the default workspace
        Assert.Empty(added.Except(listed));
    }

    [Fact]
    public async Task Management_key_of_workspace_lists_its_own_workspace()
    {
        OpenRouter.Add(new Workspace { Id = Workspace, Name = "Staging", Slug = "staging" });
        using var client = new OpenRouterKeysClient(OpenRouter.AddManagementKey(Workspace), new() { BaseAddress = OpenRouter.BaseAddress });

        Assert.Equal("Staging", (await client.ListWorkspacesAsync(Token).SingleAsync(Token)).Name);
    }

    [Fact]
    public async Task Client_that_does_not_implement_bindings_reports_them_as_unreadable()
    {
        IOpenRouterKeysClient client = new MinimalClient(Client);

        Assert.NotEmpty((await client.GetBindingsAsync(new() { Hash = "h1" }, Token)).Unreadable);
        Assert.Empty(await client.ListWorkspacesAsync(Token).ToListAsync(Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.BindAsync(new() { Hash = "h1" }, KeyBindings.None, Token));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetCurrentAsync(cancellationToken: Token));
    }

    private KeyInfo Add(string hash, Guid? workspaceId = null)
    {
        OpenRouter.Add(new() { Hash = hash, Name = hash, WorkspaceId = workspaceId });
        return OpenRouter.Keys.Single(key => key.Hash == hash);
    }

    private void EnqueueFault(int precedingRequests, SimulatedFault fault)
    {
        for (var i = 0; i < precedingRequests; i++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.None);
        }

        OpenRouter.EnqueueFault(fault);
    }
}

/// <summary>Implements only the members of <see cref="IOpenRouterKeysClient"/> that have no default.</summary>
internal sealed class MinimalClient(IOpenRouterKeysClient client) : IOpenRouterKeysClient
{
    public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) => client.CreateAsync(request, cancellationToken);

    public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) => client.ListAsync(filter, cancellationToken);

    public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

    public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, update, cancellationToken);

    public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => client.DeleteAsync(hash, cancellationToken);
}
