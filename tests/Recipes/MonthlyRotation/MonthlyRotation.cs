using OpenRouterKeys.Fluent;

namespace Rotation;

public interface IVault
{
    string? Hash { get; } // null: the vault is empty

    DateTimeOffset StoredAt { get; }

    Task StoreAsync(CreatedKey created, CancellationToken cancellationToken);
}

public sealed class MonthlyRotation(IOpenRouterKeysClient keys, IVault vault, TimeProvider timeProvider, ILogger<MonthlyRotation> logger) : BackgroundService
{
    private static readonly KeyRequest FirstKey = KeyRequest.Named("application").Limit(100m).ResetsMonthly();

    private readonly HashSet<string> _hashesToDelete = [];
    private KeyOutcomeUnknownException? _unknownCreation;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await DeleteUnusedKeysAsync();

                // stoppingToken does not cancel creations: a creation that is canceled after sending has an unknown outcome.
                if (vault.Hash is null)
                {
                    await keys.CreateOnceAsync(FirstKey, vault.StoreAsync, CancellationToken.None);
                }

                var (now, due) = (timeProvider.GetUtcNow(), FirstOfNextMonth(vault.StoredAt)); // may be in the past if the host was down
                await Task.Delay(due > now ? due - now : TimeSpan.Zero, timeProvider, stoppingToken);
                await keys.RotateAsync(vault.Hash!, vault.StoreAsync, cancellationToken: CancellationToken.None);
            }
            catch (OpenRouterKeysException exception)
            {
                RememberUnusedKey(exception);
                logger.LogError(exception, "The key was not created or rotated. A key that is in the vault still works. Retrying in one hour.");
                await Task.Delay(TimeSpan.FromHours(1), timeProvider, stoppingToken);
            }
        }
    }

    private void RememberUnusedKey(OpenRouterKeysException exception)
    {
        switch (exception)
        {
            case KeyOutcomeUnknownException { Request: not null } unknownCreation:
                _unknownCreation = unknownCreation;
                break;
            case OldKeyNotRetiredException { OldKey: var oldKey }:
                _hashesToDelete.Add(oldKey.Hash);
                break;
            case KeyNotBoundException { IsDeleted: false, NewKey: { } unboundKey }:
                _hashesToDelete.Add(unboundKey.Hash);
                break;
            case KeyNotStoredException { IsDeleted: false, Key: var newKey }:
                _hashesToDelete.Add(newKey.Hash);
                break;
        }
    }

    private async Task DeleteUnusedKeysAsync()
    {
        if (_unknownCreation is not null)
        {
            var orphans = keys.FindPossibleOrphansAsync(_unknownCreation).Select(key => key.Hash).Where(hash => hash != vault.Hash);
            _hashesToDelete.UnionWith(await orphans.ToListAsync());
            _unknownCreation = null;
        }

        foreach (var hash in _hashesToDelete.ToList())
        {
            try
            {
                await keys.DeleteAsync(hash);
            }
            catch (NoSuchKeyException)
            {
                // The key was already deleted.
            }

            _hashesToDelete.Remove(hash);
        }
    }

    private static DateTimeOffset FirstOfNextMonth(DateTimeOffset time) =>
        new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
