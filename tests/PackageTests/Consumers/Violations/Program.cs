using OpenRouterKeys.Fluent;

// Violates each rule once. The comments are the expected diagnostics. .editorconfig makes ORK2005 an error and disables ORK1005.
using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment());

var name = KeyRequest.Named(" "); // error ORK1001
var keyInName = KeyRequest.Named("old sk-or-v1-0123456789abcdef"); // error ORK1002
var control = KeyRequest.Named("line\nbreak"); // error ORK1003
var negative = KeyRequest.Named("ci-bot").Limit(-25m); // error ORK1004
var tooPrecise = KeyRequest.Named("ci-bot").Limit(0.1234567890123456m);
var interval = KeyRequest.Named("ci-bot").Limit(25m).Resets((LimitReset)7); // error ORK1006
var resetOnly = KeyRequest.Named("ci-bot").ResetsDaily().ToJson(); // warning ORK1007
var expired = KeyRequest.Named("ci-bot").ExpiresAt(DateTimeOffset.UnixEpoch); // error ORK1008
var creator = KeyRequest.Named("ci-bot").CreatedBy(""); // error ORK1009
var workspace = KeyRequest.Named("ci-bot").InWorkspace(Guid.Empty); // error ORK1010

creator.Limit(25m); // warning ORK2001
var repeated = KeyRequest.Named("ci-bot").Limit(5m).Limit(10m); // warning ORK2002
await repeated.SendAsync(client); // warning ORK2003
Tiers.Create(client);

const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"; // warning ORK3001
Console.WriteLine(ApiKey.From(Secret).Reveal()); // warning ORK3002

var text = KeyRequest.FromJson("{"); // error ORK4001
var property = KeyRequest.FromJson("""{ "name": "ci-bot", "limt": 25 }"""); // error ORK4002
var type = KeyRequest.FromJson("""{ "name": "ci-bot", "limit": "25" }"""); // error ORK4003

#pragma warning disable ORK1004 // intentionally invalid
var suppressed = KeyRequest.Named("ci-bot").Limit(-1m);
#pragma warning restore ORK1004

internal static class Tiers
{
    public static readonly KeyRequest Trial = KeyRequest.Unnamed.ExpiresIn(TimeSpan.FromDays(7)); // error ORK2005

    public static void Create(IOpenRouterKeysClient client)
    {
        Trial.WithName("customer").SendAsync(client); // warning ORK2004
    }
}
