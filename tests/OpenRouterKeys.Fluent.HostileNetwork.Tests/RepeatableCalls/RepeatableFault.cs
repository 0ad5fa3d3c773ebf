using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests.Http;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.RepeatableCalls;

/// <summary>Connects to the server, or fails to.</summary>
internal delegate Task ConnectStep(Socket socket, TestEnvironment environment, CancellationToken cancellationToken);

/// <summary>Something that a network or server does to every attempt of a call, and the required result.</summary>
/// <param name="Name">A unique name.</param>
/// <param name="Attempts">The number of times that the client sends the call.</param>
/// <param name="Read">The outcome of a read.</param>
/// <param name="Change">The outcome of an update or a deletion.</param>
internal sealed record RepeatableFault(string Name, int Attempts, string Read, string Change)
{
    /// <summary>Stands for the outcome without a fault, which depends on the call.</summary>
    public const string Succeeds = "succeeds";

    public const string NoSuchKey = "no such key";
    public const int MaxAttempts = 3;

    private const string Error = """{"error":{"code":400,"message":"no such thing"}}""";
    private const int MoreThanArrives = 1_000_000;

    // SocketsHttpHandler resends a request without content three times if the server closes the connection before it responds.
    private const int AttemptsOfSocketsHandler = 4 * MaxAttempts;

    // A label of 64 characters is invalid, so the system reports it without a DNS query.
    private static readonly string UnknownHost = new string('a', 64) + ".invalid";

    /// <summary>The number of times that the client sends a read.</summary>
    public int ReadAttempts { get; init; } = Attempts;

    /// <summary>The outcome of reading one kind of binding.</summary>
    public string BindingRead { get; init; } = Read;

    /// <summary>The outcome of binding something: the bindings are read afterwards, without a fault.</summary>
    public string Assignment { get; init; } = RepeatableCall.NotBound;

    /// <summary>The outcomes and numbers of attempts that are special to a call.</summary>
    public IReadOnlyDictionary<RepeatableCall, (string Outcome, int Attempts)> Exceptions { get; init; } = new Dictionary<RepeatableCall, (string, int)>();

    /// <summary>Whether the server processes the call before the fault.</summary>
    public bool IsProcessed { get; init; }

    /// <summary>The server's steps after it has read the request, given the response without a fault. The last script is repeated.</summary>
    public IReadOnlyList<Func<string, Step[]>> Scripts { get; init; } = [];

    /// <summary>What happens instead of connecting; null: the connection succeeds.</summary>
    public ConnectStep? Connect { get; init; }

    public static IReadOnlyList<RepeatableFault> All { get; } =
    [
        new("no fault", 1, Succeeds, Succeeds) { Assignment = Succeeds, IsProcessed = true, Scripts = [body => [Respond(200, body)]] },
        new("host name not found", MaxAttempts, Unavailable, Unavailable) { Connect = static (socket, _, token) => socket.ConnectAsync(UnknownHost, 443, token).AsTask() },
        new("connection refused", MaxAttempts, Unavailable, Unavailable) { Connect = static (_, _, _) => Task.FromException(new SocketException((int)SocketError.ConnectionRefused)) },
        new("timeout while connecting", MaxAttempts, Unavailable, Unavailable)
        {
            Connect = static (_, environment, token) =>
            {
                environment.TimeOutAttempt();
                return Task.Delay(Timeout.Infinite, token);
            },
        },
        new("canceled while connecting", 1, Canceled, Canceled)
        {
            Assignment = Canceled,
            Connect = static (_, environment, token) =>
            {
                environment.CancelCall();
                return Task.Delay(Timeout.Infinite, token);
            },
        },
        Always("FIN before the response", MaxAttempts, Unavailable, Unknown, Fin) with { ReadAttempts = AttemptsOfSocketsHandler },
        Always("reset before the response", MaxAttempts, Unavailable, Unknown, Reset),
        Always("processed, then reset", MaxAttempts, Unavailable, Unknown, Reset) with { IsProcessed = true, Assignment = Succeeds },
        Always("timeout before the response", MaxAttempts, Unavailable, Unknown, Stall),
        Always("processed, then timeout", MaxAttempts, Unavailable, Unknown, Stall) with { IsProcessed = true, Assignment = Succeeds },
        Always("canceled before the response", 1, Canceled, UnknownCanceled, Cancel) with { Assignment = UnknownCanceled },
        Always("invalid status line", MaxAttempts, Unavailable, Unknown, Send("nonsense\r\n\r\n")),
        Always("headers without an end", MaxAttempts, Unavailable, Unknown, Send("HTTP/1.1 200 OK\r\nContent-Le")),
        new("200, truncated", MaxAttempts, UnavailableAfter(200), UnknownAfter(200)) { Scripts = [body => [Send(ResponseText.Head(200, MoreThanArrives) + body[..^5])]] },
        new("200, truncated after the JSON", MaxAttempts, UnavailableAfter(200), UnknownAfter(200)) { Scripts = [body => [Send(ResponseText.Head(200, MoreThanArrives) + body)]] },
        new("200, then timeout", MaxAttempts, UnavailableAfter(200), UnknownAfter(200)) { Scripts = [body => [Send(ResponseText.Head(200, MoreThanArrives) + body), WaitUntilRead, Stall]] },
        new("200, then canceled", 1, Canceled, UnknownCanceledAfter(200))
        {
            Assignment = UnknownCanceledAfter(200),
            Scripts = [body => [Send(ResponseText.Head(200, MoreThanArrives) + body), WaitUntilRead, Cancel]],
        },
        Always("301 to another host", 1, UnavailableAfter(301), UnknownAfter(301), Redirect(301, environment => environment.OtherServerAddress)),
        Always("307 to another host", 1, UnavailableAfter(307), UnknownAfter(307), Redirect(307, environment => environment.OtherServerAddress)),
        .. new[] { 400, 402, 422 }.Select(status => Always($"{status}", 1, Rejected(status), Rejected(status), Respond(status, Error))
            with { Exceptions = status == 400 ? Only(RepeatableCall.ReadPolicies, RepeatableCall.NotAvailable, 1) : new Dictionary<RepeatableCall, (string, int)>() }),
        Always("401 containing the management key", 1, ManagementKeyRejected(401), ManagementKeyRejected(401), Respond(401, $$"""{"error":{"message":"{{TestSecrets.ManagementKey}} is disabled"} }""")),
        Always("403", 1, ManagementKeyRejected(403), ManagementKeyRejected(403), Respond(403, Error)) with { BindingRead = RepeatableCall.Unreadable },
        Always("404", 1, Rejected(404), NoSuchKey, Respond(404, Error)) with
        {
            BindingRead = RepeatableCall.NotAvailable,
            Exceptions = Only(RepeatableCall.GetKey, NoSuchKey, 1),
        },
        Always("408", MaxAttempts, UnavailableAfter(408), UnknownAfter(408), Respond(408, Error)),
        Always("409", 1, UnavailableAfter(409), UnknownAfter(409), Respond(409, Error)) with { Exceptions = Only(RepeatableCall.AssignPolicy, RepeatableCall.NotBound, 5) },
        Always("409, processed", 1, UnavailableAfter(409), UnknownAfter(409), Respond(409, Error)) with { IsProcessed = true, Assignment = Succeeds },
        Always("425", MaxAttempts, UnavailableAfter(425), UnknownAfter(425), Respond(425, Error)),
        Always("429", MaxAttempts, RateLimited(), RateLimited(), Respond(429, Error)),
        Always("429 with Retry-After: 5", MaxAttempts, RateLimited(5), RateLimited(5), Respond(429, Error, "Retry-After: 5\r\n")),
        Always("429 with Retry-After: 61", 1, RateLimited(61), RateLimited(61), Respond(429, Error, "Retry-After: 61\r\n")),
        Always("500", MaxAttempts, UnavailableAfter(500), UnknownAfter(500), Respond(500, Error)),
        Always("500, processed", MaxAttempts, UnavailableAfter(500), UnknownAfter(500), Respond(500, Error)) with { IsProcessed = true, Assignment = Succeeds },
        Always("502 in HTML", MaxAttempts, UnavailableAfter(502), UnknownAfter(502), Respond(502, "<html>", "Content-Type: text/html\r\n")),
        Always("503 with Retry-After: 5", MaxAttempts, UnavailableAfter(503), UnknownAfter(503), Respond(503, Error, "Retry-After: 5\r\n")),
        Always("503 with Retry-After: 3600", 1, UnavailableAfter(503), UnknownAfter(503), Respond(503, Error, "Retry-After: 3600\r\n")),
        Always("504", MaxAttempts, UnavailableAfter(504), UnknownAfter(504), Respond(504)),
        Always("524", MaxAttempts, UnavailableAfter(524), UnknownAfter(524), Respond(524)),
        Always("200 with {}", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200, "{}")) with { Exceptions = Only(RepeatableCall.DeleteKey, Succeeds, 1) },
        Always("200, empty", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200)) with { Exceptions = Only(RepeatableCall.DeleteKey, Succeeds, 1) },
        Always("204", 1, UnavailableAfter(204), UnknownAfter(204), Send("HTTP/1.1 204 x\r\nConnection: close\r\n\r\n")) with { Exceptions = Only(RepeatableCall.DeleteKey, Succeeds, 1) },
        Always("200, empty, processed", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200)) with
        {
            IsProcessed = true,
            Assignment = Succeeds,
            Exceptions = Only(RepeatableCall.DeleteKey, Succeeds, 1),
        },
        Always("200 in HTML", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200, "<html>", "Content-Type: text/html\r\n")),
        Always("200 with []", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200, "[]")),
        Always("200 with an error", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200, Error)),
        Always("200 with false", 1, UnavailableAfter(200), UnknownAfter(200), Respond(200, """{"data":false,"deleted":false}""")),
        new("200 with incomplete JSON", 1, UnavailableAfter(200), UnknownAfter(200)) { Scripts = [body => [Respond(200, body[..^1])]] },
        new("200 larger than 1 MiB", 1, UnavailableAfter(200), UnknownAfter(200)) { Scripts = [body => [Respond(200, Pad(body, 1025 * 1024))]] },
        new("gzip", 1, Succeeds, Succeeds) { Assignment = Succeeds, IsProcessed = true, Scripts = [body => [Respond(200, Gzip(body), "Content-Encoding: gzip\r\n")]] },
        new("gzip, larger than 1 MiB", 1, UnavailableAfter(200), UnknownAfter(200)) { Scripts = [body => [Respond(200, Gzip(Pad(body, 1025 * 1024)), "Content-Encoding: gzip\r\n")]] },
        Sequence("500, then 400", 2, Rejected(400), UnknownAfter(500), 500, 400) with { Exceptions = Only(RepeatableCall.ReadPolicies, RepeatableCall.NotAvailable, 2) },
        Sequence("500, then 403", 2, ManagementKeyRejected(403), UnknownAfter(500), 500, 403) with { BindingRead = RepeatableCall.Unreadable },
        Sequence("500, then 404", 2, Rejected(404), UnknownAfter(500), 500, 404) with
        {
            BindingRead = RepeatableCall.NotAvailable,
            Exceptions = new Dictionary<RepeatableCall, (string, int)> { [RepeatableCall.GetKey] = (NoSuchKey, 2), [RepeatableCall.DeleteKey] = (Succeeds, 2) },
        },
        Sequence("500, then 429", MaxAttempts, RateLimited(), UnknownAfter(500), 500, 429),
        Sequence("429, then 500", MaxAttempts, UnavailableAfter(500), UnknownAfter(500), 429, 500),
    ];

    /// <summary>Returns the required result if the fault happens to every attempt.</summary>
    public CellResult Expect(RepeatableCall call)
    {
        var (outcome, attempts) = Exceptions.TryGetValue(call, out var exception) ? exception : (call.Kind switch
        {
            CallKind.Read => Read,
            CallKind.BindingRead => BindingRead,
            CallKind.Change => Change,
            _ => Assignment,
        }, call.Kind is CallKind.Read or CallKind.BindingRead ? ReadAttempts : Attempts);
        return new(outcome == Succeeds ? call.Success : outcome, attempts);
    }

    /// <summary>Returns the required result if the fault happens to the first of several attempts only.</summary>
    public static CellResult ExpectOnce(RepeatableCall call) => new(call.Success, 2);

    public override string ToString() => Name;

    private static RepeatableFault Always(string name, int attempts, string read, string change, params Step[] script) =>
        new(name, attempts, read, change) { Scripts = [_ => script] };

    private static RepeatableFault Sequence(string name, int attempts, string read, string change, params int[] statuses) =>
        new(name, attempts, read, change) { Scripts = [.. statuses.Select<int, Func<string, Step[]>>(status => _ => [Respond(status, Error)])] };

    private static Dictionary<RepeatableCall, (string Outcome, int Attempts)> Only(RepeatableCall call, string outcome, int attempts) => new() { [call] = (outcome, attempts) };

    private static string UnavailableAfter(int status) => $"{Unavailable}, {status}";

    // Inside the last object, so that it is part of the element of a list.
    private static string Pad(string body, int length) => body.Insert(body.LastIndexOf("{\"", StringComparison.Ordinal) + 1, $"\"padding\":\"{new string('x', length)}\",");

    private static byte[] Gzip(string body)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(body));
        }

        return compressed.ToArray();
    }
}
