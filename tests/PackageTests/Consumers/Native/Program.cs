using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent;

using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment(), new() { BaseAddress = new(args[0]) });

var queued = JsonSerializer.Serialize(new Order(KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly()), Orders.Default.Order);
var request = JsonSerializer.Deserialize(queued, Orders.Default.Order)!.Request;
var created = await client.CreateAsync(request, (_, _) => Task.CompletedTask);
Console.WriteLine(created.Info.LimitUsd);

var changed = await client.UpdateAsync(created.Info.Hash, change => change.Limit(50m).ResetsWeekly());
Console.WriteLine($"{changed.LimitUsd} {(await client.GetAsync(changed.Hash)).LimitReset}");

var successor = await client.RotateAsync(changed.Hash, (_, _) => Task.CompletedTask);
await foreach (var key in client.ListAsync(new() { IncludeDisabled = true }))
{
    Console.WriteLine($"{key.Name} {key.IsDisabled}");
    await client.DeleteAsync(key.Hash);
}

await Tell(() => client.GetCurrentAsync(successor.Key));
await Tell(() => client.GetAsync(successor.Info.Hash));
await Tell(() => KeyRequest.Named(Environment.NewLine).Limit(-args.Length).SendAsync(client));
await Tell(() => Task.FromResult(KeyRequest.FromJson(args[0])));

static async Task Tell<T>(Func<Task<T>> call)
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
