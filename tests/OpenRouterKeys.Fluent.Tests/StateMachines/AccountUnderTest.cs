using System.Globalization;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>A simulated account with several workspaces, a client, and what is expected of each key after the outcomes that the client reported.</summary>
internal sealed class AccountUnderTest : IAsyncDisposable
{
    // Keys that only fill lists, and keys that have the guardrails and policies, so that these exist.
    private const string Filler = "filler";
    private const int FillerCount = 130; // more than a page

    // A rotation reads the old key and seven lists of what is bound to it.
    private const int RequestsBeforeCreation = 8;

    private static readonly string[] PolicyTypes = ["budget", "moderation", "rate_limit"];
    private static readonly Guid FillerWorkspace = Guid.Parse("99999999-0000-4000-8000-000000000009");

    private readonly List<ExpectedKey> _keys = [];
    private readonly HashSet<string> _possibleNames = [];
    private readonly HashSet<string> _reportedHashes = [];
    private readonly List<Guid> _workspaces = [];
    private readonly OpenRouterSimulator _simulator;
    private readonly OpenRouterKeysClient _client;
    private readonly OpenRouterKeysClient _reader;
    private readonly HttpClient _http = new();
    private int _enqueuedFaults;
    private int _requestsBefore;
    private int _names;
    private int _fillers;

    private AccountUnderTest(OpenRouterSimulator simulator)
    {
        _simulator = simulator;
        _client = simulator.CreateClient(new() { MaxAttempts = ExpectedState.MaxAttempts, TimeProvider = new RecordingTimeProvider(TimeProvider.System, skipDelays: true) });
        _reader = simulator.CreateClient();
        Guid?[] workspaces = [null, Guid.Parse("11111111-0000-4000-8000-000000000002"), Guid.Parse("22222222-0000-4000-8000-000000000003")];
        foreach (var (index, id) in workspaces.Index())
        {
            for (var guardrail = 1; guardrail <= 2; guardrail++)
            {
                var template = AddFiller(id);
                _simulator.Bind(template.Hash, Bindings(index, guardrail, policies: 7));
                if (guardrail == 1)
                {
                    _workspaces.Add(_simulator.Keys.Single(key => key.Hash == template.Hash).WorkspaceId!.Value);
                }
            }

            AddRestrictedKey(index, isDisabled: index == 0);
        }
    }

    public static async Task<AccountUnderTest> StartAsync() => new(await OpenRouterSimulator.StartAsync());

    public async Task CreateAsync(int workspace, FaultPlan plan)
    {
        var name = NextName();
        var request = KeyRequest.Named(name).Limit(_names);
        var (created, exception) = await RunAsync(plan, () => _client.CreateAsync(workspace == 0 ? request : request.InWorkspace(_workspaces[workspace])));
        if (created is not null)
        {
            _keys.Add(new(created.Info.Hash, workspace));
        }
        else if (exception is KeyOutcomeUnknownException unknown)
        {
            _possibleNames.Add(unknown.Request!.Name);
        }
    }

    public Task DisableAsync(int choice, FaultPlan plan) => ForKeyAsync(choice, async key =>
    {
        var (updated, exception) = await RunAsync(plan, () => _client.UpdateAsync(key.Hash, KeyUpdate.Empty.Disable()));
        if (updated is not null)
        {
            Assert.True(updated.IsDisabled);
            key.IsDisabled = true;
        }
        else if (exception is KeyOutcomeUnknownException)
        {
            Synchronize(key);
        }
    });

    public Task DeleteAsync(int choice, FaultPlan plan) => ForKeyAsync(choice, async key =>
    {
        var (isDeleted, exception) = await RunAsync<object>(plan, async () =>
        {
            await _client.DeleteAsync(key.Hash);
            return true;
        });
        key.Exists = isDeleted is null;
        if (exception is KeyOutcomeUnknownException || plan.IsFalse)
        {
            Synchronize(key);
        }
    });

    public async Task ListAsync(int workspace, bool includesDisabled, FaultPlan plan)
    {
        var expected = _simulator.Keys.Where(key => key.WorkspaceId == _workspaces[workspace] && (includesDisabled || !key.IsDisabled)).Select(key => key.Hash).Order();
        var filter = new KeyFilter { IncludeDisabled = includesDisabled, WorkspaceId = workspace == 0 ? null : _workspaces[workspace] };
        var (listed, _) = await RunAsync(plan, () => _client.ListAsync(filter).Select(key => key.Hash).ToListAsync().AsTask());
        if (listed is not null)
        {
            Assert.Equal(expected, listed.Order());
        }
    }

    /// <summary>Lists more than a page, and deletes or disables some of the keys meanwhile.</summary>
    public async Task ListAndRemoveAsync(int interval, bool deletes, FaultPlan plan)
    {
        while (_fillers < FillerCount)
        {
            AddFiller(FillerWorkspace);
        }

        var expected = _simulator.Keys.Where(key => key.WorkspaceId == FillerWorkspace && !key.IsDisabled).Select(key => key.Hash).Order().ToList();
        var seen = new List<string>();
        var (isComplete, _) = await RunAsync<object>(plan, async () =>
        {
            await foreach (var key in _client.ListAsync(new() { WorkspaceId = FillerWorkspace }))
            {
                seen.Add(key.Hash);
                if (seen.Count % interval == 0)
                {
                    await (deletes ? _client.DeleteAsync(key.Hash) : _client.UpdateAsync(key.Hash, KeyUpdate.Empty.Disable()));
                }
            }

            return true;
        });
        Assert.Equal(seen.Count, seen.Distinct().Count());
        if (isComplete is not null)
        {
            Assert.Equal(expected, seen.Order());
        }

        _fillers = _simulator.Keys.Count(key => key.WorkspaceId == FillerWorkspace && !key.IsDisabled);
    }

    public async Task ListWorkspacesAsync(FaultPlan plan)
    {
        var (listed, _) = await RunAsync(plan, () => _client.ListWorkspacesAsync().Select(workspace => workspace.Id).ToListAsync().AsTask());
        if (listed is not null)
        {
            Assert.Equal(_workspaces.Order(), listed.Where(id => id != FillerWorkspace).Order());
        }
    }

    public Task BindAsync(int choice, int guardrail, int policies, FaultPlan plan) => ForKeyAsync(choice, async key =>
    {
        var wanted = Bindings(key.Workspace, guardrail, policies);
        var (bound, exception) = await RunAsync(plan, () => _client.BindAsync(GetInfo(key.Hash), wanted));
        var actual = await _reader.GetBindingsAsync(GetInfo(key.Hash));
        Assert.True(actual.GuardrailId == key.Bindings.GuardrailId || actual.GuardrailId == wanted.GuardrailId);
        Assert.Empty(key.Bindings.Policies.Except(actual.Policies));
        Assert.Empty(actual.Policies.Except(key.Bindings.Policies).Except(wanted.Policies));
        if (exception is not (null or KeyOutcomeUnknownException))
        {
            Assert.Equal(key.Bindings, actual); // nothing was changed
        }

        if (bound is not null && plan.Fault is null)
        {
            Assert.Equal(wanted.GuardrailId ?? key.Bindings.GuardrailId, actual.GuardrailId);
            Assert.Empty(wanted.Policies.Except(actual.Policies));
        }

        AssertIsRead(bound, actual, plan);
        key.Bindings = actual;
    });

    /// <summary>Does what this library never does: adds the key to the lists of a provider credential, a destination and an opt-out.</summary>
    public Task AddToListsAsync(int choice) => ForKeyAsync(choice, async key =>
    {
        _simulator.Bind(key.Hash, key.Bindings with
        {
            OptedOut = ["budget"],
            ProviderKeyIds = [Id("credential", key.Workspace)],
            DestinationIds = [Id("destination", key.Workspace)],
        });
        key.Bindings = await _reader.GetBindingsAsync(GetInfo(key.Hash));
        Assert.Single(key.Bindings.ProviderKeyIds);
    });

    public Task GetBindingsAsync(int choice, FaultPlan plan) => ForKeyAsync(choice, async key =>
    {
        var (bindings, _) = await RunAsync(plan, () => _client.GetBindingsAsync(GetInfo(key.Hash)));
        AssertIsRead(bindings, key.Bindings, plan);
    });

    public Task RotateAsync(int choice, bool deletes, BindingTransfer transfer, bool canStore, FaultPlan plan) => ForKeyAsync(choice, async oldKey =>
    {
        var name = NextName();
        var limit = GetInfo(oldKey.Hash).LimitUsd;
        CreatedKey? stored = null;
        var options = new RotateOptions { DeleteOldKey = deletes, Bindings = transfer, Configure = request => request.WithName(name) };
        var (rotated, exception) = await RunAsync(plan, () => _client.RotateAsync(oldKey.Hash, StoreAsync, options));
        switch (exception)
        {
            case null or OldKeyNotRetiredException:
                var notTransferred = rotated?.NotTransferred ?? ((OldKeyNotRetiredException)exception!).NotTransferred;
                await AddRotatedAsync(stored!.Info.Hash, notTransferred);
                Synchronize(oldKey);
                Assert.True(exception is not null || plan.IsFalse || !oldKey.Exists || oldKey.IsDisabled, "The old key works.");
                break;
            case KeyNotStoredException notStored:
                Assert.NotNull(stored);
                Report(notStored.Key.Hash, notStored.IsDeleted);
                break;
            case KeyNotBoundException { NewKey: { } newKey } notBound:
                Assert.Null(stored);
                Report(newKey.Hash, notBound.IsDeleted);
                break;
            case KeyOutcomeUnknownException unknown:
                Assert.Null(stored);
                _possibleNames.Add(unknown.Request!.Name);
                break;
            default:
                Assert.Null(stored);
                break;
        }

        Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
        {
            Assert.Null(stored);
            stored = created;
            return canStore ? Task.CompletedTask : throw new IOException("The store is full.");
        }

        async Task AddRotatedAsync(string hash, IReadOnlyList<string> notTransferred)
        {
            var newKey = new ExpectedKey(hash, oldKey.Workspace) { IsDisabled = oldKey.IsDisabled };
            _keys.Add(newKey);
            var info = GetInfo(hash);
            Assert.Equal((name, limit, _workspaces[oldKey.Workspace]), (info.Name, info.LimitUsd, info.WorkspaceId));
            newKey.Bindings = await _reader.GetBindingsAsync(info);
            if (transfer == BindingTransfer.None || (plan.MeansNotAvailable && plan.Skipped < RequestsBeforeCreation))
            {
                return;
            }

            if (oldKey.Bindings.GuardrailId != newKey.Bindings.GuardrailId)
            {
                AssertUnreadable("guardrail");
            }

            foreach (var policy in oldKey.Bindings.Policies.Except(newKey.Bindings.Policies))
            {
                AssertUnreadable($"{policy.PolicyType} policies");
            }

            foreach (var id in oldKey.Bindings.ProviderKeyIds.Concat(oldKey.Bindings.DestinationIds).Concat(oldKey.Bindings.OptedOut))
            {
                Assert.Contains(notTransferred, text => text.Contains(id, StringComparison.Ordinal) || text.Contains(": 403", StringComparison.Ordinal));
            }
        }

        void AssertUnreadable(string kind)
        {
            Assert.Equal(BindingTransfer.WhereReadable, transfer);
            Assert.Contains(rotated?.NotTransferred ?? ((OldKeyNotRetiredException)exception!).NotTransferred, text => text.Contains($"{kind}: 403", StringComparison.Ordinal));
        }

        void Report(string hash, bool isDeleted)
        {
            if (!isDeleted || plan.IsFalse)
            {
                _reportedHashes.Add(hash);
            }
        }
    });

    /// <summary>Asserts what must be true after any sequence of steps.</summary>
    public void AssertKeysAreAsExpected()
    {
        var keys = _simulator.Keys.Where(key => key.Name != Filler).ToList();
        var expected = _keys.Where(key => key.Exists).ToDictionary(key => key.Hash);
        foreach (var key in keys)
        {
            Assert.True(
                expected.Remove(key.Hash, out var known) || _reportedHashes.Contains(key.Hash) || _possibleNames.Contains(key.Name),
                $"{key.Name} exists, but was neither returned nor reported.");
            Assert.True(known is null || known.IsDisabled == key.IsDisabled, $"{key.Name} is {(key.IsDisabled ? "disabled" : "enabled")}.");
        }

        Assert.Empty(expected);
        Assert.Equal(keys.Count, keys.DistinctBy(key => key.Name).Count()); // none was created twice
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _client.Dispose();
        _reader.Dispose();
        await _simulator.DisposeAsync();
    }

    private static string Id(string kind, int workspace) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{workspace}");

    private static KeyBindings Bindings(int workspace, int guardrail, int policies) => new()
    {
        GuardrailId = guardrail == 0 ? null : Id($"guardrail-{guardrail}", workspace),
        Policies = [.. PolicyTypes.Where((_, index) => (policies & (1 << index)) != 0).Select(type => new PolicyBinding(type, Id(type, workspace)))],
    };

    // A fault may make bindings unreadable, or look as if the account does not have them. It must not change them.
    private static void AssertIsRead(KeyBindings? read, KeyBindings actual, FaultPlan plan)
    {
        if (read is null || plan.MeansNotAvailable)
        {
            return;
        }

        if (read.Unreadable.Count == 0)
        {
            Assert.Equal(actual, read);
        }

        Assert.True(read.Unreadable.Count == 0 || plan.Fault!.Name == "403");
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"key-{++_names}");

    private KeyInfo GetInfo(string hash) => _simulator.Keys.Single(key => key.Hash == hash);

    private KeyInfo AddFiller(Guid? workspaceId)
    {
        var filler = new KeyInfo { Hash = Guid.NewGuid().ToString("N"), Name = Filler, WorkspaceId = workspaceId };
        _simulator.Add(filler);
        _fillers += workspaceId == FillerWorkspace ? 1 : 0;
        return filler;
    }

    private void AddRestrictedKey(int workspace, bool isDisabled)
    {
        var key = new ExpectedKey(Id("restricted", workspace), workspace) { IsDisabled = isDisabled, Bindings = Bindings(workspace, guardrail: 1, policies: 7) };
        _simulator.Add(new() { Hash = key.Hash, Name = NextName(), LimitUsd = 5m, WorkspaceId = _workspaces[workspace], IsDisabled = isDisabled });
        _simulator.Bind(key.Hash, key.Bindings);
        _keys.Add(key);
    }

    private void Synchronize(ExpectedKey key)
    {
        var actual = _simulator.Keys.SingleOrDefault(known => known.Hash == key.Hash);
        (key.Exists, key.IsDisabled) = (actual is not null, actual is { IsDisabled: true });
    }

    private Task ForKeyAsync(int choice, Func<ExpectedKey, Task> runAsync)
    {
        var existing = _keys.FindAll(key => key.Exists);
        return existing.Count == 0 ? Task.CompletedTask : runAsync(existing[choice % existing.Count]);
    }

    /// <summary>Runs a call with the faults of the plan, and removes those that it did not reach.</summary>
    private async Task<(T? Result, OpenRouterKeysException? Exception)> RunAsync<T>(FaultPlan plan, Func<Task<T>> callAsync)
        where T : class
    {
        (_requestsBefore, _enqueuedFaults) = (_simulator.Requests.Count, plan.Fault is null ? 0 : plan.Skipped + plan.Repetitions);
        for (var i = 0; i < _enqueuedFaults; i++)
        {
            _simulator.EnqueueFault(i < plan.Skipped ? SimulatedFault.None : plan.Fault!.Simulated);
        }

        try
        {
            return (await callAsync(), null);
        }
        catch (OpenRouterKeysException exception)
        {
            Assert.NotNull(plan.Fault ?? (exception is KeyNotStoredException ? FaultCase.All[0] : null)); // nothing fails without a fault
            return (null, exception);
        }
        finally
        {
            await RemoveFaultsAsync();
        }
    }

    private async Task RemoveFaultsAsync()
    {
        while (_simulator.Requests.Count - _requestsBefore < _enqueuedFaults)
        {
            try
            {
                using var response = await _http.GetAsync(_simulator.BaseAddress);
            }
            catch (HttpRequestException)
            {
            }
        }
    }

    /// <summary>What is expected of a key that was returned to the caller.</summary>
    private sealed class ExpectedKey(string hash, int workspace)
    {
        public string Hash => hash;

        public int Workspace => workspace;

        public bool Exists { get; set; } = true;

        public bool IsDisabled { get; set; }

        public KeyBindings Bindings { get; set; } = KeyBindings.None;
    }
}
