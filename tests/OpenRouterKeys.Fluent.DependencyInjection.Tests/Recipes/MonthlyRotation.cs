using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public interface IVault
{
    string Hash { get; }

    DateTimeOffset StoredAt { get; }

    Task StoreAsync(CreatedKey created, CancellationToken cancellationToken);
}

public sealed class MonthlyRotation(IOpenRouterKeysClient keys, IVault vault, TimeProvider clock, ILogger<MonthlyRotation> logger) : BackgroundService
{
    private KeyOutcomeUnknownException? _lost;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var (now, due) = (clock.GetUtcNow(), FirstOfNextMonth(vault.StoredAt)); // a host that was down on the first makes up for it
            await Task.Delay(due > now ? due - now : TimeSpan.Zero, clock, stoppingToken);
            try
            {
                // Without the token: to stop the host in the midst of a creation would leave a key behind that nobody knows.
                await DeleteLostAsync();
                await keys.RotateAsync(vault.Hash, vault.StoreAsync, cancellationToken: CancellationToken.None);
            }
            catch (OpenRouterKeysException exception)
            {
                _lost = exception is KeyOutcomeUnknownException { Request: not null } lost ? lost : _lost;
                logger.LogError(exception, "The key was not rotated; the old one still works");
                await Task.Delay(TimeSpan.FromHours(1), clock, stoppingToken);
            }
        }
    }

    // Whose name is this application's alone.
    private async Task DeleteLostAsync()
    {
        foreach (var orphan in _lost is null ? [] : await keys.FindCandidatesAsync(_lost).Where(key => key.Hash != vault.Hash).ToListAsync())
        {
            await keys.DeleteAsync(orphan.Hash);
        }

        _lost = null;
    }

    private static DateTimeOffset FirstOfNextMonth(DateTimeOffset time) =>
        new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
