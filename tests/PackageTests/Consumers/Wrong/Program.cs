using OpenRouterKeys.Fluent;

// Each rule once, at the line that its comment says. ORK2005 is an error by .editorconfig, which switches ORK1005 off.
using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment());

var name = KeyRequest.Named(" "); // error ORK1001
var pasted = KeyRequest.Named("old sk-or-v1-0123456789abcdef"); // error ORK1002
var torn = KeyRequest.Named("line\nbreak"); // error ORK1003
var negative = KeyRequest.Named("ci-bot").Limit(-25m); // error ORK1004
var precise = KeyRequest.Named("ci-bot").Limit(0.1234567890123456m);
var interval = KeyRequest.Named("ci-bot").Limit(25m).Resets((LimitReset)7); // error ORK1006
var useless = KeyRequest.Named("ci-bot").ResetsDaily().ToJson(); // warning ORK1007
var expired = KeyRequest.Named("ci-bot").ExpiresAt(DateTimeOffset.UnixEpoch); // error ORK1008
var creator = KeyRequest.Named("ci-bot").CreatedBy(""); // error ORK1009
var workspace = KeyRequest.Named("ci-bot").InWorkspace(Guid.Empty); // error ORK1010

negative.Limit(25m); // warning ORK2001
var twice = KeyRequest.Named("ci-bot").Limit(5m).Limit(10m); // warning ORK2002
await twice.SendAsync(client); // warning ORK2003
Tiers.Sell(client);

const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"; // warning ORK3001
Console.WriteLine(ApiKey.From(Secret).Reveal()); // warning ORK3002

var text = KeyRequest.FromJson("{"); // error ORK4001
var member = KeyRequest.FromJson("""{ "name": "ci-bot", "limt": 25 }"""); // error ORK4002
var type = KeyRequest.FromJson("""{ "name": "ci-bot", "limit": "25" }"""); // error ORK4003

#pragma warning disable ORK1004 // a test of our own wants it
var wanted = KeyRequest.Named("ci-bot").Limit(-1m);
#pragma warning restore ORK1004

internal static class Tiers
{
    public static readonly KeyRequest Trial = KeyRequest.Unnamed.ExpiresIn(TimeSpan.FromDays(7)); // error ORK2005

    public static void Sell(IOpenRouterKeysClient client)
    {
        Trial.WithName("customer").SendAsync(client); // warning ORK2004
    }
}
