using OpenRouterKeys.Fluent;

namespace Valid;

public static class Tiers
{
    public static readonly KeyRequest Free = KeyRequest.Unnamed.Limit(5m).ResetsMonthly().IncludesByok();

    public static async Task<string> CreateAsync(IOpenRouterKeysClient client, string customer, CancellationToken cancellationToken)
    {
        var request = Free.WithName(customer).ExpiresIn(TimeSpan.FromDays(365));
        var created = await request.SendAsync(client, cancellationToken);
        Console.WriteLine($"{created.Key} for {created.Info.Name}");
        return created.Key.Reveal();
    }

    public static KeyRequest FromConfiguration() =>
        KeyRequest.FromJson("""{ "name": "ci-bot", "limit": 25, "limit_reset": "monthly" }""").EnsureValid();
}
