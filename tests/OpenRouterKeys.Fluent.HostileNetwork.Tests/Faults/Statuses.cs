using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Complete responses that are not successful.</summary>
internal static class Statuses
{
    private const string Error = """{"error":{"code":400,"message":"no such thing"}}""";
    private static readonly int[] Rejections = [400, 402, 404, 405, 406, 407, 410, 411, 412, 413, 414, 415, 417, 418, 421, 422, 423, 424, 426, 428, 431, 451, 499];
    private static readonly int[] UnknownOutcomes = [300, 304, 305, 408, 409, 425, 500, 501, 502, 503, 504, 505, 507, 508, 510, 511, 520, 521, 522, 523, 524, 525, 526, 530, 599, 600];

    public static Fault[] All { get; } =
    [
        .. Rejections.Select(status => new Fault($"{status}", Rejected(status), 1, Read, Respond(status, Error))),
        .. new[] { 401, 403 }.Select(status => new Fault($"{status}", ManagementKeyRejected(status), 1, Read, Respond(status, Error, "WWW-Authenticate: Bearer, Basic realm=x, Negotiate, NTLM\r\n"))),
        .. UnknownOutcomes.Select(status => new Fault($"{status}", UnknownAfter(status), 1, Read, Respond(status, status == 304 ? "" : Error, "Retry-After: 0\r\n"))),
        new("400, empty", Rejected(400), 1, Read, Respond(400)),
        new("400 in plain text", Rejected(400), 1, Read, Respond(400, "no such thing", "Content-Type: text/plain\r\n")),
        new("400 in HTML", Rejected(400), 1, Read, Respond(400, "<html>no such thing", "Content-Type: text/html\r\n")),
        new("400 in another JSON format", Rejected(400), 1, Read, Respond(400, """{"success":false,"error":{"name":"ZodError","message":"no"}}""")),
        new("400 containing the management key", Rejected(400), 1, Read, Respond(400, $$"""{"error":{"message":"not for Bearer {{TestSecrets.ManagementKey}}"} }""")),
        new("401 containing the management key", ManagementKeyRejected(401), 1, Read, Respond(401, $$"""{"error":{"message":"{{TestSecrets.ManagementKey}} is disabled"} }""")),
        new("400 with a secret", Rejected(400), 1, Read, Respond(400, ResponseText.Key)),
        new("500 with a secret", UnknownAfter(500), 1, Read, Respond(500, ResponseText.Key)),
        new("502 in HTML", UnknownAfter(502), 1, Read, Respond(502, "<html><h1>Bad gateway</h1>", "Content-Type: text/html\r\n")),
        new("307 with a secret", UnknownAfter(307), 1, Read, Respond(307, ResponseText.Key)),
        new("400 of 1 MiB", Rejected(400), 1, Read, Respond(400, ResponseText.Spaces(1024))),
        new("400 of more than 1 MiB", UnknownAfter(400), 1, Read, Respond(400, ResponseText.Spaces(1025))),
    ];
}
