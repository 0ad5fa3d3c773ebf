using System.Net;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Http2;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.KestrelSite;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>HTTP/2 as a real server speaks it.</summary>
internal static class Http2Kestrel
{
    public static Fault[] All { get; } =
    [
        Fault("no fault", Created, 1, Reading(context => AnswerAsync(context, 201, Texts.WithSecret))),
        Fault("400", Rejected(400), 1, Reading(context => AnswerAsync(context, 400, "{}"))),
        Fault("an exception", UnknownAfter(500), 1, Reading(_ => throw new InvalidOperationException("Thrown for a test."))),
        Fault("RST_STREAM before the request was read", Unknown, 0, Do(context => KestrelSite.Reset(context, RefusedStream))) with { IsLarge = true, RacesWithRetries = true },
        Fault("RST_STREAM after it was processed", Unknown, 1, Reading(Do(context => KestrelSite.Reset(context, CancelError)))),
        Fault("REFUSED_STREAM after it was processed", Unknown, 1, Reading(Do(context => KestrelSite.Reset(context, RefusedStream)))),
        Fault("HTTP_1_1_REQUIRED after it was processed", Unknown, 1, Reading(Do(context => KestrelSite.Reset(context, Http11Required)))),
        Fault("aborted after it was processed", Unknown, 1, Reading(Do(context => context.Abort()))),
        Fault("GOAWAY before the answer", Created, 1, Reading(context =>
        {
            KestrelSite.GoAway(context);
            return AnswerAsync(context, 201, Texts.WithSecret);
        })),
        Fault("GOAWAY and RST_STREAM after it was processed", Unknown, 1, Reading(Do(context =>
        {
            KestrelSite.GoAway(context);
            KestrelSite.Reset(context, RefusedStream);
        }))),
    ];

    private static Fault Fault(string name, string outcome, int bodies, Func<HttpContext, Task> play) => new($"Kestrel: {name}", outcome, bodies)
    {
        Place = Playing(play),
        Version = HttpVersion.Version20,
    };

    private static Func<HttpContext, Task> Do(Action<HttpContext> action) => context =>
    {
        action(context);
        return Task.CompletedTask;
    };
}
