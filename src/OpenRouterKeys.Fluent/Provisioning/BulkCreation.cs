using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Creates many keys, several at a time. After cancellation, a failure or an early exit from the loop no further creation is started;
/// those that were started are completed.</summary>
internal sealed class BulkCreation
{
    private const int MaxRateLimits = 10;
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(10);

    private readonly IOpenRouterKeysClient _client;
    private readonly KeyRequest[] _requests;
    private readonly Func<CreatedKey, CancellationToken, Task> _store;
    private readonly CreateManyOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly RateGate _gate;

    /// <exception cref="InvalidKeyRequestException">Requests violate rules; the properties are prefixed with the request's index.</exception>
    /// <exception cref="ArgumentException">A request is null, or a name appears twice.</exception>
    public BulkCreation(IOpenRouterKeysClient client, KeyRequest[] requests, Func<CreatedKey, CancellationToken, Task> store, CreateManyOptions options)
    {
        (_client, _requests, _store, _options) = (client, requests, store, options);
        _timeProvider = OpenRouterKeysClient.TimeProviderOf(client);
        _gate = new(_timeProvider);
        EnsureValid(requests, OpenRouterKeysClient.PolicyOf(client), _timeProvider);
    }

    public async IAsyncEnumerable<CreateManyResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var existing = await FindExistingAsync(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new ConcurrentQueue<KeyRequest>(_requests);
        var results = Channel.CreateBounded<CreateManyResult>(_options.MaxConcurrency);
        var workers = Math.Min(_options.MaxConcurrency, _requests.Length);
        var work = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(waiting, existing, results.Writer, stop.CancelAsync, stop.Token))));
        var completion = work.ContinueWith(ended => results.Writer.Complete(ended.Exception), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await PassAbandonedAsync(results.Reader, completion).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    // Waits for the creations in progress. Their results would be lost if the loop was left early.
    private async Task PassAbandonedAsync(ChannelReader<CreateManyResult> results, Task completion)
    {
        List<Exception> failures = [];
        await foreach (var abandoned in results.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                _options.OnAbandoned?.Invoke(abandoned);
            }
            catch (Exception exception) // the remaining results must be passed too
            {
                failures.Add(exception);
            }
        }

        await completion.ConfigureAwait(false);
        if (failures.Count > 0)
        {
            throw new AggregateException($"{nameof(CreateManyOptions.OnAbandoned)} threw an exception. It was called with each result.", failures);
        }
    }

    private async Task WorkAsync(
        ConcurrentQueue<KeyRequest> waiting,
        Dictionary<(Guid?, string), KeyInfo> existing,
        ChannelWriter<CreateManyResult> results,
        Func<Task> stopAllAsync,
        CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && waiting.TryDequeue(out var request))
        {
            var result = existing.TryGetValue((request.WorkspaceId, request.Name), out var key)
                ? new CreateManyResult { Request = request, Existing = key }
                : await CreateAsync(request, stop).ConfigureAwait(false);
            if (result is null)
            {
                return; // stopped before sending
            }

            if (result.Exception is not null && _options.StopOnFailure)
            {
                await stopAllAsync().ConfigureAwait(false);
            }

            await results.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<CreateManyResult?> CreateAsync(KeyRequest request, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            await _gate.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return null;
            }

            try
            {
                // Canceling a request that was sent would leave an orphan.
                var created = CreateAndStore.WithName(await CreateWithoutRateLimitRetryAsync(request).ConfigureAwait(false), request);
                return new() { Request = request, Created = await CreateAndStore.StoreOrDeleteAsync(_client, created, _store, CancellationToken.None).ConfigureAwait(false) };
            }
            catch (RateLimitedException exception) when (attempt < MaxRateLimits && !(exception.RetryAfter > MaxWait))
            {
                _gate.PauseFor(exception.RetryAfter ?? DefaultWait);
            }
            catch (Exception exception) // each failure is the result of one request
            {
                return new() { Request = request, Exception = exception };
            }
        }
    }

    // After a 429, all creations must pause. The library's client would only pause this one.
    private Task<CreatedKey> CreateWithoutRateLimitRetryAsync(KeyRequest request) =>
        _client is OpenRouterKeysClient own ? own.CreateWithoutRateLimitRetryAsync(request, CancellationToken.None) : _client.CreateAsync(request, CancellationToken.None);

    // A disabled key exists, an expired one does not. The API omits expired keys, but another client might not.
    private async Task<Dictionary<(Guid? Workspace, string Name), KeyInfo>> FindExistingAsync(CancellationToken cancellationToken)
    {
        var existing = new Dictionary<(Guid? Workspace, string Name), KeyInfo>();
        var names = _requests.Select(request => request.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var workspace in _requests.Select(request => request.WorkspaceId).Distinct())
        {
            await foreach (var key in _client.ListAsync(new() { IncludeDisabled = true, WorkspaceId = workspace }, cancellationToken).ConfigureAwait(false))
            {
                if (names.Contains(key.Name) && !(key.ExpiresAt <= _timeProvider.GetUtcNow()))
                {
                    existing.TryAdd((workspace, key.Name), key);
                }
            }
        }

        return existing;
    }

    private static void EnsureValid(KeyRequest[] requests, KeyPolicy? policy, TimeProvider timeProvider)
    {
        if (requests.Contains(null))
        {
            throw new ArgumentException($"The request at index {Array.IndexOf(requests, null)} is null.", nameof(requests));
        }

        RuleViolation[] violations =
        [
            .. requests.SelectMany((request, index) => request.Validate(policy, timeProvider).Errors.Where(RuleExtensions.IsError)
                .Select(failure => RuleViolation.From(failure) with { Property = FormattableString.Invariant($"[{index}].{failure.PropertyName}") })),
        ];
        if (violations.Length > 0)
        {
            throw new InvalidKeyRequestException { Violations = violations };
        }

        if (requests.GroupBy(request => request.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Skip(1).Any()) is { Key: var duplicate })
        {
            throw new ArgumentException(
                $"The name '{LogText.FromName(duplicate)}' appears more than once, so a repeated run could not determine which of its keys exist. Use unique names.", nameof(requests));
        }
    }
}
