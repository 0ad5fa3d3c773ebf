using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

public class ConverterTests
{
    public static TheoryData<Type, string> Refused => new()
    {
        { typeof(KeyRequest), $$"""{"name":"{{Leak.Key}}","limit":1}""" },
        { typeof(KeyRequest), $$"""{"name":"a","{{Leak.Key}}":1,"limit_reset":"{{Leak.Key}}"}""" },
        { typeof(KeyRequest), $"\"{Leak.Key}\"" },
        { typeof(KeyRequest), $$"""{"name":"a"{{Leak.Key}}""" },
        { typeof(ManagementKey), $"\"{Leak.ManagementKey} \"" },
        { typeof(ManagementKey), $"\"{Leak.ManagementKey}\\ud800\"" },
        { typeof(ManagementKey), $"[\"{Leak.ManagementKey}\"]" },
        { typeof(ApiKey), $$"""{"key":"{{Leak.Key}}"}""" },
        { typeof(ApiKey), $"\"{Leak.Key}\\ud800\"" },
        { typeof(Secret), $"\"{Leak.Key}\"" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_System_Text_Json_refuses_to_read_is_not_echoed(Type type, string json)
    {
        var exception = Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize(json, type));

        Assert.True(exception is JsonException or NotSupportedException);
        Leak.IsNotIn(exception, type.Name);
    }
}
