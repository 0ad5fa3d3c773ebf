using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent;

using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment(), new() { BaseAddress = new(args[0]) });

var json = JsonSerializer.Serialize(new Order(KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly()), Orders.Default.Order);
var request = JsonSerializer.Deserialize(json, Orders.Default.Order)!.Request;
var created = await client.CreateAsync(request, (_, _) => Task.CompletedTask);
Console.WriteLine(created.Info.LimitUsd);

var updated = await client.UpdateAsync(created.Info.Hash, update => update.Limit(50m).ResetsWeekly());
Console.WriteLine($"{updated.LimitUsd} {(await client.GetAsync(updated.Hash)).LimitReset}");

var rotated = (await client.RotateAsync(updated.Hash, (_, _) => Task.CompletedTask)).NewKey;
await foreach (var key in client.ListAsync(new() { IncludeDisabled = true }))
{
    Console.WriteLine($"{key.Name} {key.IsDisabled}");
    await client.DeleteAsync(key.Hash);
}

await PrintAsync(() => client.GetCurrentAsync(rotated.Key));
await PrintAsync(() => client.GetAsync(rotated.Info.Hash));
await PrintAsync(() => KeyRequest.Named(Environment.NewLine).Limit(-args.Length).SendAsync(client));
await PrintAsync(() => Task.FromResult(KeyRequest.FromJson(args[0])));

static async Task PrintAsync<T>(Func<Task<T>> call)
{
    try
    {
        Console.WriteLine(await call());
    }
    catch (OpenRouterKeysException exception)
    {
        Console.WriteLine(exception.GetType().Name);
    }
}

internal sealed record Order(KeyRequest Request);

[JsonSerializable(typeof(Order))]
internal sealed partial class Orders : JsonSerializerContext;
