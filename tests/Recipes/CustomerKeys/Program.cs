using System.Collections.Concurrent;
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
        InvalidKeyRequestException => StatusCodes.Status400BadRequest, // a customer's name that no key may have
        NoSuchKeyException => StatusCodes.Status404NotFound,
        KeyNotStoredException => StatusCodes.Status409Conflict,
        OpenRouterKeysException => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status500InternalServerError,
    },
});

// Your database: whose key has which hash. The secret is not kept.
var hashes = new ConcurrentDictionary<string, string>();
var rotating = new ConcurrentDictionary<string, string>();
var retiring = new ConcurrentDictionary<string, string>(); // old keys' hashes that could not be switched off yet, and whose they are

// Who may do what to which customer is yours to check.
var key = app.MapGroup("/customers/{customer}/key");

// No call gets RequestAborted: a closed browser would cancel a creation that is under way, and whether there is a key would be unknown.
key.MapPost("", async (string customer, IOpenRouterKeysClient keys, [FromKeyedServices("free-tier")] KeyRequest tier) =>
{
    if (hashes.ContainsKey(customer))
    {
        return Results.Conflict();
    }

    var request = tier.WithName($"customer {customer}");
    var created = await keys.CreateOnceAsync(request, (created, _) => Stored(hashes.TryAdd(customer, created.Info.Hash)));
    return Results.Ok(new { created.Info.Hash, Secret = created.Key.Reveal() }); // this once
});

key.MapPost("/rotation", async (string customer, IOpenRouterKeysClient keys) =>
{
    if (!hashes.TryGetValue(customer, out var hash))
    {
        return Results.NotFound();
    }

    if (!rotating.TryAdd(customer, hash))
    {
        return Results.Conflict();
    }

    CreatedKey? stored = null;
    try
    {
        await keys.RotateAsync(hash, async (created, _) =>
        {
            await Stored(hashes.TryUpdate(customer, created.Info.Hash, hash));
            stored = created;
        });
    }
    catch (OldKeyNotRetiredException rotated)
    {
        retiring.TryAdd(rotated.OldKey.Hash, customer); // the new key is stored, so it goes out
    }
    catch (KeyOutcomeUnknownException lost) when (lost.Request is not null)
    {
        // The old key works. Another one of this customer, in no database, is an orphan.
        foreach (var orphan in await keys.FindPossibleOrphansAsync(lost).Where(found => found.Hash != hash).ToListAsync())
        {
            await Deleted(keys, orphan.Hash);
        }

        throw;
    }
    finally
    {
        rotating.TryRemove(customer, out _);
    }

    return Results.Ok(new { stored!.Info.Hash, Secret = stored.Key.Reveal() });
});

key.MapDelete("", async (string customer, IOpenRouterKeysClient keys) =>
{
    if (!hashes.TryGetValue(customer, out var hash))
    {
        return Results.NotFound();
    }

    foreach (var (old, _) in retiring.Where(key => key.Value == customer))
    {
        await Deleted(keys, old);
        retiring.TryRemove(old, out _);
    }

    await Deleted(keys, hash);
    hashes.TryRemove(new(customer, hash));
    return Results.NoContent();
});

app.Run();

// Where this throws, the new key is deleted again.
static Task Stored(bool isStored) => isStored ? Task.CompletedTask : throw new InvalidOperationException("Another request was faster.");

static async Task Deleted(IOpenRouterKeysClient keys, string hash)
{
    try
    {
        await keys.DeleteAsync(hash);
    }
    catch (NoSuchKeyException)
    {
        // Gone already.
    }
}
