using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The same JSON with Newtonsoft.Json.</summary>
internal static class PlainNewtonsoft
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
        NullValueHandling = NullValueHandling.Ignore,
        FloatParseHandling = FloatParseHandling.Decimal,
        DateParseHandling = DateParseHandling.None,
    });

    public static void Write(PlainRequest request, Stream utf8)
    {
        using var text = new StreamWriter(utf8, leaveOpen: true);
        using var json = new JsonTextWriter(text);
        Serializer.Serialize(json, request);
    }

    public static T Read<T>(Stream utf8)
    {
        using var json = new JsonTextReader(new StreamReader(utf8));
        return Serializer.Deserialize<T>(json)!;
    }
}
