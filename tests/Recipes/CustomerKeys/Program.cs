using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using OpenRouterKeys.Fluent;
using OpenTelemetry.Trace;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));
builder.Services.AddHealthChecks().AddOpenRouterKeys();
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddAspNetCoreInstrumentation()
    .AddSource("OpenRouterKeys.Fluent")
    .AddConsoleExporter());
builder.Services.AddProblemDetails();

var app = builder.Build();
app.MapHealthChecks("/health");
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = exception => exception switch
    {
        InvalidKeyRequestException => StatusCodes.Status400BadRequest, // the customer's name is not a valid key name
        NoSuchKeyException => StatusCodes.Status404NotFound,
        KeyNotStoredException => StatusCodes.Status409Conflict,
        OpenRouterKeysException => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status500InternalServerError,
    },
});

// Replace these with your database. Secrets are not stored.
var hashes = new ConcurrentDictionary<string, string>(); // the key's hash by customer
var rotations = new ConcurrentDictionary<string, string>(); // the old key's hash by customer, while a rotation is in progress
var keysToDelete = new ConcurrentDictionary<string, string>(); // the customer by the hash of an old key that could not be disabled

// Add authorization here.
var key = app.MapGroup("/customers/{customer}/key");

// RequestAborted is not passed to any call: a closed browser would cancel a creation in progress, and its outcome would be unknown.
key.MapPost("", async (string customer, [FromServices] IOpenRouterKeysClient keys, [FromKeyedServices("free-tier")] KeyRequest tier) =>
{
    if (hashes.ContainsKey(customer))
    {
        return Results.Conflict();
    }

    var request = tier.WithName($"customer {customer}");
    var created = await keys.CreateOnceAsync(request, (created, _) => EnsureStored(hashes.TryAdd(customer, created.Info.Hash)));
    return Results.Ok(new { created.Info.Hash, Secret = created.Key.Reveal() }); // returned only once
});

key.MapPost("/rotation", async (string customer, [FromServices] IOpenRouterKeysClient keys) =>
{
    if (!hashes.TryGetValue(customer, out var hash))
    {
        return Results.NotFound();
    }

    if (!rotations.TryAdd(customer, hash))
    {
        return Results.Conflict();
    }

    CreatedKey? newKey = null;
    try
    {
        await keys.RotateAsync(hash, async (created, _) =>
        {
            await EnsureStored(hashes.TryUpdate(customer, created.Info.Hash, hash));
            newKey = created;
        });
    }
    catch (OldKeyNotRetiredException exception)
    {
        keysToDelete.TryAdd(exception.OldKey.Hash, customer); // the new key is stored, so it is returned
    }
    catch (KeyOutcomeUnknownException exception) when (exception.Request is not null)
    {
        // The old key still works. Delete the new key if it was created.
        foreach (var orphan in await keys.FindPossibleOrphansAsync(exception).Where(orphan => orphan.Hash != hash).ToListAsync())
        {
            await DeleteIfExistsAsync(keys, orphan.Hash);
        }

        throw;
    }
    finally
    {
        rotations.TryRemove(customer, out _);
    }

    return Results.Ok(new { newKey!.Info.Hash, Secret = newKey.Key.Reveal() });
});

key.MapDelete("", async (string customer, [FromServices] IOpenRouterKeysClient keys) =>
{
    if (!hashes.TryGetValue(customer, out var hash))
    {
        return Results.NotFound();
    }

    foreach (var (oldHash, _) in keysToDelete.Where(key => key.Value == customer))
    {
        await DeleteIfExistsAsync(keys, oldHash);
        keysToDelete.TryRemove(oldHash, out _);
    }

    await DeleteIfExistsAsync(keys, hash);
    hashes.TryRemove(new(customer, hash));
    return Results.NoContent();
});

app.Run();

// If this throws, the library deletes the new key.
static Task EnsureStored(bool isStored) =>
    isStored ? Task.CompletedTask : throw new InvalidOperationException("Another request created or rotated this customer's key.");

static async Task DeleteIfExistsAsync(IOpenRouterKeysClient keys, string hash)
{
    try
    {
        await keys.DeleteAsync(hash);
    }
    catch (NoSuchKeyException)
    {
        // The key was already deleted.
    }
}
