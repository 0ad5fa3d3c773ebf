using System.Net;
using System.Runtime.CompilerServices;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary><c>CreateManyAsync</c>.</summary>
public sealed class CreateManyTests : SimulatorTestBase
{
    [Fact]
    public async Task All_keys_are_created_and_stored()
    {
        var results = await Client.CreateManyAsync(CreateRequests(250), StoreAsync, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(250, results.Count(result => result is { Created: not null, Existing: null, Exception: null }));
        Assert.Equal(Stored.Keys.Order(), OpenRouter.Keys.Select(key => key.Name).Order());
    }

    [Fact]
    public async Task Rerun_skips_existing_keys()
    {
        await Client.CreateManyAsync(CreateRequests(3), StoreAsync, cancellationToken: Token).ToListAsync(Token);
        await Client.UpdateAsync(OpenRouter.Keys[0].Hash, update => update.Disable(), Token);
        var results = await Client.CreateManyAsync(CreateRequests(5), StoreAsync, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal((3, 2), (results.Count(result => result.Existing is not null), results.Count(result => result.Created is not null)));
        Assert.Equal(5, OpenRouter.Keys.Count);
    }

    [Fact]
    public async Task Rerun_finds_all_existing_keys_while_others_are_deleted()
    {
        await Client.CreateManyAsync(CreateRequests(350), StoreAsync, cancellationToken: Token).ToListAsync(Token);
        for (var number = 0; number < 350; number++)
        {
            OpenRouter.Add(new() { Hash = $"other {number}", CreatedAt = DateTimeOffset.MaxValue });
        }

        var whileOthersAreDeleted = new OtherProcess(Client, async count => // another process deletes 50 of its own keys after each 100 listed keys
        {
            foreach (var other in OpenRouter.Keys.Where(key => key.CreatedAt == DateTimeOffset.MaxValue).Take(count % 100 == 0 ? 50 : 0).ToList())
            {
                await Client.DeleteAsync(other.Hash, Token);
            }
        });
        var results = await whileOthersAreDeleted.CreateManyAsync(CreateRequests(350), StoreAsync, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(350, results.Count(result => result.Existing is not null));
    }

    [Fact]
    public async Task Failure_does_not_affect_other_requests()
    {
        var results = await Client.CreateManyAsync(
            CreateRequests(20), (created, token) => created.Info.Name == "key 7" ? FailAsync(created, token) : StoreAsync(created, token), cancellationToken: Token).ToListAsync(Token);

        var failed = Assert.Single(results, result => result.Exception is not null);
        Assert.Equal(("key 7", true), (failed.Request.Name, Assert.IsType<KeyNotStoredException>(failed.Exception).IsDeleted));
        Assert.Equal(19, OpenRouter.Keys.Count);
    }

    [Fact]
    public async Task StopOnFailure_stops_after_first_failure()
    {
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK)); // the list of existing keys
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.PaymentRequired));
        var results = await Client.CreateManyAsync(CreateRequests(20), StoreAsync, new() { MaxConcurrency = 1, StopOnFailure = true }, Token).ToListAsync(Token);

        Assert.IsType<KeyRequestRejectedException>(Assert.Single(results).Exception);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Rate_limited_requests_are_retried()
    {
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK)); // the list of existing keys
        for (var fault = 0; fault < 10; fault++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(90)));
        }

        var results = await Client.CreateManyAsync(CreateRequests(5), StoreAsync, new() { MaxConcurrency = 5 }, Token).ToListAsync(Token);
        Assert.All(results, result => Assert.NotNull(result.Created));
    }

    [Fact]
    public async Task Rate_limited_request_fails_after_10_attempts()
    {
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK)); // the list of existing keys
        for (var fault = 0; fault < 15; fault++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromSeconds(30)));
        }

        var result = Assert.Single(await Client.CreateManyAsync(CreateRequests(1), StoreAsync, cancellationToken: Token).ToListAsync(Token));
        Assert.IsType<RateLimitedException>(result.Exception);
        Assert.Equal(10, OpenRouter.Requests.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task Second_enumeration_is_a_rerun()
    {
        var run = Client.CreateManyAsync(CreateRequests(3), StoreAsync, new() { MaxConcurrency = int.MaxValue }, Token);
        await run.ToListAsync(Token);
        Assert.Equal(3, await run.CountAsync(result => result.Existing is not null, Token));
    }

    [Fact]
    public async Task Leaving_loop_starts_no_more_and_stores_every_created_key()
    {
        await foreach (var result in Client.CreateManyAsync(CreateRequests(200), StoreAsync, new() { MaxConcurrency = 4 }, Token))
        {
            Assert.NotNull(result.Created);
            break;
        }

        Assert.InRange(OpenRouter.Keys.Count, 1, 20);
        Assert.Equal(Stored.Keys.Order(), OpenRouter.Keys.Select(key => key.Name).Order());
    }

    [Fact]
    public async Task Cancel_starts_no_more_and_returns_every_created_key()
    {
        using var cancel = new CancellationTokenSource();
        var returned = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in Client.CreateManyAsync(CreateRequests(200), StoreAsync, new() { MaxConcurrency = 4 }, cancel.Token))
            {
                returned += result.Created is null ? 0 : 1;
                await cancel.CancelAsync();
            }
        });

        Assert.Equal(returned, OpenRouter.Keys.Count);
        Assert.Equal(Stored.Keys.Order(), OpenRouter.Keys.Select(key => key.Name).Order());
    }

    [Fact]
    public async Task Leaving_loop_passes_other_results_to_OnAbandoned()
    {
        OpenRouter.Add(new() { Hash = "h0", Name = "key 0", LimitUsd = 1m });
        var returned = new List<CreateManyResult>();
        var abandoned = new List<CreateManyResult>();
        await foreach (var result in Client.CreateManyAsync(CreateRequests(200), StoreInGroupsAsync(4), new() { MaxConcurrency = 4, OnAbandoned = abandoned.Add }, Token))
        {
            returned.Add(result);
            if (result.Created is not null)
            {
                break;
            }
        }

        Assert.InRange(abandoned.Count, 3, 20); // four keys are stored at the same time
        Assert.Equal(
            OpenRouter.Keys.Select(key => key.Name).Order(),
            returned.Concat(abandoned).Select(result => result.Created?.Info.Name ?? result.Existing!.Name).Order());
    }

    [Fact]
    public async Task Exception_in_loop_passes_failed_results_to_OnAbandoned()
    {
        var abandoned = new List<CreateManyResult>();
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            var store = StoreInGroupsAsync(4);
            await foreach (var result in Client.CreateManyAsync(
                CreateRequests(4),
                async (created, token) =>
                {
                    await store(created, token);
                    await FailAsync(created, token);
                },
                new() { MaxConcurrency = 4, OnAbandoned = abandoned.Add },
                Token))
            {
                throw new FormatException();
            }
        });

        Assert.Equal(3, abandoned.Count);
        Assert.All(abandoned, result => Assert.True(Assert.IsType<KeyNotStoredException>(result.Exception).IsDeleted));
    }

    [Fact]
    public async Task Exceptions_of_OnAbandoned_do_not_lose_other_results()
    {
        var abandoned = new List<CreateManyResult>();
        var exception = await Assert.ThrowsAsync<AggregateException>(async () =>
        {
            await foreach (var result in Client.CreateManyAsync(
                CreateRequests(4),
                StoreInGroupsAsync(4),
                new()
                {
                    MaxConcurrency = 4,
                    OnAbandoned = result =>
                    {
                        abandoned.Add(result);
                        throw new FormatException();
                    },
                },
                Token))
            {
                break;
            }
        });

        Assert.Equal((3, 3), (abandoned.Count, exception.InnerExceptions.Count));
        Assert.Equal(4, OpenRouter.Keys.Count);
    }

    [Fact]
    public async Task Completed_loop_does_not_call_OnAbandoned()
    {
        using var cancel = new CancellationTokenSource();
        var options = new CreateManyOptions { OnAbandoned = _ => Assert.Fail("No result was abandoned.") };
        await Client.CreateManyAsync(CreateRequests(20), StoreAsync, options, Token).ToListAsync(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var result in Client.CreateManyAsync(CreateRequests(50), StoreAsync, options, cancel.Token))
            {
                await cancel.CancelAsync(); // the loop receives the creations in progress
            }
        });
    }

    [Fact]
    public void Invalid_arguments_throw_before_sending()
    {
        var invalid = Assert.Throws<InvalidKeyRequestException>(
            () => Client.CreateManyAsync([KeyRequest.Named("a"), KeyRequest.Named(" ").Limit(-1m)], StoreAsync, cancellationToken: Token));
        Assert.Equal(["[1].Name", "[1].LimitUsd"], invalid.Violations.Select(violation => violation.Property));

        var duplicate = Assert.Throws<ArgumentException>(() => Client.CreateManyAsync([KeyRequest.Named("a"), KeyRequest.Named("a")], StoreAsync, cancellationToken: Token));
        Assert.Contains("'a'", duplicate.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Client.CreateManyAsync([], StoreAsync, new() { MaxConcurrency = 0 }, Token));
        Assert.Empty(OpenRouter.Requests);
    }

    /// <summary>Stores the first keys when this many are in progress at the same time.</summary>
    private Func<CreatedKey, CancellationToken, Task> StoreInGroupsAsync(int count)
    {
        var inProgress = 0;
        var isFull = new TaskCompletionSource();
        return async (created, token) =>
        {
            if (Interlocked.Increment(ref inProgress) == count)
            {
                isFull.SetResult();
            }

            await isFull.Task.WaitAsync(token);
            await StoreAsync(created, token);
        };
    }

    private static IEnumerable<KeyRequest> CreateRequests(int count) => Enumerable.Range(0, count).Select(number => KeyRequest.Named($"key {number}").Limit(1m));

    /// <summary>Runs an action, as another process would, after each key that is listed.</summary>
    private sealed class OtherProcess(OpenRouterKeysClient client, Func<int, Task> actAsync) : IOpenRouterKeysClient
    {
        public async IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var count = 0;
            await foreach (var key in client.ListAsync(filter, cancellationToken))
            {
                yield return key;
                await actAsync(++count);
            }
        }

        public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) => client.CreateAsync(request, cancellationToken);

        public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

        public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, update, cancellationToken);

        public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => client.DeleteAsync(hash, cancellationToken);
    }
}
