using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenRouterKeys.Fluent;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));
using var host = builder.Build();
var client = host.Services.GetRequiredService<IOpenRouterKeysClient>();

Guid?[] workspaces = [null]; // all workspaces in which the application creates keys; null is the default workspace
var newest = DateTimeOffset.UtcNow.AddMinutes(-15); // a newer key may not be stored yet

// The rows are read before the keys, so a row that is stored meanwhile is not reported.
var customers = new Dictionary<string, string>(); // by the key's hash
await using (var database = NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Customers")!))
await using (var query = database.CreateCommand("""SELECT "Hash", "Customer" FROM "Keys" """))
await using (var rows = await query.ExecuteReaderAsync())
{
    while (await rows.ReadAsync())
    {
        customers.Add(rows.GetString(0), rows.GetString(1));
    }
}

var keys = new Dictionary<string, KeyInfo>(); // by hash
foreach (var workspace in workspaces)
{
    await foreach (var key in client.ListAsync(new() { IncludeDisabled = true, IncludeExpired = true, WorkspaceId = workspace }))
    {
        keys[key.Hash] = key;
    }
}

var strays = new List<string>();
foreach (var key in keys.Values.Where(key => !customers.ContainsKey(key.Hash)))
{
    // Other keys of the account have other names.
    if (key.Name.StartsWith("customer ", StringComparison.Ordinal) && !(key.CreatedAt > newest))
    {
        strays.Add($"Key without a row: {key.Hash} '{key.Name}'");
    }
}

foreach (var (hash, customer) in customers.Where(row => !keys.ContainsKey(row.Key)))
{
    try
    {
        await client.GetAsync(hash); // a list may miss a key that is updated at the same time
    }
    catch (NoSuchKeyException)
    {
        strays.Add($"Row without a key: {hash} of customer '{customer}'");
    }
}

strays.ForEach(Console.WriteLine);
return strays.Count == 0 ? 0 : 1;
