using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Creates many keys, a few at a time. Cancelling, failing and leaving early start no more; what has begun ends in order.</summary>
internal sealed class BulkCreation(IOpenRouterKeysClient client, KeyRequest[] requests, Func<CreatedKey, CancellationToken, Task> store, CreateManyOptions options)
{
    private const int MostRateLimits = 10;
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly RateGate _gate = new(Clocks.Of(client));

    public async IAsyncEnumerable<CreateManyResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var existing = await FindExistingAsync(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new ConcurrentQueue<KeyRequest>(requests);
        var results = Channel.CreateBounded<CreateManyResult>(options.MaxConcurrency);
        var workers = Math.Min(options.MaxConcurrency, requests.Length);
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
            while (await results.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false) && results.Reader.TryRead(out _))
            {
            }

            await completion.ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
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
                return; // stopped before it was sent
            }

            if (result.Exception is not null && options.StopOnFailure)
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
                // To cancel what has been sent would leave keys behind that nobody knows.
                var created = await CreateAndLeaveRateLimitsAsync(request).ConfigureAwait(false);
                return new() { Request = request, Created = await Storing.StoreAsync(client, created, store, CancellationToken.None).ConfigureAwait(false) };
            }
            catch (RateLimitedException exception) when (attempt < MostRateLimits && !(exception.RetryAfter > LongestWait))
            {
                _gate.PauseFor(exception.RetryAfter ?? UsualWait);
            }
            catch (Exception exception) // one failure is one result
            {
                return new() { Request = request, Exception = exception };
            }
        }
    }

    // A client of ours would wait out a rate limit for one request, and let the others run into it.
    private Task<CreatedKey> CreateAndLeaveRateLimitsAsync(KeyRequest request) =>
        client is OpenRouterKeysClient own ? own.CreateWithoutRateLimitRetryAsync(request, CancellationToken.None) : client.CreateAsync(request, CancellationToken.None);

    private async Task<Dictionary<(Guid? Workspace, string Name), KeyInfo>> FindExistingAsync(CancellationToken cancellationToken)
    {
        var existing = new Dictionary<(Guid? Workspace, string Name), KeyInfo>();
        var names = requests.Select(request => request.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var workspace in requests.Select(request => request.WorkspaceId).Distinct())
        {
            await foreach (var key in client.ListAsync(new() { IncludeDisabled = true, WorkspaceId = workspace }, cancellationToken).ConfigureAwait(false))
            {
                if (names.Contains(key.Name))
                {
                    existing.TryAdd((workspace, key.Name), key);
                }
            }
        }

        return existing;
    }
}
