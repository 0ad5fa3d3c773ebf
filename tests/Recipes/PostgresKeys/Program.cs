using Customers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));
builder.Services.AddDbContextFactory<CustomerDatabase>(options =>
    options.UseNpgsql(builder.Configuration.GetConnectionString("Customers"), npgsql => npgsql.EnableRetryOnFailure()));
builder.Services.AddDataProtection()
    .SetApplicationName("customers")
    .PersistKeysToFileSystem(new(builder.Configuration["KeyRingFolder"]!));
builder.Services.AddSingleton<CustomerKeys>();

var app = builder.Build();
await using (var database = await app.Services.GetRequiredService<IDbContextFactory<CustomerDatabase>>().CreateDbContextAsync())
{
    await database.Database.EnsureCreatedAsync(); // use migrations in production
}

// Add authorization here.
app.MapPost("/customers/{customer}/key", async (string customer, CustomerKeys keys) =>
{
    if (await keys.FindAsync(customer) is not null)
    {
        return Results.Conflict();
    }

    await keys.CreateAsync(customer);
    return Results.NoContent();
});

app.MapGet("/customers/{customer}/key", async (string customer, CustomerKeys keys) =>
    await keys.FindAsync(customer) is { } key ? Results.Ok(new { Secret = key.Reveal() }) : Results.NotFound());

await app.RunAsync();
