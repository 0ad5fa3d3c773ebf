using System.Net;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Http2;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.KestrelTestServer;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>HTTP/2 faults of a real server.</summary>
internal static class Http2Kestrel
{
    public static Fault[] All { get; } =
    [
        Fault("no fault", Created, 1, AfterReading(context => RespondAsync(context, 201, ResponseText.Key))),
        Fault("400", Rejected(400), 1, AfterReading(context => RespondAsync(context, 400, "{}"))),
        Fault("exception in the server", UnknownAfter(500), 1, AfterReading(_ => throw new InvalidOperationException("Thrown for a test."))),
        Fault("RST_STREAM before the request was read", Unknown, 0, Do(context => KestrelTestServer.Reset(context, RefusedStream))) with { HasLargeBody = true, IsTimingDependent = true },
        Fault("RST_STREAM after it was processed", Unknown, 1, AfterReading(Do(context => KestrelTestServer.Reset(context, CancelError)))),
        Fault("REFUSED_STREAM after it was processed", Unknown, 1, AfterReading(Do(context => KestrelTestServer.Reset(context, RefusedStream)))),
        Fault("HTTP_1_1_REQUIRED after it was processed", Unknown, 1, AfterReading(Do(context => KestrelTestServer.Reset(context, Http11Required)))),
        Fault("connection aborted after it was processed", Unknown, 1, AfterReading(Do(context => context.Abort()))),
        Fault("GOAWAY before the response", Created, 1, AfterReading(context =>
        {
            KestrelTestServer.GoAway(context);
            return RespondAsync(context, 201, ResponseText.Key);
        })),
        Fault("GOAWAY and RST_STREAM after it was processed", Unknown, 1, AfterReading(Do(context =>
        {
            KestrelTestServer.GoAway(context);
            KestrelTestServer.Reset(context, RefusedStream);
        }))),
    ];

    private static Fault Fault(string name, string outcome, int bodies, Func<HttpContext, Task> process) => new($"Kestrel: {name}", outcome, bodies)
    {
        CreateServer = For(process),
        Version = HttpVersion.Version20,
    };

    private static Func<HttpContext, Task> Do(Action<HttpContext> action) => context =>
    {
        action(context);
        return Task.CompletedTask;
    };
}
