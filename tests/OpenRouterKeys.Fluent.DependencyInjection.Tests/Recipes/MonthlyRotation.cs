using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public interface IVault
{
    string Hash { get; }

    DateTimeOffset StoredAt { get; }

    Task StoreAsync(CreatedKey created, CancellationToken cancellationToken);
}

public sealed class MonthlyRotation(IOpenRouterKeysClient keys, IVault vault, TimeProvider timeProvider, ILogger<MonthlyRotation> logger) : BackgroundService
{
    private readonly HashSet<string> _left = [];
    private KeyOutcomeUnknownException? _lost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await CleanUpAsync();
                var (now, due) = (timeProvider.GetUtcNow(), FirstOfNextMonth(vault.StoredAt)); // a host that was down on the first makes up for it
                await Task.Delay(due > now ? due - now : TimeSpan.Zero, timeProvider, stoppingToken);

                // Without the token: to stop the host in the midst of a creation would leave a key behind that nobody knows.
                await keys.RotateAsync(vault.Hash, vault.StoreAsync, cancellationToken: CancellationToken.None);
            }
            catch (OpenRouterKeysException exception)
            {
                Remember(exception);
                logger.LogError(exception, "The rotation was not finished; a key still works, and in an hour it goes on");
                await Task.Delay(TimeSpan.FromHours(1), timeProvider, stoppingToken);
            }
        }
    }

    private void Remember(OpenRouterKeysException exception)
    {
        switch (exception)
        {
            case KeyOutcomeUnknownException { Request: not null } lost:
                _lost = lost;
                break;
            case OldKeyNotRetiredException { OldKey: var old }:
                _left.Add(old.Hash);
                break;
            case KeyNotStoredException { IsDeleted: false, Key: var unstored }:
                _left.Add(unstored.Hash);
                break;
        }
    }

    // Keys of this application's own name that no vault holds.
    private async Task CleanUpAsync()
    {
        if (_lost is not null)
        {
            _left.UnionWith(await keys.FindPossibleOrphansAsync(_lost).Select(key => key.Hash).Where(hash => hash != vault.Hash).ToListAsync());
            _lost = null;
        }

        foreach (var hash in _left.ToList())
        {
            try
            {
                await keys.DeleteAsync(hash);
            }
            catch (NoSuchKeyException)
            {
                // Gone already.
            }

            _left.Remove(hash);
        }
    }

    private static DateTimeOffset FirstOfNextMonth(DateTimeOffset time) =>
        new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
