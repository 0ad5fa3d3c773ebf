using OpenRouterKeys.Fluent;

// The same code as in Violations, in a project that disables the analyzers.
using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment());

var name = KeyRequest.Named(" ");
var keyInName = KeyRequest.Named("old sk-or-v1-0123456789abcdef");
var control = KeyRequest.Named("line\nbreak");
var negative = KeyRequest.Named("ci-bot").Limit(-25m);
var tooPrecise = KeyRequest.Named("ci-bot").Limit(0.1234567890123456m);
var interval = KeyRequest.Named("ci-bot").Limit(25m).Resets((LimitReset)7);
var resetOnly = KeyRequest.Named("ci-bot").ResetsDaily().ToJson();
var expired = KeyRequest.Named("ci-bot").ExpiresAt(DateTimeOffset.UnixEpoch);
var creator = KeyRequest.Named("ci-bot").CreatedBy("");
var workspace = KeyRequest.Named("ci-bot").InWorkspace(Guid.Empty);

negative.Limit(25m);
var repeated = KeyRequest.Named("ci-bot").Limit(5m).Limit(10m);
await repeated.SendAsync(client);
Tiers.Create(client);

const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
Console.WriteLine(ApiKey.From(Secret).Reveal());

var text = KeyRequest.FromJson("{");
var property = KeyRequest.FromJson("""{ "name": "ci-bot", "limt": 25 }""");
var type = KeyRequest.FromJson("""{ "name": "ci-bot", "limit": "25" }""");

var suppressed = KeyRequest.Named("ci-bot").Limit(-1m);

internal static class Tiers
{
    public static readonly KeyRequest Trial = KeyRequest.Unnamed.ExpiresIn(TimeSpan.FromDays(7));

    public static void Create(IOpenRouterKeysClient client)
    {
        Trial.WithName("customer").SendAsync(client);
    }
}
