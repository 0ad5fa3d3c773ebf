using System.Text.Json;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

public class JsonConverterLeakTests
{
    public static TheoryData<Type, string> InvalidJson => new()
    {
        { typeof(KeyRequest), $$"""{"name":"{{RawServer.Secret}}","limit":1}""" },
        { typeof(KeyRequest), $$"""{"name":"a","{{RawServer.Secret}}":1,"limit_reset":"{{RawServer.Secret}}"}""" },
        { typeof(KeyRequest), $"\"{RawServer.Secret}\"" },
        { typeof(KeyRequest), """{"name":"a","limit":-1,"external":{"user":"u","api_key":"canary-external"}}""" },
        { typeof(KeyRequest), """{"name":"a","external":{"user":"u","api_key":["canary-external"]}}""" },
        { typeof(KeyRequest), """{"name":"a","external":"canary-external"}""" },
        { typeof(KeyRequest), """{"name":"a","external":{"user":"u","api_key":"canary-external""" },
        { typeof(KeyRequest), """{"name":"a","external":{"user":"u","api_key":canary-external}}""" },
        { typeof(KeyRequest), $$"""{"name":"a"{{RawServer.Secret}}""" },
        { typeof(ManagementKey), $"\"{TestSecrets.ManagementKey} \"" },
        { typeof(ManagementKey), $"\"{TestSecrets.ManagementKey}\\ud800\"" },
        { typeof(ManagementKey), $"[\"{TestSecrets.ManagementKey}\"]" },
        { typeof(ApiKey), $$"""{"key":"{{RawServer.Secret}}"}""" },
        { typeof(ApiKey), $"\"{RawServer.Secret}\\ud800\"" },
        { typeof(Secret), $"\"{RawServer.Secret}\"" },
    };

    [Theory]
    [MemberData(nameof(InvalidJson))]
    public void Exception_of_JsonSerializer_does_not_contain_the_secret(Type type, string json)
    {
        var exception = Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize(json, type));

        Assert.True(exception is JsonException or NotSupportedException);
        LeakAssert.NoSecretIn(exception, type.Name);
    }
}
