using System.Net;
using Flurl.Http;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary><c>CreateOnceAsync</c> if the search, the deletion or <c>store</c> fails, or a response lacks the hash.</summary>
public sealed class OrphanSafeCreationTests : SimulatorTestBase
{
    private const string Mark = "^ci-bot #[0-9a-f]{16}$";
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(5m);
    private static readonly SimulatedFault NoFault = SimulatedFault.TruncateResponse(int.MaxValue);
    private static readonly SimulatedFault Rejection = SimulatedFault.Reject(HttpStatusCode.Unauthorized);
    private static readonly SimulatedFault EmptyList = SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK);
    private static readonly SimulatedFault WithoutHash = SimulatedFault.RespondWith("""{"key":"a key without a hash"}""").AfterProcessing();

    /// <summary>A search that finds keys: the second page shows that the list is complete.</summary>
    private static readonly SimulatedFault[] Search = [NoFault, NoFault];

    /// <summary>The response to the first creation is dropped, and four searches do not find its key yet.</summary>
    private static readonly SimulatedFault[] HiddenKey = [SimulatedFault.DropResponse(), EmptyList, EmptyList, EmptyList, EmptyList];

    [Fact]
    public async Task Key_without_hash_that_is_not_stored_is_found_and_deleted()
    {
        Enqueue(WithoutHash);
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateOnceAsync(Request, FailAsync, Token));

        Assert.True(exception.IsDeleted);
        Assert.Matches(Mark, exception.Key.Name);
        Assert.NotEmpty(exception.Key.Hash);
        Assert.IsType<IOException>(exception.InnerException);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Key_without_hash_that_is_not_stored_is_deleted_if_it_appears_late()
    {
        Enqueue(WithoutHash, EmptyList, EmptyList, EmptyList);
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateOnceAsync(Request, FailAsync, Token));

        Assert.True(exception.IsDeleted);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Key_without_hash_that_is_not_stored_is_deleted_after_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        Enqueue(WithoutHash);
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateOnceAsync(
            Request,
            async (_, token) =>
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            cancel.Token));

        Assert.True(exception.IsDeleted);
        Assert.IsType<OperationCanceledException>(exception.InnerException);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Key_without_hash_that_is_not_found_is_reported_under_its_name()
    {
        Enqueue(WithoutHash, EmptyList, EmptyList, EmptyList, EmptyList);
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateOnceAsync(Request, FailAsync, Token));

        Assert.False(exception.IsDeleted);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Name, exception.Key.Name);
        Assert.Contains("Look for it by its name.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_without_hash_is_reported_under_its_name_if_search_fails()
    {
        Enqueue(WithoutHash, Rejection);
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateOnceAsync(Request, FailAsync, Token));

        Assert.False(exception.IsDeleted);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Name, exception.Key.Name);
        Assert.Contains("The API returned 401", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_without_hash_is_reported_with_its_hash_if_deletion_fails()
    {
        Enqueue([WithoutHash, .. Search, Rejection]);
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateOnceAsync(Request, FailAsync, Token));

        Assert.False(exception.IsDeleted);
        Assert.Equal(Assert.Single(OpenRouter.Keys), exception.Key);
    }

    [Fact]
    public async Task Key_without_hash_that_another_caller_deletes_counts_as_deleted()
    {
        using var client = CreateClient(request =>
        {
            if (request.Method == HttpMethod.Delete)
            {
                Enqueue(SimulatedFault.Reject(HttpStatusCode.NotFound));
            }
        });
        Enqueue(WithoutHash);
        Assert.True((await Assert.ThrowsAsync<KeyNotStoredException>(() => client.CreateOnceAsync(Request, FailAsync, Token))).IsDeleted);
    }

    [Fact]
    public async Task Key_without_name_is_reported_under_marked_name()
    {
        using var client = CreateClient(request =>
        {
            if (request.Method == HttpMethod.Delete)
            {
                Enqueue(Rejection);
            }
        });
        Enqueue(SimulatedFault.RespondWith("""{"data":{"hash":"h1"},"key":"a key without a name"}""").AfterProcessing());
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => client.CreateOnceAsync(Request, FailAsync, Token));

        Assert.Equal((false, "h1", Assert.Single(OpenRouter.Keys).Name), (exception.IsDeleted, exception.Key.Hash, exception.Key.Name));
    }

    [Fact]
    public async Task Key_without_name_is_stored_under_marked_name()
    {
        Enqueue(WithoutHash);
        await Client.CreateOnceAsync(Request, StoreAsync, Token);
        Assert.Equal(OpenRouter.Keys.Select(key => key.Name), Stored.Keys);
    }

    [Fact]
    public async Task Failed_search_before_storing_deletes_new_key_and_reports_first_attempt()
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        Enqueue([.. HiddenKey, NoFault, Rejection]);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.IsType<ManagementKeyRejectedException>(exception.InnerException);
        Assert.Null(exception.Hash);
        Assert.InRange(exception.AttemptedAt, startedAt, startedAt.AddSeconds(7)); // the searches take 7 seconds
        Assert.Equal("POST POST DELETE", string.Join(' ', OpenRouter.Requests.Select(request => request.Method).Where(method => method != "GET")));
        Assert.Equal(Assert.Single(OpenRouter.Keys).Name, exception.Request!.Name);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Failed_search_before_storing_reports_hash_of_new_key_that_cannot_be_deleted()
    {
        Enqueue([.. HiddenKey, NoFault, Rejection, Rejection]);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.Equal(2, OpenRouter.Keys.Count);
        Assert.Equal(OpenRouter.Keys[0].Hash, exception.Hash);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Failed_deletion_of_late_orphan_reports_its_hash_and_deletes_new_key()
    {
        Enqueue([.. HiddenKey, NoFault, .. Search, Rejection]);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.Equal(Assert.Single(OpenRouter.Keys).Hash, exception.Hash);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Cancellation_of_search_before_storing_deletes_new_key()
    {
        using var cancel = new CancellationTokenSource();
        var creations = 0;
        using var client = CreateClient(request =>
        {
            creations += request.Method == HttpMethod.Post ? 1 : 0;
            if (creations == 2 && request.Method == HttpMethod.Get)
            {
                cancel.Cancel();
            }
        });
        Enqueue(HiddenKey);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateOnceAsync(Request, StoreAsync, cancel.Token));

        Assert.Equal(cancel.Token, Assert.IsType<OperationCanceledException>(exception.InnerException).CancellationToken);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Name, exception.Request!.Name);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Failed_search_for_new_key_without_hash_is_unknown()
    {
        Enqueue([.. HiddenKey, WithoutHash, Rejection]);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.Equal([exception.Request!.Name], OpenRouter.Keys.Select(key => key.Name).Distinct());
        Assert.Equal(2, await Client.FindPossibleOrphansAsync(exception, Token).CountAsync(Token));
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Failed_deletion_of_one_of_two_keys_deletes_the_other_and_reports_the_hash()
    {
        Enqueue([.. HiddenKey, WithoutHash, .. Search, Rejection]);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.Equal(Assert.Single(OpenRouter.Keys).Hash, exception.Hash);
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Five_unknown_outcomes_report_the_first()
    {
        Enqueue([.. HiddenKey, .. HiddenKey, .. HiddenKey, .. HiddenKey, .. HiddenKey]);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.True(exception.AttemptedAt.AddSeconds(28) <= Assert.IsType<KeyOutcomeUnknownException>(exception.InnerException).AttemptedAt);
        Assert.Equal(5, await Client.FindPossibleOrphansAsync(exception, Token).CountAsync(Token));
    }

    [Fact]
    public async Task Cancellation_of_second_attempt_reports_the_first()
    {
        using var cancel = new CancellationTokenSource();
        var creations = 0;
        using var client = CreateClient(request =>
        {
            creations += request.Method == HttpMethod.Post ? 1 : 0;
            if (creations == 2)
            {
                cancel.Cancel();
            }
        });
        Enqueue(HiddenKey);
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateOnceAsync(Request, StoreAsync, cancel.Token));

        Assert.IsType<OperationCanceledException>(exception.InnerException);
        Assert.Contains("The next attempt failed too", exception.Message, StringComparison.Ordinal);
    }

    private void Enqueue(params SimulatedFault[] faults)
    {
        foreach (var fault in faults)
        {
            OpenRouter.EnqueueFault(fault);
        }
    }

    /// <summary>Creates a client that runs an action before each request. Delays elapse at once.</summary>
    private OpenRouterKeysClient CreateClient(Action<HttpRequestMessage> beforeRequest)
    {
        var handler = new HookHandler(new SendOnceHandler(new SocketsHttpHandler { AllowAutoRedirect = false }), beforeRequest);
        return new(OpenRouter.ManagementKey, new FlurlClient(new HttpClient(handler)), new() { BaseAddress = OpenRouter.BaseAddress, TimeProvider = new AdvancingTimeProvider() });
    }

    private sealed class HookHandler(HttpMessageHandler inner, Action<HttpRequestMessage> beforeRequest) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            beforeRequest(request);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
