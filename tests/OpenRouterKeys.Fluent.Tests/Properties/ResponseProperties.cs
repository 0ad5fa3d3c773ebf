using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Properties;

[Properties(Arbitrary = [typeof(KeyInfoArbitraries)], MaxTest = 1000, QuietOnSuccess = true)]
public class ResponseProperties
{
    private const string Secret = "sk-or-v1-feedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedfacefeedface";

    [Property]
    public bool KeyInfo_that_is_written_and_read_is_equal(KeyInfo key) => CreationResponse.Read(Response(key)) is { Secret: Secret } read && read.Info == key;

    [Property]
    public bool KeyInfo_is_written_by_WriteJson_as_in_a_response(KeyInfo key)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        key.WriteJson(utf8);
        return Encoding.UTF8.GetString(Response(key).Span) == $$"""{"data":{{Encoding.UTF8.GetString(utf8.WrittenSpan)}},"key":"{{Secret}}"}""";
    }

    [Property]
    public bool Response_that_is_read_and_written_is_equal(KeyInfo key) =>
        JsonElement.DeepEquals(JsonElement.Parse(Response(CreationResponse.Read(Response(key)).Info).Span), JsonElement.Parse(Response(key).Span));

    [Property]
    public bool Secret_is_read_from_a_truncated_response_that_contains_it(KeyInfo key, bool keyFirst, uint length)
    {
        var response = Response(key, keyFirst);
        var bytes = response[..(int)(length % (uint)(response.Length + 1))];
        var hasSecret = bytes.Span.IndexOf(Encoding.UTF8.GetBytes($"\"{Secret}\"")) >= 0;
        return CreationResponse.Read(bytes).Secret == (hasSecret ? Secret : null);
    }

    [Property]
    public bool Response_with_a_wrong_byte_does_not_throw(KeyInfo key, uint index, byte value)
    {
        var bytes = Response(key).ToArray();
        bytes[index % (uint)bytes.Length] = value;
        var (_, info) = CreationResponse.Read(bytes);
        return ErrorBody.ReadMessage(bytes, ManagementKey.From("m")) is null or { Length: <= 200 } && info.ToString().Length > 0;
    }

    [Property]
    public bool Output_does_not_contain_the_secret(KeyInfo key)
    {
        var hostile = key with { Name = $"a{Secret}b", Hash = Secret, Label = Secret, CreatorUserId = Secret, ExternalUser = Secret };
        var created = new CreatedKey { Key = ApiKey.From(Secret), Info = CreationResponse.Read(Response(hostile)).Info };
        string[] outputs = [created.ToString(), $"{created.Key}", JsonSerializer.Serialize(created.Info), Encoding.UTF8.GetString(Response(created.Info, secret: "").Span)];
        return outputs.All(output => !output.Contains("feedface", StringComparison.Ordinal));
    }

    private static ReadOnlyMemory<byte> Response(KeyInfo key, bool keyFirst = false, string secret = Secret)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(utf8);
        writer.WriteStartObject();
        if (keyFirst)
        {
            writer.WriteString("key", secret);
        }

        writer.WritePropertyName("data");
        KeyInfoWriter.Write(key, writer);
        if (!keyFirst)
        {
            writer.WriteString("key", secret);
        }

        writer.WriteEndObject();
        writer.Flush();
        return utf8.WrittenMemory;
    }
}

/// <summary>Any key that the contract allows.</summary>
public static class KeyInfoArbitraries
{
    private static readonly string[] Values = ["1.50", "\"text\"", "[1,{\"a\":[]}]", "{\"b\":false}", "1e300"];

    public static Arbitrary<KeyInfo> All() => Arb.From(Key, Shrink);

    private static Gen<KeyUsage> Usage =>
        from amounts in Arbitraries.Amount.ArrayOf(4)
        select new KeyUsage(amounts[0], amounts[1], amounts[2], amounts[3]);

    private static Gen<KeyInfo> Key =>
        from texts in Arbitraries.Text.ArrayOf(5)
        from flags in Gen.Elements(true, false).ArrayOf(2)
        from limit in Gen.OneOf(Arbitraries.Amount.Select(usd => (decimal?)usd), Gen.Constant((decimal?)null))
        from remaining in Gen.OneOf(Arbitraries.Amount.Select(usd => (decimal?)-usd), Gen.Constant((decimal?)null))
        from reset in Gen.Elements(LimitReset.Never, LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly)
        from usage in Usage
        from byok in Usage
        from times in Gen.OneOf(Arbitraries.FutureTime.Select(time => (DateTimeOffset?)time.ToUniversalTime()), Gen.Constant((DateTimeOffset?)null)).ArrayOf(4)
        from workspace in Gen.Elements(null, (Guid?)Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"))
        from values in Gen.Elements(Values).ArrayOf(2)
        select new KeyInfo
        {
            Hash = texts[0], Name = texts[1], Label = texts[2], CreatorUserId = flags[0] ? texts[3] : null, IsDisabled = flags[0], IncludeByokInLimit = flags[1],
            LimitUsd = limit, LimitRemainingUsd = remaining, LimitReset = reset, Usage = usage, ByokUsage = byok,
            CreatedAt = times[0], UpdatedAt = times[1], ExpiresAt = times[2], LastUsedAt = times[3], WorkspaceId = workspace,
            ExternalUser = flags[1] ? texts[2] : null,
            AdditionalProperties = new Dictionary<string, JsonElement> { [$"x_{texts[4]}"] = JsonElement.Parse(values[0]), ["new_property"] = JsonElement.Parse(values[1]) },
        };

    private static IEnumerable<KeyInfo> Shrink(KeyInfo key) =>
    [
        .. key.AdditionalProperties.Count > 0 ? [key with { AdditionalProperties = new Dictionary<string, JsonElement>() }] : Array.Empty<KeyInfo>(),
        .. key.Name.Length > 0 ? [key with { Name = "" }] : Array.Empty<KeyInfo>(),
        .. key.Label.Length > 0 ? [key with { Label = "" }] : Array.Empty<KeyInfo>(),
        .. key.LimitUsd is not null ? [key with { LimitUsd = null }] : Array.Empty<KeyInfo>(),
        .. key.Usage != default ? [key with { Usage = default }] : Array.Empty<KeyInfo>(),
        .. key.CreatedAt is not null ? [key with { CreatedAt = null }] : Array.Empty<KeyInfo>(),
    ];
}
