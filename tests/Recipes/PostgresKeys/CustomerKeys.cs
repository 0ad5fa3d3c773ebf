using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OpenRouterKeys.Fluent;

namespace Customers;

[PrimaryKey(nameof(Hash))]
[Index(nameof(Customer), IsUnique = true)]
public sealed class CustomerKey
{
    public required string Hash { get; init; }

    public required string Name { get; init; }

    public required string Customer { get; init; }

    public required string EncryptedSecret { get; init; }
}

public sealed class CustomerDatabase(DbContextOptions<CustomerDatabase> options) : DbContext(options)
{
    public DbSet<CustomerKey> Keys => Set<CustomerKey>();
}

public sealed class CustomerKeys(
    IOpenRouterKeysClient client, IDbContextFactory<CustomerDatabase> databases, IDataProtectionProvider dataProtection)
{
    private readonly IDataProtector _protector = dataProtection.CreateProtector("customer keys");

    // Without a CancellationToken: a creation that is canceled after sending has an unknown outcome.
    public async Task CreateAsync(string customer)
    {
        var request = KeyRequest.Named($"customer {customer}").Limit(5m).ResetsMonthly();
        await client.CreateOnceAsync(request, (created, _) => StoreAsync(new()
        {
            Hash = created.Info.Hash,
            Name = created.Info.Name,
            Customer = customer,
            EncryptedSecret = _protector.Protect(created.Key.Reveal()),
        }));
    }

    public async Task<ApiKey?> FindAsync(string customer)
    {
        await using var database = await databases.CreateDbContextAsync();
        var key = await database.Keys.SingleOrDefaultAsync(key => key.Customer == customer);
        return key is null ? null : ApiKey.From(_protector.Unprotect(key.EncryptedSecret));
    }

    // If this throws an exception, the library deletes the new key.
    private async Task StoreAsync(CustomerKey key)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync();
            database.Keys.Add(key);
            await database.SaveChangesAsync(); // one transaction
        }
        catch (Exception)
        {
            // The commit may have been processed although its acknowledgement was lost.
            if (!await IsStoredAsync(key.Hash))
            {
                throw;
            }
        }
    }

    private async Task<bool> IsStoredAsync(string hash)
    {
        await using var database = await databases.CreateDbContextAsync();
        return await database.Keys.AnyAsync(key => key.Hash == hash);
    }
}
