using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

public class JsonConverterLeakTests
{
    public static TheoryData<Type, string> InvalidJson => new()
    {
        { typeof(KeyRequest), $$"""{"name":"{{TestSecrets.Key}}","limit":1}""" },
        { typeof(KeyRequest), $$"""{"name":"a","{{TestSecrets.Key}}":1,"limit_reset":"{{TestSecrets.Key}}"}""" },
        { typeof(KeyRequest), $"\"{TestSecrets.Key}\"" },
        { typeof(KeyRequest), $$"""{"name":"a"{{TestSecrets.Key}}""" },
        { typeof(ManagementKey), $"\"{TestSecrets.ManagementKey} \"" },
        { typeof(ManagementKey), $"\"{TestSecrets.ManagementKey}\\ud800\"" },
        { typeof(ManagementKey), $"[\"{TestSecrets.ManagementKey}\"]" },
        { typeof(ApiKey), $$"""{"key":"{{TestSecrets.Key}}"}""" },
        { typeof(ApiKey), $"\"{TestSecrets.Key}\\ud800\"" },
        { typeof(Secret), $"\"{TestSecrets.Key}\"" },
    };

    [Theory]
    [MemberData(nameof(InvalidJson))]
    public void Exception_of_JsonSerializer_does_not_contain_the_secret(Type type, string json)
    {
        var exception = Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize(json, type));

        Assert.True(exception is JsonException or NotSupportedException);
        TestSecrets.AssertNotIn(exception, type.Name);
    }
}
