using Flurl.Http;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The outcomes of a creation, each with a server that repeats the secrets wherever it can.</summary>
internal static class OutcomeCases
{
    private const string DataWithSecrets = $$"""
        {"data":{"hash":"{{RawServer.Secret}}","name":"of {{RawServer.Secret}} and {{ExternalKeyInJson}}","label":"{{TestSecrets.ManagementKey}}","creator_user_id":"{{RawServer.Secret}}","external_user":"{{RawServer.Secret}}",
         "new":["{{RawServer.Secret}}",{"{{TestSecrets.ManagementKey}}":1}],"external":{"user":"u","api_key":"{{ExternalKeyInJson}}"} },
         "{{RawServer.Secret}}":1,"{{ExternalKeyInJson}}":1
        """;

    // As the request contains it.
    private const string ExternalKeyInJson = """canary-external-key of \u0022Zo\u00EB\u0022 \u002B 4711""";

    private const string ErrorWithSecrets = $$$"""
        {"error":{"code":400,"metadata":{"key":"{{{RawServer.Secret}}}"},"message":"{{{RawServer.Secret}}} and Bearer {{{TestSecrets.ManagementKey}}} and {{{ExternalKeyInJson}}}"}}
        """;

    private const string ChunkedHead = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n";

    /// <summary>A request with a secret of its own.</summary>
    public static readonly KeyRequest Request = KeyRequest.Named("ci-bot").ForExternalUser("u", ApiKey.From(TestSecrets.ExternalApiKey));

    /// <summary>Outcomes whose response contains the secrets, or that have no response.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Connection, Task>> ByResponse = new Dictionary<string, Func<Connection, Task>>
    {
        ["created"] = RawServer.Respond(201, DataWithSecrets + $$""","key":"{{RawServer.Secret}}"}"""),
        ["rejected"] = RawServer.Respond(400, ErrorWithSecrets),
        ["management key rejected"] = RawServer.Respond(401, $"Bearer {TestSecrets.ManagementKey}"),
        ["rate limited"] = RawServer.Respond(429, ErrorWithSecrets, "Retry-After: 99\r\n"),
        ["unknown: status 500"] = RawServer.Respond(500, ErrorWithSecrets),
        ["unknown: no secret"] = RawServer.Respond(201, DataWithSecrets + "}"),
        ["unknown: truncated"] = RawServer.Send("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n" + $$"""{"key":"{{RawServer.Secret}}"""),
        ["unknown: connection reset"] = RawServer.Reset(),
    };

    /// <summary>Invalid responses whose secrets .NET repeats in its own exceptions.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Connection, Task>> ByInvalidResponse = new Dictionary<string, Func<Connection, Task>>
    {
        ["status line"] = RawServer.Send($"{TestSecrets.ManagementKey} {RawServer.Secret}\r\n\r\n"),
        ["status line with a part of a key"] = RawServer.Send($$"""{{RawServer.Secret[12..]}}"}""" + "\r\n\r\n"),
        ["header"] = RawServer.Send($"HTTP/1.1 201 Created\r\n{TestSecrets.ManagementKey} {RawServer.Secret}\r\n\r\n"),
        ["end of a chunk"] = RawServer.Send($"{ChunkedHead}2\r\n{{}}{TestSecrets.ManagementKey} {RawServer.Secret}\r\n"),
        ["trailer"] = RawServer.Send($"{ChunkedHead}0\r\n{RawServer.Secret}\r\n"),
        ["redirect"] = RawServer.Respond(307, ErrorWithSecrets, $"Location: https://{TestSecrets.ManagementKey}.example/{RawServer.Secret}\r\n"),
        ["chunk size"] = RawServer.Send($"{ChunkedHead}{TestSecrets.ManagementKey} {RawServer.Secret}\r\n"),
    };

    public static OpenRouterKeysOptions SingleAttempt { get; } = new() { MaxAttempts = 1 };

    /// <returns>The created key, or the exception.</returns>
    public static async Task<object> CreateAsync(Func<Connection, Task> response, Func<RawServer, OpenRouterKeysClient>? createClient = null)
    {
        await using var server = new RawServer(response);
        using var client = createClient is null ? server.CreateClient(SingleAttempt) : createClient(server);
        return await CreateAsync(client, Request);
    }

    /// <summary>A message handler of the application throws an exception that contains the secrets.</summary>
    public static async Task<object> UnavailableAsync()
    {
        using var flurl = new FlurlClient(new HttpClient(new ThrowingHandler($"Bearer {TestSecrets.ManagementKey} and {RawServer.Secret}")));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, SingleAttempt);
        return await CreateAsync(client, Request);
    }

    /// <summary>The name in the request is a key.</summary>
    public static async Task<object> InvalidAsync()
    {
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey));
        return await CreateAsync(client, Request.WithName(RawServer.Secret));
    }

    /// <summary>The callback that stores the key throws an exception that contains it.</summary>
    public static async Task<object> NotStoredAsync(Func<Connection, Task> response)
    {
        await using var server = new RawServer(response, RawServer.Respond(500, ErrorWithSecrets));
        using var client = server.CreateClient(SingleAttempt);
        return await Assert.ThrowsAsync<KeyNotStoredException>(() => client.CreateAsync(Request, ThrowWithSecretAsync, TestContext.Current.CancellationToken));
    }

    /// <summary>The new key of a rotation cannot be bound, because the response does not contain its hash.</summary>
    public static async Task<object> NotBoundAsync()
    {
        var oldKey = RawServer.Respond(200, """{"data":{"hash":"old","name":"ci-bot","limit":1,"limit_reset":null,"include_byok_in_limit":false}}""");
        await using var server = new RawServer([
            oldKey,
            RawServer.Respond(200, """{"data":[{"guardrail_id":"g1","key_hash":"old"}],"total_count":1}"""),
            .. Enumerable.Repeat(RawServer.Respond(404, ErrorWithSecrets), 6),
            oldKey, // read again before the new key is created
            RawServer.Respond(201, $$"""{"data":{"hash":"{{RawServer.Secret}}","name":"{{TestSecrets.ManagementKey}}"},"key":"{{RawServer.Secret}}"}""")]);
        using var client = server.CreateClient(SingleAttempt);
        return await Assert.ThrowsAsync<KeyNotBoundException>(() => client.RotateAsync("old", ThrowWithSecretAsync, cancellationToken: TestContext.Current.CancellationToken));
    }

    public static Task ThrowWithSecretAsync(CreatedKey created, CancellationToken cancellationToken)
    {
#pragma warning disable ORK3002 // the library must remove the secret from the message
        var secret = created.Key.Reveal();
        throw new IOException($"Cannot store {secret}");
#pragma warning restore ORK3002
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
