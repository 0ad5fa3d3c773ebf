using Flurl.Http;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The outcomes of a creation, each with a server that repeats the secrets wherever it can.</summary>
internal static class OutcomeCases
{
    private const string DataWithSecrets = $$"""
        {"data":{"hash":"{{TestSecrets.Key}}","name":"of {{TestSecrets.Key}}","label":"{{TestSecrets.ManagementKey}}","creator_user_id":"{{TestSecrets.Key}}",
         "new":["{{TestSecrets.Key}}",{"{{TestSecrets.ManagementKey}}":1}]},"{{TestSecrets.Key}}":1
        """;

    private const string ErrorWithSecrets = $$$"""
        {"error":{"code":400,"metadata":{"key":"{{{TestSecrets.Key}}}"},"message":"{{{TestSecrets.Key}}} and Bearer {{{TestSecrets.ManagementKey}}}"}}
        """;

    private const string ChunkedHead = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    /// <summary>Outcomes whose response contains the secrets, or that have no response.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Connection, Task>> ByResponse = new Dictionary<string, Func<Connection, Task>>
    {
        ["created"] = RawServer.Answer(201, DataWithSecrets + $$""","key":"{{TestSecrets.Key}}"}"""),
        ["rejected"] = RawServer.Answer(400, ErrorWithSecrets),
        ["management key rejected"] = RawServer.Answer(401, $"Bearer {TestSecrets.ManagementKey}"),
        ["rate limited"] = RawServer.Answer(429, ErrorWithSecrets, "Retry-After: 99\r\n"),
        ["unknown: status 500"] = RawServer.Answer(500, ErrorWithSecrets),
        ["unknown: no secret"] = RawServer.Answer(201, DataWithSecrets + "}"),
        ["unknown: truncated"] = RawServer.Send("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n" + $$"""{"key":"{{TestSecrets.Key}}"""),
        ["unknown: connection reset"] = RawServer.Reset(),
    };

    /// <summary>Invalid responses whose secrets .NET repeats in its own exceptions.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Connection, Task>> ByInvalidResponse = new Dictionary<string, Func<Connection, Task>>
    {
        ["status line"] = RawServer.Send($"{TestSecrets.ManagementKey} {TestSecrets.Key}\r\n\r\n"),
        ["status line with a part of a key"] = RawServer.Send($$"""{{TestSecrets.Key[12..]}}"}""" + "\r\n\r\n"),
        ["header"] = RawServer.Send($"HTTP/1.1 201 Created\r\n{TestSecrets.ManagementKey} {TestSecrets.Key}\r\n\r\n"),
        ["end of a chunk"] = RawServer.Send($"{ChunkedHead}2\r\n{{}}{TestSecrets.ManagementKey} {TestSecrets.Key}\r\n"),
        ["trailer"] = RawServer.Send($"{ChunkedHead}0\r\n{TestSecrets.Key}\r\n"),
        ["redirect"] = RawServer.Answer(307, ErrorWithSecrets, $"Location: https://{TestSecrets.ManagementKey}.example/{TestSecrets.Key}\r\n"),
        ["chunk size"] = RawServer.Send($"{ChunkedHead}{TestSecrets.ManagementKey} {TestSecrets.Key}\r\n"),
    };

    public static OpenRouterKeysOptions SingleAttempt { get; } = new() { MaxAttempts = 1 };

    /// <returns>The created key, or the exception.</returns>
    public static async Task<object> CreateAsync(Func<Connection, Task> response, Func<RawServer, OpenRouterKeysClient>? createClient = null)
    {
        await using var server = new RawServer(response);
        using var client = createClient is null ? server.NewClient(SingleAttempt) : createClient(server);
        return await CreateAsync(client, Request);
    }

    /// <summary>A message handler of the application throws an exception that contains the secrets.</summary>
    public static async Task<object> UnavailableAsync()
    {
        using var flurl = new FlurlClient(new HttpClient(new ThrowingHandler($"Bearer {TestSecrets.ManagementKey} and {TestSecrets.Key}")));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, SingleAttempt);
        return await CreateAsync(client, Request);
    }

    /// <summary>The name in the request is a key.</summary>
    public static async Task<object> InvalidAsync()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey));
        return await CreateAsync(client, KeyRequest.Named(TestSecrets.Key));
    }

    /// <summary>The callback that stores the key throws an exception that contains it.</summary>
    public static async Task<object> NotStoredAsync(Func<Connection, Task> response)
    {
        await using var server = new RawServer(response, RawServer.Answer(500, ErrorWithSecrets));
        using var client = server.NewClient(SingleAttempt);
        return await Assert.ThrowsAsync<KeyNotStoredException>(() => client.CreateAsync(Request, ThrowWithSecretAsync, TestContext.Current.CancellationToken));
    }

    public static Task ThrowWithSecretAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        var secret = created.Key.Reveal();
        throw new IOException($"Cannot store {secret}");
    }

    private static async Task<object> CreateAsync(OpenRouterKeysClient client, KeyRequest request)
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
}
