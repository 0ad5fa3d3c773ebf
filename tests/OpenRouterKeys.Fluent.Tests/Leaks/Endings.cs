using Flurl.Http;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The ways in which a creation ends, each with a server that does what it can to have the secrets repeated.</summary>
internal static class Endings
{
    private const string Repeating = $$"""
        {"data":{"hash":"{{Leak.Key}}","name":"of {{Leak.Key}}","label":"{{Leak.ManagementKey}}","creator_user_id":"{{Leak.Key}}",
         "new":["{{Leak.Key}}",{"{{Leak.ManagementKey}}":1}]},"{{Leak.Key}}":1
        """;

    private const string Error = $$$"""
        {"error":{"code":400,"metadata":{"key":"{{{Leak.Key}}}"},"message":"{{{Leak.Key}}} and Bearer {{{Leak.ManagementKey}}}"}}
        """;

    private const string Chunked = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    /// <summary>Those in which nothing but the API's answers holds the secrets.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Connection, Task>> Answers = new Dictionary<string, Func<Connection, Task>>
    {
        ["created"] = RawServer.Respond(201, Repeating + $$""","key":"{{Leak.Key}}"}"""),
        ["rejected"] = RawServer.Respond(400, Error),
        ["management key rejected"] = RawServer.Respond(401, $"Bearer {Leak.ManagementKey}"),
        ["rate limited"] = RawServer.Respond(429, Error, "Retry-After: 99\r\n"),
        ["unknown by its status"] = RawServer.Respond(500, Error),
        ["unknown without a secret"] = RawServer.Respond(201, Repeating + "}"),
        ["unknown and cut"] = RawServer.Send("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n" + $$"""{"key":"{{Leak.Key}}"""),
        ["unknown by a reset"] = RawServer.Reset(),
    };

    /// <summary>Those in which the platform's exceptions hold them.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Connection, Task>> Floods = new Dictionary<string, Func<Connection, Task>>
    {
        ["status line"] = RawServer.Send($"{Leak.ManagementKey} {Leak.Key}\r\n\r\n"),
        ["status line from the middle of a key"] = RawServer.Send($$"""{{Leak.Key[12..]}}"}""" + "\r\n\r\n"),
        ["header"] = RawServer.Send($"HTTP/1.1 201 Created\r\n{Leak.ManagementKey} {Leak.Key}\r\n\r\n"),
        ["end of a chunk"] = RawServer.Send($"{Chunked}2\r\n{{}}{Leak.ManagementKey} {Leak.Key}\r\n"),
        ["trailer"] = RawServer.Send($"{Chunked}0\r\n{Leak.Key}\r\n"),
        ["redirect"] = RawServer.Respond(307, Error, $"Location: https://{Leak.ManagementKey}.example/{Leak.Key}\r\n"),
        ["chunk size"] = RawServer.Send($"{Chunked}{Leak.ManagementKey} {Leak.Key}\r\n"),
    };

    /// <returns>The created key, or the exception.</returns>
    public static async Task<object> OfAsync(Func<Connection, Task> answer, Func<RawServer, OpenRouterKeysClient>? connect = null)
    {
        await using var server = new RawServer(answer);
        using var client = connect is null ? server.CreateClient(Once) : connect(server);
        return await OfAsync(client, Request);
    }

    public static async Task<object> OfAsync(OpenRouterKeysClient client, KeyRequest request)
    {
        try
        {
            return await client.CreateAsync(request, TestContext.Current.CancellationToken);
        }
        catch (OpenRouterKeysException exception)
        {
            return exception;
        }
    }

    /// <summary>A handler of the application's throws what it has seen.</summary>
    public static async Task<object> UnavailableAsync()
    {
        using var flurl = new FlurlClient(new HttpClient(new ThrowingHandler($"Bearer {Leak.ManagementKey} and {Leak.Key}")));
        using var client = new OpenRouterKeysClient(ManagementKey.From(Leak.ManagementKey), flurl, Once);
        return await OfAsync(client, Request);
    }

    /// <summary>The name is a key.</summary>
    public static async Task<object> InvalidAsync()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From(Leak.ManagementKey));
        return await OfAsync(client, KeyRequest.Named(Leak.Key));
    }

    /// <summary>Who stores the key throws it.</summary>
    public static async Task<object> NotStoredAsync(Func<Connection, Task> answer)
    {
        await using var server = new RawServer(answer, RawServer.Respond(500, Error));
        using var client = server.CreateClient(Once);
        return await Assert.ThrowsAsync<KeyNotStoredException>(() => client.CreateAsync(Request, TellAsync, TestContext.Current.CancellationToken));
    }

    public static Task TellAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        var secret = created.Key.Reveal();
        throw new IOException($"Cannot store {secret}");
    }

    public static OpenRouterKeysOptions Once { get; } = new() { MaxAttempts = 1 };
}
