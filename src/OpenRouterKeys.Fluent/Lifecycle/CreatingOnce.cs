using System.Security.Cryptography;

namespace OpenRouterKeys.Fluent.Lifecycle;

/// <summary>Creates a key under a mark of its own, so that what an unknown outcome left behind can be found and deleted.</summary>
internal sealed class CreatingOnce(IOpenRouterKeysClient client, KeyRequest request)
{
    private const int MostRounds = 5;
    private const int MarkDigits = 16;

    // The API does not promise that a list shows at once what was made.
    private static readonly TimeSpan[] WaitsBeforeLooking = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly KeyRequest _marked = request.Renamed($"{request.Name} #{RandomNumberGenerator.GetHexString(MarkDigits, lowercase: true)}");
    private readonly TimeProvider _clock = Clocks.Of(client);

    /// <summary>Unknown outcomes whose key was neither found nor can be told to be none.</summary>
    private int _unaccounted;

    public async Task<CreatedKey> CreateAsync(Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                var created = await client.CreateAsync(_marked, cancellationToken).ConfigureAwait(false);
                return await Storing.StoreAsync(client, created, StoreTheOnlyOneAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (KeyOutcomeUnknownException lost) when (round < MostRounds && !cancellationToken.IsCancellationRequested)
            {
                await DeleteLostAsync(lost, cancellationToken).ConfigureAwait(false);
            }
        }

        async Task StoreTheOnlyOneAsync(CreatedKey created, CancellationToken token)
        {
            if (_unaccounted > 0)
            {
                await DeleteMarkedAsync(created.Info.Hash, token).ConfigureAwait(false); // one may have come up late
            }

            await store(created, token).ConfigureAwait(false);
        }
    }

    private async Task DeleteLostAsync(KeyOutcomeUnknownException lost, CancellationToken cancellationToken)
    {
        try
        {
            if (lost.Hash is { } hash)
            {
                await client.DeleteAsync(hash, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _unaccounted += await DeleteMarkedAsync(null, cancellationToken).ConfigureAwait(false) ? 0 : 1;
            }
        }
        catch (NoSuchKeyException)
        {
            // It is gone, which is what was wanted.
        }
        catch (Exception exception) when (exception is OpenRouterKeysException or OperationCanceledException)
        {
            throw new KeyOutcomeUnknownException($"{lost.Message} Looking for it failed too: {exception.Message}", exception)
            {
                AttemptedAt = lost.AttemptedAt,
                Request = lost.Request,
                Hash = lost.Hash,
                StatusCode = lost.StatusCode,
            };
        }
    }

    /// <returns>Whether there was one.</returns>
    private async Task<bool> DeleteMarkedAsync(string? except, CancellationToken cancellationToken)
    {
        foreach (var wait in WaitsBeforeLooking)
        {
            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
            var filter = new KeyFilter { IncludeDisabled = true, WorkspaceId = _marked.WorkspaceId };
            var found = false;
            await foreach (var key in client.ListAsync(filter, cancellationToken).ConfigureAwait(false))
            {
                if (key.Name == _marked.Name && key.Hash != except)
                {
                    found = true;
                    await client.DeleteAsync(key.Hash, cancellationToken).ConfigureAwait(false);
                }
            }

            if (found)
            {
                return true;
            }
        }

        return false;
    }
}
