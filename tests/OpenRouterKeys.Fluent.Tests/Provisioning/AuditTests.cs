using System.Net;
using System.Runtime.CompilerServices;
using FluentValidation;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>Which keys <c>AuditAsync</c> reads, and when. <see cref="AuditFindingTests"/> tests what it reports.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private static readonly Guid Team = Guid.Parse("66666666-7777-4888-8999-000000000000");
    private static readonly Guid Other = Guid.Parse("77777777-7777-4888-8999-000000000000");
    private readonly FakeTimeProvider _time = TestTime.NewProvider();
    private readonly List<string> _skipped = [];
    private OpenRouterSimulator _openRouter = null!;
    private OpenRouterKeysClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AuditOptions Options => new() { OnSkipped = _skipped.Add };

    public async ValueTask InitializeAsync()
    {
        _openRouter = await OpenRouterSimulator.StartAsync(_time, Token);
        _client = _openRouter.CreateClient(new() { TimeProvider = _time, MaxAttempts = 1 });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _openRouter.DisposeAsync();
    }

    [Fact]
    public async Task Keys_of_every_workspace_are_audited()
    {
        _openRouter.Add(new Workspace { Id = Team, Name = "Core team", Slug = "core" });
        AddUnlimited("h1");
        AddUnlimited("h2", Team);
        AddUnlimited("h3", Team);

        var findings = await AuditAsync(Options);

        Assert.Equal(["h1", "h2", "h3"], findings.Select(finding => finding.Key.Hash).Order());
        Assert.All(findings, finding => Assert.Equal(("ORK6001", Severity.Warning), (finding.Id, finding.Severity)));
        Assert.Equal(new() { Id = Team, Name = "Core team", Slug = "core" }, findings.First(finding => finding.Key.Hash == "h2").Workspace);
        Assert.Equal("default", findings.First(finding => finding.Key.Hash == "h1").Workspace!.Slug);
        Assert.Empty(_skipped);
    }

    [Fact]
    public async Task Only_the_given_workspace_is_audited()
    {
        AddUnlimited("h1");
        AddUnlimited("h2", Team);

        var finding = Assert.Single(await AuditAsync(Options with { WorkspaceId = Team }));

        Assert.Equal(("h2", Team), (finding.Key.Hash, finding.Workspace!.Id));
        Assert.All(_openRouter.Requests, request => Assert.Contains($"workspace_id={Team:D}", request.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Workspaces_that_cannot_be_listed_are_skipped_and_the_default_list_is_audited(HttpStatusCode status)
    {
        AddUnlimited("h1");
        AddUnlimited("h2", Team);
        _openRouter.EnqueueFault(SimulatedFault.Reject(status));

        var finding = Assert.Single(await AuditAsync(Options));

        Assert.Equal(("h1", null), (finding.Key.Hash, finding.Workspace));
        Assert.Equal([$"workspaces: {(int)status}"], _skipped);
    }

    [Fact]
    public async Task Management_key_of_a_workspace_audits_that_workspace()
    {
        AddUnlimited("h1");
        AddUnlimited("h2", Team);
        using var client = new OpenRouterKeysClient(_openRouter.AddManagementKey(Team), new() { BaseAddress = _openRouter.BaseAddress, TimeProvider = _time });

        foreach (var isListRejected in new[] { false, true }) // what the API does is doubtful
        {
            _openRouter.EnqueueFault(isListRejected ? SimulatedFault.Reject(HttpStatusCode.Forbidden) : SimulatedFault.None);
            Assert.Equal("h2", Assert.Single(await client.AuditAsync(cancellationToken: Token).ToListAsync(Token)).Key.Hash);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Workspace_whose_keys_cannot_be_read_is_skipped(HttpStatusCode status)
    {
        _openRouter.Add(new Workspace { Id = Team, Name = "Core\nteam" });
        _openRouter.Add(new Workspace { Id = Other });
        AddUnlimited("h1", Team);
        AddUnlimited("h2", Other);
        EnqueueFaults(null, null, status); // the workspaces, the default one's empty list, the team's list

        Assert.Equal("h2", Assert.Single(await AuditAsync(Options)).Key.Hash);
        Assert.Equal([$@"keys of workspace {Team:D} (Core\u000Ateam): {(int)status}"], _skipped);
    }

    [Fact]
    public async Task Default_list_is_audited_if_no_workspace_can_be_read()
    {
        _openRouter.Add(new Workspace { Id = Team });
        AddUnlimited("h1");
        EnqueueFaults(null, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden);

        var finding = Assert.Single(await AuditAsync(Options));

        Assert.Equal(("h1", null), (finding.Key.Hash, finding.Workspace));
        Assert.Equal(2, _skipped.Count);
    }

    [Fact]
    public async Task Nothing_that_can_be_read_throws()
    {
        EnqueueFaults(HttpStatusCode.Forbidden, HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => AuditAsync(Options));

        EnqueueFaults(HttpStatusCode.Forbidden);
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => AuditAsync(Options with { WorkspaceId = Team }));
        Assert.Equal(["workspaces: 403"], _skipped);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, typeof(ManagementKeyRejectedException))]
    [InlineData(HttpStatusCode.BadRequest, typeof(KeyRequestRejectedException))]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(RateLimitedException))]
    [InlineData(HttpStatusCode.InternalServerError, typeof(OpenRouterUnavailableException))]
    public async Task Other_failure_throws(HttpStatusCode status, Type exception)
    {
        foreach (var isAtKeys in new[] { false, true })
        {
            EnqueueFaults(isAtKeys ? [null, status] : [status]);
            Assert.IsType(exception, await Record.ExceptionAsync(() => AuditAsync(Options)));
        }

        Assert.Empty(_skipped);
    }

    [Fact]
    public async Task Failure_on_a_later_page_keeps_the_findings_before_it()
    {
        AddUnlimited(150);
        EnqueueFaults(null, null, HttpStatusCode.Forbidden);

        Assert.Equal(100, (await AuditAsync(Options)).Count);
        Assert.Single(_skipped);
    }

    [Fact]
    public async Task Findings_are_returned_before_the_next_page_is_read()
    {
        AddUnlimited(250);

        await foreach (var finding in _client.AuditAsync(cancellationToken: Token))
        {
            Assert.Equal("ORK6001", finding.Id);
            break;
        }

        Assert.Equal(2, _openRouter.Requests.Count); // the workspaces and the first page
        Assert.Equal(250, (await AuditAsync(Options)).Count);
    }

    [Fact]
    public async Task Disabled_and_expired_keys_can_be_excluded()
    {
        AddUnlimited("h1");
        _openRouter.Add(Unlimited("h2") with { IsDisabled = true });
        _openRouter.Add(Unlimited("h3") with { ExpiresAt = TestTime.Now.AddDays(-1) });

        Assert.Equal(["h1", "h2", "h3"], await HashesAsync(new()));
        Assert.Equal(["h1", "h3"], await HashesAsync(new() { IncludeDisabled = false }));
        Assert.Equal(["h1", "h2"], await HashesAsync(new() { IncludeExpired = false }));

        async Task<IEnumerable<string>> HashesAsync(AuditOptions options) => (await AuditAsync(options)).Select(finding => finding.Key.Hash).Distinct().Order();
    }

    [Fact]
    public async Task Policy_of_the_client_applies_unless_the_options_have_one()
    {
        AddUnlimited("h1");
        using var client = _openRouter.CreateClient(new() { TimeProvider = _time, Policy = new() { RequireLimit = true } });

        Assert.Equal("ORK5001", Assert.Single(await client.AuditAsync(cancellationToken: Token).ToListAsync(Token)).Id);
        Assert.Equal("ORK6001", Assert.Single(await client.AuditAsync(new() { Policy = new() }, Token).ToListAsync(Token)).Id);
        Assert.Equal("ORK5001", Assert.Single(await AuditAsync(new() { Policy = new() { RequireLimit = true } })).Id);
    }

    [Theory]
    [InlineData("IdleAfter")]
    [InlineData("ExpiresWithin")]
    [InlineData("NearLimit", "0")]
    [InlineData("NearLimit", "-0.1")]
    [InlineData("NearLimit", "1.01")]
    [InlineData("MaxLimitUsd")]
    public void Invalid_option_throws_at_once(string name, string share = "1")
    {
        var options = new AuditOptions
        {
            IdleAfter = name == "IdleAfter" ? TimeSpan.Zero : TimeSpan.FromTicks(1),
            ExpiresWithin = name == "ExpiresWithin" ? TimeSpan.FromTicks(-1) : TimeSpan.MaxValue,
            NearLimit = decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture),
            Policy = new() { MaxLimitUsd = name == "MaxLimitUsd" ? -1 : 0 },
        };

        var exception = Assert.Throws<ArgumentException>("options", () => _ = _client.AuditAsync(options, Token));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
        Assert.Empty(_openRouter.Requests);
    }

    [Fact]
    public async Task Client_without_workspaces_audits_the_default_list()
    {
        AddUnlimited("h1");

        foreach (var client in new IOpenRouterKeysClient[] { new MinimalClient(_client), new FakeClient(_client, null) })
        {
            _skipped.Clear();
            Assert.Equal("h1", Assert.Single(await client.AuditAsync(Options, Token).ToListAsync(Token), IsUnlimited).Key.Hash);
            Assert.Equal(["workspaces: none are listed"], _skipped);
        }
    }

    [Fact]
    public async Task API_that_ignores_the_workspace_does_not_cause_duplicates()
    {
        AddUnlimited("h1");
        AddUnlimited("h2", Team);
        var client = new FakeClient(_client, [new() { Id = _openRouter.Keys.Single(key => key.Hash == "h1").WorkspaceId!.Value }, new() { Id = Team }, new() { Id = Other }]);

        Assert.Equal("h1", Assert.Single(await client.AuditAsync(Options, Token).ToListAsync(Token), IsUnlimited).Key.Hash);
    }

    [Fact]
    public async Task Canceled_audit_stops()
    {
        AddUnlimited(150);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var count = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _client.AuditAsync(Options, cancel.Token))
            {
                count++;
                await cancel.CancelAsync();
            }
        });

        Assert.InRange(count, 1, 100);
    }

    [Fact]
    public async Task Name_and_secret_are_not_in_the_message()
    {
        _openRouter.Add(Unlimited("h1") with { Name = TestSecrets.ManagementKey });

        Assert.All(
            await AuditAsync(new() { Policy = new() { RequireLimit = true, NamePatterns = ["ci-*"], RequireExternalUser = true, RequireExpiration = true } }),
            finding => Assert.DoesNotContain(TestSecrets.ManagementKey, finding.Message, StringComparison.Ordinal));
    }

    private void AddUnlimited(string hash, Guid? workspace = null) => _openRouter.Add(Unlimited(hash) with { WorkspaceId = workspace });

    private void AddUnlimited(int count)
    {
        for (var number = 0; number < count; number++)
        {
            _openRouter.Add(Unlimited($"h{number}"));
        }
    }

    // A client that is not the library's has the system's time, so there may be other findings.
    private static bool IsUnlimited(KeyFinding finding) => finding.Id == "ORK6001";

    // Has no other finding.
    private static KeyInfo Unlimited(string hash) => new() { Hash = hash, Name = hash, CreatedAt = TestTime.Now, ExpiresAt = TestTime.Now.AddDays(30) };

    private void EnqueueFaults(params HttpStatusCode?[] statuses)
    {
        foreach (var status in statuses)
        {
            _openRouter.EnqueueFault(status is null ? SimulatedFault.None : SimulatedFault.Reject(status.Value));
        }
    }

    private Task<List<KeyFinding>> AuditAsync(AuditOptions options) => _client.AuditAsync(options, Token).ToListAsync(Token).AsTask();

    /// <summary>Returns the given workspaces, or null as a mock does, and always the default workspace's keys.</summary>
    private sealed class FakeClient(IOpenRouterKeysClient client, Workspace[]? workspaces) : IOpenRouterKeysClient
    {
        public IAsyncEnumerable<Workspace> ListWorkspacesAsync(CancellationToken cancellationToken = default) => workspaces is null ? null! : ReturnAsync(workspaces, cancellationToken);

        public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) => client.ListAsync(null, cancellationToken);

        public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        private static async IAsyncEnumerable<Workspace> ReturnAsync(Workspace[] workspaces, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var workspace in workspaces)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return workspace;
            }
        }
    }
}
