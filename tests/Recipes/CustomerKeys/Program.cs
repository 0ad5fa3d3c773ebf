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
        KeyNotStoredException => StatusCodes.Status409Conflict,
        OpenRouterKeysException => StatusCodes.Status502BadGateway,
        _ => StatusCodes.Status500InternalServerError,
    },
});

// Your database: whose key has which hash. The secret is not kept.
var hashes = new ConcurrentDictionary<string, string>();

// Who may do what to which customer is yours to check.
var key = app.MapGroup("/customers/{customer}/key");

// No call gets RequestAborted: a closed browser would cancel a creation that is under way, and whether there is a key would be unknown.
key.MapPost("", async (string customer, IOpenRouterKeysClient keys, [FromKeyedServices("free-tier")] KeyRequest tier) =>
{
    if (hashes.ContainsKey(customer))
    {
        return Results.Conflict();
    }

    var request = tier.Renamed($"customer {customer}");
    var created = await keys.CreateOnceAsync(request, (created, _) => Stored(hashes.TryAdd(customer, created.Info.Hash)));
    return Results.Ok(new { created.Info.Hash, Secret = created.Key.Reveal() }); // this once
});

key.MapPost("/rotation", async (string customer, IOpenRouterKeysClient keys) =>
{
    if (!hashes.TryGetValue(customer, out var hash))
    {
        return Results.NotFound();
    }

    var created = await keys.RotateAsync(hash, (created, _) => Stored(hashes.TryUpdate(customer, created.Info.Hash, hash)));
    return Results.Ok(new { created.Info.Hash, Secret = created.Key.Reveal() });
});

key.MapDelete("", async (string customer, IOpenRouterKeysClient keys) =>
{
    if (!hashes.TryGetValue(customer, out var hash))
    {
        return Results.NotFound();
    }

    await keys.DeleteAsync(hash);
    hashes.TryRemove(new(customer, hash));
    return Results.NoContent();
});

app.Run();

// Where this throws, the new key is deleted again.
static Task Stored(bool isStored) => isStored ? Task.CompletedTask : throw new InvalidOperationException("Another request was faster.");
